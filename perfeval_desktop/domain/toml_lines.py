"""Where a key of a TOML text stands, for messages that lead to the line."""

import re
from collections.abc import Iterator
from itertools import islice

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\-\s]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNED = re.compile(r"\s*([A-Za-z0-9_\-]+)\s*=")
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}#]')
_STEP = re.compile(r"([A-Za-z0-9_\-]+)(?:\[(\d+)\])?")


def line_of(text: str, key: str) -> int | None:
    """Return the number of the line, from 1, on which ``key`` stands, or the nearest thing around it.

    ``key`` is a path as a :class:`TemplateError` names it, ``blocks[2].columns[1].role``, positions from 1.
    ``None`` where nothing of it is found. A light scan that knows table headers, arrays of tables, keys, and
    inline tables with a line for each; not the whole of TOML.
    """
    steps = tuple(_Step(name, int(number) if number else None) for name, number in _STEP.findall(key))
    lines = text.splitlines()
    for length in range(len(steps), 0, -1):
        *around, last = steps[:length]
        for step in (last, _Step(last.name, None)):
            found = _find(lines, (*around, step))
            if found is not None:
                return found
    return None


class _Step:
    """A part of a path: a name, and which of several tables under it."""

    def __init__(self, name: str, number: int | None) -> None:
        self.name = name
        self.number = number


def _find(lines: list[str], steps: tuple[_Step, ...]) -> int | None:
    counts: dict[str, int] = {}
    table: tuple[tuple[str, int | None], ...] = ()
    wanted = tuple((step.name, step.number) for step in steps)
    for number, line in enumerate(lines):
        header = _HEADER.fullmatch(line)
        if header is not None:
            table = _table(header[2], counts, is_array=header[1] == "[[")
            if table == wanted:
                return number + 1
            continue
        assigned = _ASSIGNED.match(line)
        if assigned is None:
            continue
        path = (*table, (assigned[1], None))
        if path == wanted:
            return number + 1
        if (
            len(path) <= len(wanted)
            and _names(path) == _names(wanted[: len(path)])
            and (path[:-1] == wanted[: len(path) - 1])
        ):
            inside = _inside(lines, number, wanted[len(path) - 1 :])
            if inside is not None:
                return inside
    return None


def _table(path: str, counts: dict[str, int], *, is_array: bool) -> tuple[tuple[str, int | None], ...]:
    """Return the path of a table with the positions of the tables around it; count an array's new table."""
    names = [name.strip() for name in path.split(".")]
    found: list[tuple[str, int | None]] = []
    for depth, name in enumerate(names):
        whole = _whole(found, name)
        if is_array and depth == len(names) - 1:
            counts[whole] = counts.get(whole, 0) + 1
        found.append((name, counts.get(whole)))
    return tuple(found)


def _whole(around: list[tuple[str, int | None]], name: str) -> str:
    return ".".join([*(f"{one}[{number}]" for one, number in around), name])


def _names(path: tuple[tuple[str, int | None], ...]) -> tuple[str, ...]:
    return tuple(name for name, _ in path)


def _inside(lines: list[str], start: int, wanted: tuple[tuple[str, int | None], ...]) -> int | None:
    """Return the line within a value that begins at ``start``: of the wanted inline table, or text, in it."""
    position = wanted[0][1]
    if position is None:
        return start + 1 if len(wanted) > 1 and "{" in lines[start] else None
    return next(islice(_items(lines, start), position - 1, None), None)


def _items(lines: list[str], start: int) -> Iterator[int]:
    """Yield the line of each item of the list that begins at ``start``."""
    depth = 0
    for number in range(start, len(lines)):
        line = lines[number].partition("=")[2] if number == start else lines[number]
        for mark in _MARKS.findall(line):
            if mark == "#":
                break
            if depth == 1 and mark[0] in '"[{':
                yield number + 1
            depth += (mark in ("[", "{")) - (mark in ("]", "}"))
        if depth <= 0:
            return
