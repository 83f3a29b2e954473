"""A workbook of Excel 97-2003 as one of today, with what it shows: text, merged cells, sizes, rules.

Formulas are left as their results, pictures and macros are not taken along.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from perfeval_desktop.exchange.filling.sheet_cells import escaped
from perfeval_desktop.exchange.readers.xls import Looks, OldWorksheet, read_old
from perfeval_desktop.exchange.worksheet_grid import Position, column_letters

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BEGINNING: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLAIN: Final = Looks("宋体", 11, is_bold=False, is_ruled=False, across="general")
_RULES: Final = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))


def as_xlsx(path: Path) -> bytes:
    """Return a workbook with the worksheets that are seen; :class:`ImportFileError` says why not."""
    sheets = read_old(path)
    styles = list(dict.fromkeys([_PLAIN, *(one for sheet in sheets for one in sheet.looks.values())]))
    numbers = {one: number for number, one in enumerate(styles)}
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations(["officeDocument"], ["xl/workbook.xml"]),
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [*["worksheet"] * len(sheets), "styles"],
            [*(f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)), "styles.xml"],
        ),
        "xl/styles.xml": _styles(styles),
        **{
            f"xl/worksheets/sheet{number}.xml": _worksheet(sheet, numbers)
            for number, sheet in enumerate(sheets, 1)
        },
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, _BEGINNING + content)
    return made.getvalue()


def _types(count: int) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    kinds |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, count + 1)}
    told = "".join(
        f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(kinds: Iterable[str], targets: Iterable[str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(zip(kinds, targets, strict=True), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _book(sheets: Iterable[OldWorksheet]) -> str:
    told = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{told}</sheets></workbook>'


def _styles(styles: list[Looks]) -> str:
    fonts = "".join(
        f'<font><b val="{int(one.is_bold)}"/><sz val="{one.size:g}"/><name val={quoteattr(one.font)}/></font>'
        for one in styles
    )
    cells = "".join(
        f'<xf numFmtId="0" fontId="{number}" fillId="0" borderId="{int(one.is_ruled)}" xfId="0" '
        'applyFont="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{one.across}" vertical="center" wrapText="1"/></xf>'
        for number, one in enumerate(styles)
    )
    return (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="{len(styles)}">{fonts}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        f'<borders count="2"><border/><border>{_RULES}</border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(styles)}">{cells}</cellXfs></styleSheet>'
    )


def _worksheet(sheet: OldWorksheet, styles: dict[Looks, int]) -> str:
    columns = "".join(
        f'<col min="{column + 1}" max="{column + 1}" width="{width:.2f}" customWidth="1"'
        f' hidden="{int(column in sheet.hidden_columns)}"/>'
        for column, width in sorted(sheet.widths.items())
    )
    merges = "".join(
        f'<mergeCell ref="{_address(one.top, one.left)}:{_address(one.bottom, one.right)}"/>'
        for one in sheet.merges
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f"{f'<cols>{columns}</cols>' if columns else ''}"
        f"<sheetData>{''.join(_rows(sheet, styles))}</sheetData>"
        f"{f'<mergeCells>{merges}</mergeCells>' if merges else ''}"
        '<pageSetup paperSize="9" fitToHeight="0"/></worksheet>'
    )


def _rows(sheet: OldWorksheet, styles: dict[Looks, int]) -> Iterator[str]:
    cells: dict[int, list[str]] = {}
    for at in sorted(sheet.contents):
        cells.setdefault(at.row, []).append(_cell(sheet, at, styles))
    for row, own in cells.items():
        height = f' ht="{sheet.heights[row]:g}" customHeight="1"' if row in sheet.heights else ""
        hidden = int(row in sheet.hidden_rows)
        yield f'<row r="{row + 1}"{height} hidden="{hidden}">{"".join(own)}</row>'


def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


def _cell(sheet: OldWorksheet, at: Position, styles: dict[Looks, int]) -> str:
    text = sheet.contents[at].text
    start = f'<c r="{_address(*at)}" s="{styles[sheet.looks[at]]}"'
    if not text:
        return f"{start}/>"
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(escaped(text))}</t></is></c>'
