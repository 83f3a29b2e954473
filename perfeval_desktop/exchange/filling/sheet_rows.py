"""Rows added to a worksheet: the nearest one once more, and all that stands below moved on."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final, NamedTuple

from perfeval_desktop.exchange.filling.plan import NewRow
from perfeval_desktop.exchange.filling.references import (
    Growth,
    copied_formula,
    moved_formula,
    moved_range,
    moved_ranges,
)
from perfeval_desktop.exchange.filling.sheet_elements import row_at
from perfeval_desktop.exchange.filling.xml_texts import made, parent_of
from perfeval_desktop.exchange.readers.names import name_of
from perfeval_desktop.exchange.readers.xlsx import numbered_rows, placed_cells, position
from perfeval_desktop.exchange.readers.xml_parts import Element
from perfeval_desktop.exchange.worksheet_grid import Merge, column_letters

# Where parts of a worksheet name ranges of it.
_RANGES: Final = {
    "conditionalFormatting": ("sqref",),
    "dataValidation": ("sqref",),
    "protectedRange": ("sqref",),
    "ignoredError": ("sqref",),
    "selection": ("sqref", "activeCell"),
    "sheetView": ("topLeftCell",),
    "pane": ("topLeftCell",),
    "autoFilter": ("ref",),
    "sortState": ("ref",),
    "sortCondition": ("ref",),
    "hyperlink": ("ref",),
    "dimension": ("ref",),
    "cellWatch": ("r",),
}
_FORMULAS: Final = frozenset({"f", "formula", "formula1", "formula2"})


class Added(NamedTuple):
    """Rows that are added below row ``after``, counted from 1, the first one on top."""

    after: int
    rows: Sequence[NewRow]

    @property
    def growth(self) -> Growth:
        """How the worksheet grows."""
        return Growth(self.after, len(self.rows))


def add_rows(root: Element, added: Added, sheet: str, columns: Sequence[int]) -> None:
    """Add rows to a worksheet of the name ``sheet``; ``columns`` are those of the file that are seen.

    The cells of the rows are empty, save formulas. What refers to the rows below refers to them still.
    """
    growth = added.growth
    like = row_at(root, added.after - 1)
    _move(root, growth, sheet)
    above = like
    for number in range(1, growth.rows + 1):
        row = _copied(like, added.after, number, sheet)
        above.addnext(row)
        above = row
    _merge(root, added, columns)


def merges_of(root: Element) -> Iterator[tuple[Element, Merge]]:
    """Yield the merged cells of a worksheet, with their elements."""
    for one in root.iter("{*}mergeCell"):
        first, _, last = one.get("ref", "").partition(":")
        start, end = position(first), position(last)
        if start and end:
            yield one, Merge(*start, *end)


def _copied(like: Element, after: int, further: int, sheet: str) -> Element:
    row = deepcopy(like)
    row.set("r", str(after + further))
    for at, cell in list(placed_cells(after + further - 1, row)):
        cell.set("r", f"{column_letters(at.column)}{after + further}")
        formulas = [part for part in cell if name_of(part) == "f"]
        for part in list(cell):
            if part not in formulas:
                cell.remove(part)
        for formula in formulas:
            formula.text = copied_formula(formula.text or "", further, sheet)
        if "t" in cell.attrib:
            del cell.attrib["t"]
    return row


def _move(root: Element, growth: Growth, sheet: str) -> None:
    """Move everything below row ``growth.after`` on."""
    for number, row in list(numbered_rows(root)):
        cells = list(placed_cells(number, row))
        row.set("r", str(growth.row(number + 1)))
        for at, cell in cells:
            cell.set("r", f"{column_letters(at.column)}{growth.row(number + 1)}")
    for element in root.iter():
        name = name_of(element)
        for key in [one for one in _RANGES.get(name, ()) if one in element.attrib]:
            element.set(key, _moved(element.get(key, ""), growth, is_grown=name not in _POINTS))
        if name in _FORMULAS and element.text:
            element.text = moved_formula(element.text, growth, sheet)
        elif name == "sqref" and element.text:
            element.text = moved_ranges(element.text, growth)
        elif name == "brk" and name_of(parent_of(element)) == "rowBreaks":
            element.set("id", str(growth.row(int(element.get("id", "0")))))
    for one, merge in merges_of(root):
        top, bottom = growth.row(merge.top + 1), growth.row(merge.bottom + 1)
        one.set("ref", _reference(top, merge.left, bottom, merge.right))


# What stands at one cell, and stays there.
_POINTS: Final = frozenset({"selection", "sheetView", "pane", "hyperlink", "cellWatch"})


def _moved(references: str, growth: Growth, *, is_grown: bool) -> str:
    if is_grown:
        return moved_ranges(references, growth)
    return " ".join(moved_range(one, growth, grows_alone=False) for one in references.split())


def _reference(top: int, left: int, bottom: int, right: int) -> str:
    return f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"


def _merge(root: Element, added: Added, columns: Sequence[int]) -> None:
    """Merge the cells of rows that were added, as those above them are merged, or with these."""
    there = [(one, merge) for one, merge in merges_of(root) if merge.top < added.after <= merge.bottom + 1]
    ending = {merge.left: (one, merge) for one, merge in there if merge.bottom + 1 == added.after}
    # Those that reach further down reach over the new rows as well.
    reaching = {merge.left for _, merge in there} - set(ending)
    joined = [{columns[at] for at in row.joined} for row in added.rows]
    values = [{columns[at] for at in row.values} for row in added.rows]
    for left in sorted({*ending, *(at for own in joined for at in own)} - reaching):
        alone = Merge(added.after - 1, left, added.after - 1, left)
        element, merge = ending.get(left, (None, alone))
        is_high = merge.bottom > merge.top
        runs = [[merge.top + 1, added.after]]
        for number, (own, filled) in enumerate(zip(joined, values, strict=True), added.after + 1):
            if left in own or (is_high and left not in filled):
                runs[-1][1] = number
            else:
                runs.append([number, number])
        if element is not None:
            top, bottom = runs.pop(0)
            element.set("ref", _reference(top, left, bottom, merge.right))
        for top, bottom in runs:
            if top < bottom or left < merge.right:
                holder = _merge_cells(root)
                holder.append(made(holder, "mergeCell", ref=_reference(top, left, bottom, merge.right)))
                holder.set("count", str(len(holder)))


# What stands before the merged cells of a worksheet.
_BEFORE_MERGES: Final = frozenset(
    {"sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"}
    | {"dataConsolidate", "customSheetViews"}
)


def _merge_cells(root: Element) -> Element:
    found = next(root.iterchildren("{*}mergeCells"), None)
    if found is None:
        found = made(root, "mergeCells")
        last = [one for one in root if name_of(one) in _BEFORE_MERGES][-1]
        last.addnext(found)
    return found
