"""One procedure on its page: the plain answer first, then the eleven items, what to print, forms, poster, sharing."""
