"""The demonstration: real names of places, invented people. Nothing here is needed by a real office."""
