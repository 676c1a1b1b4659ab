"""What changed: from git, and between the versions of a text."""
