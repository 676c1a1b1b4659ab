"""The page of a text: its blocks, the notes beside them, the comments below."""
