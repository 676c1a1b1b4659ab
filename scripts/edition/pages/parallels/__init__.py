"""Parallels: an essay each, and two texts that face each other."""
