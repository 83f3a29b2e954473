"""The indicators: a heading of one row or two, a row for each, and the total that closes them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.transcripts.labels import Vocabulary, bare_label
from perfeval_desktop.exchange.recogniser.continued_rows import read_rest_of_row
from perfeval_desktop.exchange.recogniser.draft import Draft, HeadedColumn
from perfeval_desktop.exchange.recogniser.goals import mark_goal_at_left, read_goal_at_left
from perfeval_desktop.exchange.recogniser.grid import Grid, overlap
from perfeval_desktop.exchange.recogniser.groups import Groups
from perfeval_desktop.exchange.recogniser.headings import LEVELS, heads_anything
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.lines import grade_in, is_field_line
from perfeval_desktop.exchange.recogniser.slots import Line, is_prompt
from perfeval_desktop.exchange.recogniser.wording import flat, is_word, may_be_label, meanings, printed_label
from perfeval_desktop.exchange.sheet import Cell

_GROUPS = frozenset({Role.LEVEL1, Role.LEVEL2})
_EARNED = frozenset({Role.WEIGHT, Role.SCORE})
# What each indicator has of its own, in a cell of its own; a target may go over the columns of its parts.
_PART_OF: Mapping[Role | None, Role] = dict.fromkeys(
    (Role.COMPARATOR, Role.TARGET_NUMBER, Role.MEASURE, Role.ADJUSTED_TARGET), Role.TARGET
)
_OWN_PARTS = _EARNED | {Role.TARGET, Role.ACTUAL, Role.LEVEL3} | _PART_OF.keys()
_SUMMED = _EARNED | {Role.SHARE, Role.REVIEW_SCORE}
_HIGHEST_HEADING = 3
_LONGEST_SUBHEADING = 12
_TOTALS = frozenset({"总分", "合计", "总计", "得分合计", "总得分", "合计得分"})
_GRADE = re.compile("(?:(?P<label>[^:：]{1,10})[:：])?(?P<grade>[优良中差]|优秀|良好|合格|不合格|较差)")
# What an empty form prints in the place of a name.
_SCAFFOLD = re.compile(r"(?:指标[0-9０-９一二三四五六]*[:：]?|[…⋯.。])*")
# 项目负责人签字： with nothing behind it, or room for a name.
_LINE_TO_SIGN = re.compile(r"[^:：]+[:：]")
# 中期指标, 年度绩效指标
_ABOVE = re.compile(r".*(?:指标|目标)(?:值)?(?:[（(][^（）()]*[)）])?")
_BRACKETS = re.compile(r"^\s*[（(]|[)）]\s*$")
_NOTE = re.compile(r"[（(]?(?:附?注|说明|备注)[0-9]?[:：.、]")


def read_indicators(grid: Grid, draft: Draft, rows: list[int], at: int) -> int:
    """Read the indicators whose heading is row ``at`` of ``rows``; return where the rows after them begin."""
    draft.columns, height = _headed(grid, draft, rows, at)
    start = at + height
    if start < len(rows) and read_rest_of_row(grid, draft, rows[start]):
        start += 1
    return _read_rows(grid, draft, rows, start, begin=at)


def read_more_indicators(grid: Grid, draft: Draft, rows: list[int], at: int) -> int:
    """Read rows below a heading that was read before: the table may go on on another page."""
    return _read_rows(grid, draft, rows, at, begin=at)


def _read_rows(grid: Grid, draft: Draft, rows: list[int], at: int, *, begin: int) -> int:
    # Where a table goes on, its first rows may be of the groups that the rows before are of.
    before = draft.indicators[-1] if draft.indicators else {}
    groups = Groups([column.label for column in draft.columns], before)
    while at < len(rows) and not _ends(grid, draft, rows[at]):
        if not read_total(grid, draft, rows[at]):
            _read_row(grid, draft, rows[at], groups)
        at += 1
    draft.doubts += groups.doubts
    if at > begin:
        labelled = [Labelled(column.label, column.head) for column in draft.columns]
        draft.lay(PartKind.INDICATORS, rows[begin:at], labelled)
    return at


def _headed(grid: Grid, draft: Draft, rows: list[int], at: int) -> tuple[tuple[HeadedColumn, ...], int]:
    """Return the columns of the heading at row ``at``, and how many rows it has."""
    row = rows[at]
    words = grid.words.indicators
    heads = [cell for cell in grid.covering(row) if cell.row == row or is_word(words, cell)]
    heads = [cell for cell in heads if cell.text.strip()]
    draft.take(*heads)
    above = _above(grid, draft, row)
    first, *others = (head.row + head.rows for head in heads)
    reaches_down = first > max(others)
    if reaches_down or not meanings(words, heads[0]) & (LEVELS | {Role.NUMBER}):
        heads = heads[1:]
    below = grid.filled(rows[at + 1]) if at + 1 < len(rows) else []
    has_two = bool(below) and _is_second(words, heads, below)
    if has_two:
        draft.take(*below)
        # Of two headings above each other the lower one is that of the column.
        heads = [head for head in heads if not any(overlap(head, cell) for cell in below)] + below
    heads.sort(key=lambda cell: cell.column)
    labels = [printed_label(head.text) for head in heads]
    columns = tuple(
        HeadedColumn(
            head,
            # Of two columns of one name the last is that of the form's own year.
            label if label not in labels[number:] else _of(above, head) + label,
            frozenset(meanings(words, head)),
        )
        for number, (head, label) in enumerate(zip(heads, labels, strict=True), 1)
    )
    return columns, 2 if has_two else 1


def _above(grid: Grid, draft: Draft, row: int) -> list[Cell]:
    """Return the names above several columns of the heading (中期指标), which account for their row."""
    filled = grid.filled(row - 1)
    above = [cell for cell in filled if cell.columns > 1 and cell.rows == 1 and not cell.is_paragraph]
    are_names = all(_ABOVE.fullmatch(flat(cell.text)) for cell in above)
    if not above or not are_names or not draft.taken.isdisjoint(above):
        return []
    draft.take(*(cell for cell in filled if may_be_label(cell.text)))
    return above


def _of(above: list[Cell], head: Cell) -> str:
    return next((printed_label(cell.text) for cell in above if overlap(cell, head)), "")


def _is_second(words: Vocabulary, heads: list[Cell], below: list[Cell]) -> bool:
    """Whether the row below a heading belongs to it: the others reach down, or it is all known words."""
    if any(cell.rows > _HIGHEST_HEADING for cell in below):
        return False
    are_short = all(len(flat(cell.text)) <= _LONGEST_SUBHEADING for cell in below)
    reaches_down = sum(head.rows == 2 for head in heads) > 1
    return (reaches_down and are_short) or (len(below) > 1 and all(is_word(words, one) for one in below))


def _ends(grid: Grid, draft: Draft, row: int) -> bool:
    filled = grid.filled(row)
    if not filled:
        return False
    first = filled[0]
    if (
        first.is_paragraph
        or heads_anything(grid, row)
        or _NOTE.match(first.text)
        or is_field_line(grid.words.fields, first)
    ):
        return True
    if all(_LINE_TO_SIGN.fullmatch(flat(one.text)) and not is_scaffold(flat(one.text)) for one in filled):
        return True
    fields, is_total = grid.words.fields, _is_total(grid.words.fields, first)
    if not is_total and any(_is_of_other_parts(draft.columns, cell) for cell in filled):
        return True
    is_alone = len(filled) == 1 and first.columns > len(draft.columns) // 2 and not is_total
    begins = draft.columns[0].head.column
    is_field = is_word(fields, first) and not is_total and first.column <= begins and first.rows == 1
    return is_alone or (is_field and not meanings(grid.words.indicators, first) & LEVELS and len(filled) <= 4)


def _is_of_other_parts(columns: tuple[HeadedColumn, ...], cell: Cell) -> bool:
    """Whether a cell goes over columns that no value of an indicator goes over: its row is none."""
    covered = [column.roles & _OWN_PARTS for column in columns if overlap(column.head, cell)]
    parts = [{_PART_OF.get(role, role) for role in roles} for roles in covered if roles]
    return any(one.isdisjoint(other) for one, other in combinations(parts, 2))


def _read_row(grid: Grid, draft: Draft, row: int, groups: Groups) -> None:
    """Read an indicator; the names of its levels may stand in a row above."""
    path = f"indicators.{len(draft.indicators) + 1}"
    name = grid.at(row, _name_of(draft.columns).head.column)
    is_indicator = name is not None and not is_scaffold(flat(name.text))
    if is_indicator:
        left = [one for one in grid.filled(row) if one.column < draft.columns[0].head.column]
        draft.take(*(one for one in left if not read_goal_at_left(draft, one) and may_be_label(one.text)))
    values: dict[str, str] = {}
    group: Cell | None = None
    for column in draft.columns:
        place, cell = f"{path}.{column.label}", grid.at(row, column.head.column)
        if column.roles & _GROUPS and Role.LEVEL3 not in column.roles:
            # A name across two levels is that of the upper one.
            is_above = cell is not None and cell is group
            # Where cells are merged, those that are not, and blank, are left so.
            is_blank = group is not None and group.row == row and not group.text.strip()
            is_like_above = is_blank and grid.has_spans
            values[column.label] = (
                ""
                if is_above
                else groups.name(
                    column.label, flat(draft.value(cell, place)), place, is_like_above=is_like_above
                )
            )
            group = cell
        elif is_indicator:
            values[column.label] = draft.value(cell, place)
    if is_indicator:
        draft.indicators.append(values)
    elif name is not None:
        # 指标2：…… of an empty form is nothing to be read.
        draft.take(name)
    _note_line(grid, draft, row, name)


def _note_line(grid: Grid, draft: Draft, row: int, name: Cell | None) -> None:
    """Note the room of an indicator, if its row has a cell for its name."""
    if name is not None and name.row == row:
        cells = {column.label: grid.at(row, column.head.column) for column in draft.columns}
        first = draft.columns[0].head.column
        goal = next((cell for cell in grid.covering(row) if cell.column < first), None)
        own = "" if is_prompt(name.text) else flat(name.text)
        here = {label: cell for label, cell in cells.items() if cell is not None}
        if goal is not None and all(goal is not line.goal for line in draft.lines):
            mark_goal_at_left(draft, goal)
        draft.lines.append(Line(row, here, own, name.place, goal))


def _name_of(columns: tuple[HeadedColumn, ...]) -> HeadedColumn:
    """Return the column with the indicator's own name: the last of the levels, else the first one."""
    own = [one for one in columns if Role.LEVEL3 in one.roles]
    return (own or [one for one in columns if one.roles & LEVELS] or columns[:1])[-1]


def is_scaffold(text: str) -> bool:
    """Whether a text is blank, or what an empty form prints in the place of a name."""
    return _SCAFFOLD.fullmatch(text) is not None


def _is_total(fields: Vocabulary, cell: Cell) -> bool:
    return bare_label(cell.text) in _TOTALS or Role.TOTAL in meanings(fields, cell)


def _meant_by(fields: Vocabulary, label: str) -> set[Role | None]:
    return {one.role for one in fields.by_word(bare_label(label))}


def read_total(grid: Grid, draft: Draft, row: int) -> bool:
    """Read the row that closes the indicators; ``False`` for any other."""
    filled, fields = grid.filled(row), grid.words.fields
    if not filled or not draft.columns or not _is_total(fields, filled[0]):
        return False
    name, *others = filled
    draft.take(name)
    earned = [one for one in draft.columns if one.roles & _SUMMED]
    label = printed_label(name.text)
    labelled = [Labelled(label, name)]
    figures: list[Cell] = []
    for cell in others:
        grade = _GRADE.fullmatch(grade_in(cell.text))
        if grade is not None and (grade["label"] is None or Role.GRADE in _meant_by(fields, grade["label"])):
            draft.take(cell)
            draft.grade = grade["grade"]
            labelled.append(Labelled("grade", cell, cell))
            continue
        if Role.GRADE in meanings(fields, cell) | meanings(fields, _without_brackets(cell)):
            draft.take(cell)
            continue
        figures.append(cell)
    columns = _headings(earned, figures)
    # The one figure beside 自评总分 is that; several below the points and the scores are their sums.
    are_sums = bare_label(name.text) in _TOTALS or (len(figures) > 1 and all(columns))
    for cell, column in zip(figures, columns, strict=True):
        own = label if not are_sums or column is None else column.label
        draft.total[own] = draft.value(cell, f"total.{own}")
        labelled.append(Labelled(own, name if column is None else column.head, cell))
    draft.lay(PartKind.TOTAL, (row,), labelled)
    _note_total(grid, draft, row, earned)
    return True


def _without_brackets(cell: Cell) -> Cell:
    """Return a cell with what stands in brackets: （自评等级）."""
    return replace(cell, text=_BRACKETS.sub("", cell.text))


def _headings(earned: list[HeadedColumn], figures: list[Cell]) -> list[HeadedColumn | None]:
    """Return the column that each closing figure is of: that above it, or of two the points and the score."""
    above = [next((one for one in earned if overlap(one.head, cell)), None) for cell in figures]
    if above == [None, None]:
        by_role = {role: one for one in earned for role in one.roles & _EARNED}
        return [by_role.get(Role.WEIGHT), by_role.get(Role.SCORE)]
    return above


def _note_total(grid: Grid, draft: Draft, row: int, earned: list[HeadedColumn]) -> None:
    """Note the room of the closing figures."""
    name, *_ = grid.filled(row)
    label = printed_label(name.text)
    for column in earned:
        cell = grid.at(row, column.head.column)
        own = column.label if bare_label(name.text) in _TOTALS else label
        if cell is not name and not (own == label and Role.SCORE not in column.roles):
            draft.stands(("total", own), cell)
    for cell in grid.filled(row):
        if Role.GRADE in meanings(grid.words.fields, cell):
            draft.stands(("grade",), grid.at(row, cell.column + cell.columns))
