"""Folders of pages: written, made small, sealed, proven, and their links tried."""
