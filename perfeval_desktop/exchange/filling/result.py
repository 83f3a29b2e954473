"""What became of a blank that was filled in, and how it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from perfeval_desktop.exchange.filling.plan import Told


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank that was filled in, as the bytes of a file whose name ends as :func:`suffix_of` says.

    ``written`` counts the texts of the form that stand in it. ``left`` found no cell; ``replaced`` stood
    there as something else, ``kept`` is printed there and the form says nothing of it. ``notices`` are
    sentences.
    """

    data: bytes
    written: int
    left: tuple[Told, ...]
    replaced: tuple[Told, ...]
    kept: tuple[Told, ...]
    notices: tuple[str, ...]


def suffix_of(blank: Path) -> str:
    """Return how the name of a filled copy of ``blank`` ends; old formats are made into those of today."""
    return {".doc": ".docx", ".wps": ".docx", ".xls": ".xlsx", ".et": ".xlsx"}.get(
        blank.suffix.lower(), blank.suffix.lower()
    )


def summary(result: Filled) -> str:
    """Return in a sentence how much of a form stands in the blank."""
    if not result.left:
        return f"填入 {result.written} 格，内容全部填进了空表。"
    return f"填入 {result.written} 格，{len(result.left)} 处没有填进去。"


def report_lines(result: Filled) -> Iterator[str]:
    """Yield what there is to tell besides, a line each."""
    yield from result.notices
    yield from (f"没有填入（{one.reason or '空表里没有位置'}）：{_told(one)}" for one in result.left)
    yield from (f"原有“{_line(one.before)}”，改为：{_told(one)}" for one in result.replaced)
    yield from (f"空表原有、自评表没有，保持原样：{_told(one)}" for one in result.kept)


def _told(one: Told) -> str:
    return f"{one.place}：{_line(one.text)}"


def _line(text: str) -> str:
    return " ".join(text.split())
