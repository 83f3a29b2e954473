"""The keys of the program beside those of Excel and WPS, as the manual shows and the tests press them."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class KeyPlace(StrEnum):
    """Where a key does what the table says of it."""

    GRID = "grid"
    CELL = "cell"
    FIELD = "field"
    TREE = "tree"
    WINDOW = "window"

    @property
    def label(self) -> str:
        """The place as the manual calls it."""
        return _LABELS[self]


_LABELS = {
    KeyPlace.GRID: "在表里",
    KeyPlace.CELL: "正在一格里打字",
    KeyPlace.FIELD: "在文字框里",
    KeyPlace.TREE: "在项目列表里",
    KeyPlace.WINDOW: "在窗口的任何地方",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """What some keys do in one place.

    ``keys`` are written as Qt writes them, such as ``Ctrl+PgUp``; what is done by typing or with the mouse
    stands there in Chinese. ``excel`` is what Excel and WPS have instead and ``why`` the reason for it; both
    are ``""`` where they do the same.
    """

    id: str
    place: KeyPlace
    keys: tuple[str, ...]
    does: str
    excel: str = ""
    why: str = ""

    @property
    def names(self) -> str:
        """The keys as they are printed on a keyboard."""
        return "、".join(map(key_name, self.keys))


@cache
def key_table() -> tuple[KeyLine, ...]:
    """Return every line, place by place."""
    file = files("perfeval_resources") / "help" / "keys.toml"
    values = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        KeyLine(place=place, keys=tuple(line.pop("keys")), **line)
        for place in KeyPlace
        for line in values[place]
    )


def key_name(key: str) -> str:
    """Return a key as clerks call it: ``Ctrl+PgUp`` is ``Ctrl+PageUp``."""
    held, plus, last = key.rpartition("+")
    return f"{held}{plus}{_NAMES.get(last, last)}"


_NAMES = {
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "Return": "回车",
    "Space": "空格",
    "PgUp": "PageUp",
    "PgDown": "PageDown",
    "Del": "Delete",
    "Ins": "Insert",
    "Menu": "菜单键",
}
