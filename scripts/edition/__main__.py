"""`python -m edition` is the `edition` command."""

from edition.cli import main

if __name__ == "__main__":
    main()
