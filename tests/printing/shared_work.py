"""Work to be shared among processes. A worker imports this module, so it holds no tests."""

import os
from multiprocessing import parent_process


def square(number: int) -> int:
    """Return the square of ``number``."""
    return number * number


def done_by(number: int) -> tuple[int, int]:
    """Return the square of ``number``, and the process that has found it."""
    return number * number, os.getpid()


def refuse_thirteen(number: int) -> int:
    """Return ``number`` unless it is the one that cannot be done."""
    if number == 13:
        raise ValueError("thirteen")
    return number


def die_in_a_worker(number: int) -> int:
    """Return the square of ``number``; end the process if it is but a worker."""
    if parent_process() is not None:
        os._exit(1)
    return number * number
