"""Where labels may be broken into lines: 产出|指标, never 产出指|标."""

import re
from collections.abc import Iterator, Mapping

OF_WHICH = "其中"
AFTER_OF_WHICH = ":： "
_AND_OTHERS = "等"

_WITH_BRACKETS = re.compile("(.+?)([（(][^（()）]*[)）])")


def label_parts(break_points: Mapping[str, tuple[str, ...]], words: str) -> tuple[str, ...]:
    """Return the parts that ``words`` may be broken into, none where they may be broken anywhere.

    ``break_points`` are those of the template. What follows 其中：, and what stands in brackets behind a
    name, is a part of its own.
    """
    parts = break_points.get(words)
    if parts is not None:
        return parts
    if words.startswith(OF_WHICH):
        named = words.removeprefix(OF_WHICH).lstrip(AFTER_OF_WHICH)
        if named:
            return (words.removesuffix(named), *(label_parts(break_points, named) or (named,)))
    if words.endswith(_AND_OTHERS):
        parts = label_parts(break_points, words.removesuffix(_AND_OTHERS))
        return (*parts[:-1], parts[-1] + _AND_OTHERS) if parts else ()
    in_brackets = _WITH_BRACKETS.fullmatch(words)
    if in_brackets is not None:
        name, brackets = in_brackets.groups()
        return (*(label_parts(break_points, name) or (name,)), brackets)
    return ()


# A label of so many characters stands on one line.
_SHORT = 6


def whole_parts(break_points: Mapping[str, tuple[str, ...]], words: str) -> Iterator[str]:
    """Yield what of a label beside a value stands on one line: all of a short one, else its parts."""
    for line in words.split("\n"):
        yield from (line,) if len(line) <= _SHORT else unbroken_parts(break_points, line)


def unbroken_parts(break_points: Mapping[str, tuple[str, ...]], words: str) -> tuple[str, ...]:
    """Return what of ``words`` should stand on one line: its parts, or else the larger half of each line."""
    parts = label_parts(break_points, words)
    return parts or tuple([line[: len(line) // 2 + 1] for line in words.split("\n")])
