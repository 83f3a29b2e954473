"""The text of a cell in lines: running text by width, labels at their fixed points."""

from functools import lru_cache

from perfeval_desktop.domain.printed.labels import label_parts
from perfeval_desktop.printing.typesetting.line_breaking import break_lines
from perfeval_desktop.printing.typesetting.measures import BODY, LABEL, SIDE_PADDING, Style
from perfeval_desktop.printing.typesetting.page_setup import PageSetup

# A label is printed whole in every part of what it stands beside. Beyond so many lines it is no label
# any more, and is split like any text.
LONGEST_LABEL = 12

# Longer texts hardly ever come twice.
_LONGEST_CACHED = 40
_EMPTY = ("",)

Lines = tuple[str, ...]


def entry_lines(text: str, width: int) -> Lines:
    """Return the lines of an entry in a cell of ``width``."""
    if len(text) > _LONGEST_CACHED:
        return _lines(text, width, BODY)
    return _cached_lines(text, width, BODY) if text else _EMPTY


def _lines(text: str, width: int, style: Style) -> Lines:
    return break_lines(text, style.ems_in(width - 2 * SIDE_PADDING), style.advances.ends)


_cached_lines = lru_cache(maxsize=8192)(_lines)


@lru_cache(maxsize=8192)
def label_lines(setup: PageSetup, words: str, width: int) -> Lines:
    """Return bold words in lines, broken at their fixed points: 产出|指标, never 产出指|标.

    A line takes as many parts as fit; a part too wide for a line of its own breaks like any text. Line ends
    in ``words`` end a line.
    """
    return tuple(
        [
            line
            for paragraph in words.split("\n")
            for piece in packed(label_parts(setup.break_points, paragraph) or (paragraph,), width)
            for line in _lines(piece, width, LABEL)
        ]
    )


def packed(parts: Lines, width: int) -> list[str]:
    """Return ``parts`` put together as far as they fit on a line."""
    lines = [parts[0]]
    for part in parts[1:]:
        joined = lines[-1] + part
        if is_too_wide(joined, width):
            lines.append(part)
        else:
            lines[-1] = joined
    return lines


@lru_cache(maxsize=1024)
def upright_lines(setup: PageSetup, words: str, width: int) -> Lines:
    """Return bold words with each of their parts on a line of its own; by width, where that is impossible."""
    parts = label_parts(setup.break_points, words)
    if not 0 < len(parts) <= LONGEST_LABEL or any(is_too_wide(part, width) for part in parts):
        return label_lines(setup, words, width)
    return parts


def is_too_wide(words: str, width: int) -> bool:
    """Return whether bold ``words`` need more than a line of a cell of ``width``."""
    return LABEL.width(words) > LABEL.ems_in(width - 2 * SIDE_PADDING)
