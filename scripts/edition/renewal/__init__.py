"""Put a newer version in the place of a text: its blocks keep their ids, its notes go with their words."""
