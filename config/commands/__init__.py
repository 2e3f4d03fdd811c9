"""The verbs of `motcua`, one file each; every file has a click command named `command`."""
