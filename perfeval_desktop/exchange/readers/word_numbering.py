"""Numbers that Word writes before paragraphs by itself: they are read, but stand nowhere in the text."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from perfeval_desktop.exchange.readers.names import child, number, value
from perfeval_desktop.exchange.readers.word_styles import Styles
from perfeval_desktop.exchange.readers.xml_parts import Element

_LEVELS: Final = 9
_CHINESE: Final = "零一二三四五六七八九"
_ROMAN: Final = {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


def _chinese(count: int) -> str:
    if count > 99:
        return str(count)
    tens, ones = divmod(count, 10)
    ten = f"{_CHINESE[tens] if tens > 1 else ''}十" if tens else ""
    return ten + (_CHINESE[ones] if ones or not tens else "")


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26)


def _roman(count: int) -> str:
    told = ""
    for size, letters in _ROMAN.items():
        times, count = divmod(count, size)
        told += letters * times
    return told


_WRITTEN: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda count: f"{count:02}",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}
# They are looks, not words.
_NOT_WRITTEN: Final = frozenset({"bullet", "none"})


@dataclass(slots=True)
class _Level:
    """How paragraphs of a level are numbered: %1. for the first, %1.%2 for the second."""

    style: str
    text: str
    start: int


class Numbering:
    """The numbers of a document, to be asked for paragraph by paragraph."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        # The level that a style has, where it says none itself.
        self._depths: dict[tuple[str, str], int] = {}
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        # How far each list is, by level.
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for one in root.iterchildren("{*}num"):
            self._lists[value(one, "numId")] = value(child(one, "abstractNumId"))
        for one in root.iterchildren("{*}abstractNum"):
            for level in one.iterchildren("{*}lvl"):
                key = value(one, "abstractNumId"), number(level, 0, "ilvl")
                style, text = value(child(level, "numFmt")), value(child(level, "lvlText"))
                self._depths[key[0], value(child(level, "pStyle"))] = key[1]
                self._levels[key] = _Level(style, text, number(child(level, "start"), 1))

    def before(self, paragraph: Element) -> str:
        """Return what is written before a paragraph, "" where nothing is; its list goes on."""
        style = value(child(child(paragraph, "pPr"), "pStyle"))
        properties = child(child(paragraph, "pPr"), "numPr")
        if properties is None:
            properties = self._styles.numbering(style)
        kind = self._lists.get(value(child(properties, "numId")), "")
        depth = number(child(properties, "ilvl"), self._depths.get((kind, style), 0))
        level = self._levels.get((kind, depth))
        if level is None:
            return ""
        counts = self._counts[kind]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.style in _NOT_WRITTEN:
            return ""
        told = level.text
        for at in range(_LEVELS):
            if f"%{at + 1}" in told:
                told = told.replace(f"%{at + 1}", self._written(kind, at))
        return told

    def _written(self, kind: str, depth: int) -> str:
        level = self._levels.get((kind, depth), _Level("decimal", "", 1))
        return _WRITTEN.get(level.style, str)(self._counts[kind].get(depth, level.start))
