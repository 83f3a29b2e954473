"""Lines for whoever started the program from a terminal; nowhere where there is none."""

import sys
from contextlib import suppress


def print_line(line: str) -> None:
    """Write one line of output; nowhere where the program has no console (a windowed one on Windows)."""
    if sys.stdout is not None:
        sys.stdout.write(f"{line}\n")


def print_error(line: str) -> None:
    """Write one line on the error stream; where even that is impossible, the exit code has to do."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{line}\n")
