"""Signing in with an account elsewhere: the port to identity providers, the road there and back, and whose it is."""
