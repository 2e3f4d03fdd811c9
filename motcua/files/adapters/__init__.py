"""Ways to the world outside: the virus scanner, the disk."""
