"""What is done to the site after MkDocs has built it."""
