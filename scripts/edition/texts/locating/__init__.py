"""Find quotations again in a text that was changed: `locate` decides, the others are what it asks."""
