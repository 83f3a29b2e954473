"""Text for terminals: lines, aligned tables of Chinese, and lines of JSON."""

import json
import re
import sys
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest

from perfeval_desktop.terminal import print_error

# Control characters and those that turn the direction of writing: data must not command the terminal.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

# What some readers take for a line end, and DEL: JSON allows them bare, one object per line does not.
_BARE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029]")


# Hung over the edge rather than put at the beginning of a line.
_NOT_FIRST = frozenset("，。、；：？！）》」』”’…,.:;?!)%")


def show_progress(done: int, total: int) -> bool:
    """Follow long work on the error stream where somebody is looking; always go on."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{total}" + ("\n" if done == total else ""))
        sys.stderr.flush()
    return True


def print_no_forms() -> None:
    """Say on the error stream that no form was chosen."""
    print_error("没有符合条件的自评表。可用 perfeval new 新建，或放宽筛选条件。")


def json_line(values: Mapping[str, object]) -> str:
    """Return ``values`` as JSON that is one line to every reader."""
    text = json.dumps(values, ensure_ascii=False)
    return _BARE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def visible(text: str) -> str:
    """Return ``text`` with a visible mark for each control character but the line end."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: two for each Chinese character."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, limit: int) -> list[str]:
    """Return the lines of ``text``, control characters made visible.

    None is wider than ``limit`` columns but for closing marks, which stay with what they close.
    """
    lines = []
    for line in visible(text).split("\n"):
        start, taken = 0, 0
        for end, character in enumerate(line):
            taken += _columns(character)
            if taken > limit and character not in _NOT_FIRST:
                lines.append(line[start:end])
                start, taken = end, _columns(character)
        lines.append(line[start:])
    return lines


def table(
    rows: Sequence[Sequence[str]], *, right: Collection[int] = (), limit: int = sys.maxsize
) -> Iterator[str]:
    """Yield the lines of ``rows`` (all of one length) in columns two blanks apart.

    The columns in ``right`` are flush right. Texts wider than ``limit`` columns of the terminal are wrapped.
    """
    cells = [[wrapped(text, limit) for text in row] for row in rows]
    widths = [
        max(map(width, (line for lines in column for line in lines))) for column in zip(*cells, strict=True)
    ]
    for row in cells:
        for texts in zip_longest(*row, fillvalue=""):
            blanks = [" " * (room - width(text)) for text, room in zip(texts, widths, strict=True)]
            padded = [
                blank + text if column in right else text + blank
                for column, (text, blank) in enumerate(zip(texts, blanks, strict=True))
            ]
            yield "  ".join(padded).rstrip()
