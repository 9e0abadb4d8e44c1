"""`python -m newsdiff` is the command `newsdiff`."""

from __future__ import annotations

from newsdiff.cli import main

if __name__ == "__main__":
    main()
