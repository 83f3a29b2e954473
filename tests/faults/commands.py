"""Commands of the program, carried out in this very process."""

import contextlib
import io
from typing import NamedTuple

from perfeval_desktop.cli import main

KNOWN_CODES = frozenset({0, 1, 2, 3})


class Answer(NamedTuple):
    """What a command returned and printed."""

    code: int
    out: str
    err: str

    @property
    def is_known(self) -> bool:
        """Whether it is an answer as it should be: of a known code, and in words where something is wrong."""
        return self.code in KNOWN_CODES and (self.code < 2 or bool(self.err.strip()))


def carried_out(*words: object) -> Answer:
    """Carry out a command; raises whatever it raises."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(word) for word in words])
    return Answer(code, out.getvalue(), err.getvalue())
