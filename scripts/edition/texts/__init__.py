"""The texts: read from the seeds, cut into blocks, searched for quoted words and for terms."""
