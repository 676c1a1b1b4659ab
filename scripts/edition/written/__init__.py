"""What people write: notes, entries and parallels, read, judged and made ready to be filled in."""
