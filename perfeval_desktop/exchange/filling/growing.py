"""Rows added to one worksheet of a workbook, and what the other parts say of the rows below them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.filling.plan import NewRow
from perfeval_desktop.exchange.filling.references import Growth, moved_name, moved_range, names_sheet
from perfeval_desktop.exchange.filling.sheet_rows import Added, add_rows
from perfeval_desktop.exchange.filling.xml_texts import made
from perfeval_desktop.exchange.readers.names import child, name_of, value
from perfeval_desktop.exchange.readers.xlsx import Worksheet, position
from perfeval_desktop.exchange.readers.xml_parts import Element, XmlPackage, written

_YES: Final = frozenset({"1", "true", "on"})
# What cannot be moved on, by what a worksheet points to, and by what stands in it.
_FIXED_PARTS: Final = {
    "table": "套用了表格格式的区域",
    "pivotTable": "数据透视表",
    "ctrlProp": "控件",
    "oleObject": "嵌入的对象",
}
_FIXED: Final = {
    "controls": "控件",
    "oleObjects": "嵌入的对象",
    "scenarios": "方案",
    "customSheetViews": "自定义视图",
}
_FAR_FORMULAS: Final = frozenset({"shared", "array", "dataTable"})
# What stands before the way of calculating in a workbook.
_BEFORE_CALCULATION: Final = frozenset(
    {
        "fileVersion",
        "fileSharing",
        "workbookPr",
        "workbookProtection",
        "bookViews",
        "sheets",
        "functionGroups",
    }
    | {"externalReferences", "definedNames", "AlternateContent"}
)


class Grown:
    """Where the rows of a worksheet stand after others were added; all are counted from 0."""

    def __init__(self, growths: Sequence[Growth]) -> None:
        self._growths = growths

    def row(self, row: int) -> int:
        """Return where a row of before stands now."""
        return row + sum(one.rows for one in self._growths if row + 1 > one.after)

    @property
    def new_rows(self) -> list[int]:
        """The rows that were added, from the top."""
        return [
            self.row(one.after - 1) + number for one in self._growths for number in range(1, one.rows + 1)
        ]


class Workbook:
    """A workbook of which one worksheet changes, with all that changes with it."""

    def __init__(self, package: XmlPackage, worksheet: Worksheet) -> None:
        self._package, self._worksheet = package, worksheet
        self._part = package.related().get("officeDocument", "xl/workbook.xml")
        self.related = package.related(self._part)
        self._beside = package.related(worksheet.part)
        self._changed = {worksheet.part: worksheet.root}

    @property
    def is_protected(self) -> bool:
        """Whether the worksheet is protected."""
        found = child(self._worksheet.root, "sheetProtection")
        return found is not None and found.get("sheet") in _YES

    def parts(self) -> dict[str, bytes]:
        """Return the parts that change."""
        return {name: written(root) for name, root in self._changed.items()}

    def calculate_when_opened(self) -> None:
        """Let Excel work out its formulas anew: what the file holds of them is of the blank."""
        root = self._change(self._part)
        found = child(root, "calcPr")
        if found is None:
            found = made(root, "calcPr")
            [one for one in root if name_of(one) in _BEFORE_CALCULATION][-1].addnext(found)
        found.set("fullCalcOnLoad", "1")

    def grown(self, rows: Sequence[NewRow], numbers: Sequence[int], columns: Sequence[int]) -> Grown:
        """Add ``rows``; ``numbers`` and ``columns`` are those of the file, from 0, that are seen.

        Raises :class:`ImportFileError` where something below cannot be moved on; nothing has changed then.
        """
        groups = [Added(numbers[like] + 1, list(new)) for like, new in groupby(rows, lambda one: one.like)]
        groups.sort(key=lambda one: one.after)
        if groups:
            self._check(groups[0].after, len(rows))
        for one in reversed(groups):
            add_rows(self._worksheet.root, one, self._worksheet.sheet.name, columns)
            self._move_others(one.growth)
        return Grown([one.growth for one in groups])

    def _change(self, part: str) -> Element:
        if part not in self._changed:
            self._changed[part] = self._package.part(part)
        return self._changed[part]

    # -- what may be moved on --------------------------------------------------------------------------------

    def _check(self, after: int, count: int) -> None:
        obstacle = next(self._obstacles(after), None)
        if obstacle is not None:
            name = self._worksheet.sheet.name
            raise ImportFileError(
                f"“{self._package.name}”的工作表“{name}”里，指标的空行少 {count} 行。程序没有加行："
                f"{obstacle}，加行会弄坏它。请用 Excel 或 WPS 打开空表，在指标处插入 {count} 行，另存后再填。"
            )

    def _obstacles(self, after: int) -> Iterator[str]:
        """Yield what would break if rows were added below row ``after``, counted from 1."""
        root, name = self._worksheet.root, self._worksheet.sheet.name
        if self.is_protected and child(root, "sheetProtection").get("insertRows", "1") in _YES:  # type: ignore[union-attr]
            yield "工作表设有保护"
        yield from (f"表里有{words}" for kind, words in _FIXED_PARTS.items() if kind in self._beside)
        yield from (f"表里有{words}" for kind, words in _FIXED.items() if child(root, kind) is not None)
        if any(one.get("t") in _FAR_FORMULAS for one in root.iter("{*}f")):
            yield "表里有共享公式或数组公式"
        if self._has_comments_below(after):
            yield "下面的行里有批注"
        others = (
            part for part in sorted(self._package.names) if part.startswith(("xl/worksheets/", "xl/charts/"))
        )
        for part in others:
            if part != self._worksheet.part and part.endswith(".xml") and self._refers(part, name):
                yield "别的工作表或图表里有公式引用这张表"

    def _refers(self, part: str, name: str) -> bool:
        return any(names_sheet(one.text or "", name) for one in self._package.part(part).iter("{*}f"))

    def _has_comments_below(self, after: int) -> bool:
        if "comments" not in self._beside:
            return "vmlDrawing" in self._beside
        comments = self._package.part(self._beside["comments"]).iter("{*}comment")
        places = (position(one.get("ref", "")) for one in comments)
        return any(at is not None and at.row + 1 > after for at in places)

    # -- what is moved on with the rows ----------------------------------------------------------------------

    def _move_others(self, growth: Growth) -> None:
        name = self._worksheet.sheet.name
        names = list(self._package.part(self._part).iter("{*}definedName"))
        if any(names_sheet(one.text or "", name) for one in names):
            for one in self._change(self._part).iter("{*}definedName"):
                one.text = moved_name(one.text or "", growth, name)
        if "drawing" in self._beside:
            for anchor in self._change(self._beside["drawing"]).iterfind(".//{*}row"):
                anchor.text = str(growth.row(int(anchor.text or "0") + 1) - 1)
        if "calcChain" in self.related:
            self._move_chain(growth)

    def _move_chain(self, growth: Growth) -> None:
        """Move the cells on that are noted to hold formulas; one without a sheet is of that of the last."""
        own = next(
            one.get("sheetId")
            for one in self._package.part(self._part).iter("{*}sheet")
            if self.related.get(value(one, "id")) == self._worksheet.part
        )
        sheet: str | None = None
        for cell in self._change(self.related["calcChain"]).iter("{*}c"):
            sheet = cell.get("i", sheet)
            if sheet == own:
                cell.set("r", moved_range(cell.get("r", ""), growth, grows_alone=False))
