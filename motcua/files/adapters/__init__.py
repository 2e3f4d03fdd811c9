"""Ways to the world outside: the virus scanner, the disk, a bucket of an S3 store."""
