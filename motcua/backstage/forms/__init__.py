"""Forms as administrators write them: a readable file, analysed, filled in on trial, published as a new version."""
