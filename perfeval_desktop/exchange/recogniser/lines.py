"""A line of text: the year, the unit, and fields behind their labels."""

import re
from collections.abc import Iterator

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.domain.transcripts.ticked import ticked
from perfeval_desktop.domain.transcripts.value import unit_named
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.wording import flat, is_note, meanings, printed_label, unit_in
from perfeval_desktop.exchange.sheet import Cell

_YEAR = re.compile(
    r"[（(]?(?:截至|截止)?(?:[\u4e00-\u9fff]{0,4}年[度份][:：])?(?P<year>20[0-9]{2})年?度?"
    r"(?:(?:[0-9]{1,2}月?[-—~至])?[0-9]{1,2}月(?:底|末)?|上半年|前三季度)?[)）]?"
)
_YEAR_LABEL = re.compile(r"[\u4e00-\u9fff]{0,4}年[度份][:：]?")
_GAPS = re.compile(r"\s{2,}|\t|\n")
_NEXT_LABEL = re.compile(r"\s(?P<label>[^\s:：]{2,14})[:：]")
_LABEL = re.compile(r"(?P<label>[^:：]{1,20})[:：]")
_LABELLED = re.compile(r"(?P<label>[^:：]{1,20})[:：]\s*(?P<text>.+)", re.DOTALL)
# 优（√）良（）中（）差（）
_TICKED_BRACKETS = re.compile(r"[（(]\s*[√✓✔]\s*[)）]")
_EMPTY_BRACKETS = re.compile(r"[（(]\s*[)）]")
# What is called a result is one, or else a grade.
_RESULT = re.compile(r"(?:结果|结论)(?:[（(][^（）()]*[)）])?[:：]?$")
_GRADE_WORDS = frozenset({"优", "良", "中", "差", "优秀", "良好", "一般", "较差", "合格", "不合格"})
_TO_SIGN = re.compile(r"[（(][^（）()]*(?:章|签字|签名)[)）]")
_GRADES = (("优", "良", "中", "差"), ("优秀", "良好", "一般", "较差"))


def read_line(words: Vocabulary, draft: Draft, cell: Cell) -> None:
    """Read a line of text: the year, the unit, and fields behind their labels."""
    labels = []
    parts = list(_parts(words, cell.text))
    # Some dates and names are spaced out: （ 2 0 2 3 年 度 ）.
    whole = flat(cell.text)
    for part in [whole] if is_year_or_unit(draft, whole) else parts:
        year = _YEAR.fullmatch(flat(part))
        unit = unit_named(part)
        labelled = _LABELLED.fullmatch(part)
        if year is not None and not draft.fiscal_year:
            draft.fiscal_year = year["year"]
            draft.take(cell)
            draft.lay(PartKind.YEAR, (cell.row,), [Labelled("fiscal_year", cell)])
            continue
        if unit is not None:
            draft.unit = unit.value
            draft.take(cell)
            draft.lay(PartKind.UNIT, (cell.row,), [Labelled("unit", cell)])
            continue
        if labelled is not None and _keep_labelled(words, draft, *labelled.group("label", "text")):
            draft.take(cell)
        label = printed_label(part if labelled is None else labelled["label"])
        is_field = words.of(bare_label(label)) and not is_note(label)
        if is_field and (labelled is not None or _LABEL.fullmatch(part)):
            labels.append(Labelled(label, cell))
    named = unit_in(cell.text)
    if named and not draft.unit:
        # In the heading of a section: 二、资金情况（单位：元）.
        draft.unit = named
        draft.take(cell)
    if labels:
        draft.lay(PartKind.LINE, (cell.row,), labels)


def _parts(words: Vocabulary, text: str) -> Iterator[str]:
    """Yield the parts of a line, parted by wide gaps, or by a known label behind the value of another."""
    for part in _GAPS.split(text.strip()):
        begin = 0
        for gap in _NEXT_LABEL.finditer(part):
            before = _LABEL.match(part[begin : gap.start()].strip())
            is_known = before is not None and words.by_word(bare_label(before["label"]))
            if is_known and words.by_word(bare_label(gap["label"])):
                yield part[begin : gap.start()].strip()
                begin = gap.start()
        yield part[begin:].strip()


def is_year_or_unit(draft: Draft, text: str) -> bool:
    """Whether a line is nothing but the year, where none is known, or the unit."""
    return (_YEAR.fullmatch(text) is not None and not draft.fiscal_year) or unit_named(text) is not None


def is_field_line(words: Vocabulary, cell: Cell) -> bool:
    """Whether a cell holds a field behind its label: 填报人：张某."""
    labelled = _LABELLED.match(cell.text.strip())
    return labelled is not None and bool(words.of(bare_label(labelled["label"])))


def _keep_labelled(words: Vocabulary, draft: Draft, label: str, text: str) -> bool:
    if is_note(label) or not words.of(bare_label(label)):
        return False
    keep(words, draft, label, text.strip())
    return True


def keep(words: Vocabulary, draft: Draft, label: str, text: str) -> None:
    """Keep what stands beside a label: the unit and the grade have places of their own; the year has two."""
    year = _YEAR.fullmatch(flat(text)) if _YEAR_LABEL.fullmatch(flat(label)) else None
    if year is not None:
        draft.fiscal_year = draft.fiscal_year or year["year"]
    roles = meanings(words, Cell(label, 0, 0))
    unit = unit_named(text) if Role.SHOWN_UNIT in roles else None
    if unit is not None:
        draft.unit = unit.value
    elif Role.GRADE in roles or (_RESULT.search(flat(label)) and flat(text) in _GRADE_WORDS):
        draft.grade = grade_in(text)
    elif not _TO_SIGN.fullmatch(flat(text)):
        draft.set_field(printed_label(label), text)


def grade_in(text: str) -> str:
    """Return the grade that a text says: the one that is ticked where all are printed with a box."""
    boxed = _TICKED_BRACKETS.sub("☑", _EMPTY_BRACKETS.sub("□", text))
    for grades in _GRADES:
        chosen = ticked(boxed, grades)
        if chosen in grades:
            return chosen
    return flat(text)
