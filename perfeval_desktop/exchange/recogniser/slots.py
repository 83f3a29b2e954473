"""Where values stand in a form, or would stand: what a blank is filled in by."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from perfeval_desktop.exchange.sheet import Cell

# As in a transcript: ("rows", "1", "全年执行数"), rows counted from 1.
Path = tuple[str, ...]

_GAP = r"[\s_＿﹍…⋯.。·—\-]*"
# What a blank prints where something is to be entered.
_PROMPT = re.compile(
    rf"{_GAP}(?:(?:[（(【\[<〔]?\s*(?:请|此处|在此|填写|填报|选填|必填|点击|单击)[^，；]*?[)）】\]>〕]?)"
    rf"|[（(【\[]?\s*[XxＸｘ×*＊〇○]{{1,}}(?:%|％|[个项次家人天元年月日万]{{1,2}})?\s*[)）】\]]?"
    rf"|[\s_＿]*年[\s_＿]*月[\s_＿]*日?"
    rf"|(?:三级)?指标\s*[0-9０-９一二三四五六七八九十N]*\s*[:：]?)?{_GAP}"
)


class Slot(NamedTuple):
    """A value's room in a cell: the part of its text from ``start`` to before ``end``, which may be none."""

    path: Path
    cell: Cell
    start: int
    end: int


class Line(NamedTuple):
    """A row for an indicator: its cells by the labels of the columns.

    ``name`` is what its own name says, ``""`` for a row that is free; it stands at ``place``. ``goal``
    stands at its left.
    """

    row: int
    cells: Mapping[str, Cell]
    name: str
    place: str
    goal: Cell | None


def is_prompt(text: str) -> bool:
    """Whether a text only says that something is to be entered: nothing, （请填写）, XX, 指标1：, ____."""
    return _PROMPT.fullmatch(text.strip()) is not None
