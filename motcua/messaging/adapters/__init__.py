"""Ways to providers: one file each, named in `MOTCUA_CHANNELS`."""
