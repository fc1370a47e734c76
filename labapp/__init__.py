"""labapp: residents work out ideas together and hand them to their politicians."""
