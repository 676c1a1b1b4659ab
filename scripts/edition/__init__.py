"""Turn seed documents and their annotations into the pages of a reading edition."""
