"""Small files of Office and ODF made of the XML that a test is about, and what was read in them."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from perfeval_desktop.exchange.sheet import Sheet

DATA = Path(__file__).parent / "data" / "office"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EXCEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def relations(**parts: str) -> str:
    """Return a part that points to others: by their kind, which is their id as well."""
    told = "".join(
        f'<Relationship Id="{kind}" Type="{_TYPE}/{kind}" Target="{to}"/>' for kind, to in parts.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{told}</Relationships>'


def docx(path: Path, body: str, numbering: str = "", namespace: str = _WORD, styles: str = "") -> Path:
    parts = {
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
    }
    if numbering or styles:
        parts["word/_rels/document.xml.rels"] = relations(numbering="numbering.xml", styles="styles.xml")
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{namespace}">{styles}</w:styles>'
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{namespace}">{numbering}</w:numbering>'
    return zipped(path, parts)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def xlsx(
    path: Path, sheet: str, *, strings: str = "", styles: str = "", book: str = "", sheets: str = ""
) -> Path:
    """Write a workbook of one worksheet, or of those that ``sheets`` names, all with the same content."""
    sheets = sheets or '<sheet name="自评表" r:id="one"/>'
    names = f'xmlns="{_EXCEL}" xmlns:r="{_TYPE}"'
    parts = {
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f"<workbook {names}>{book}<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            one="worksheets/sheet1.xml", sharedStrings="/xl/sharedStrings.xml", styles="styles.xml"
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet {names}>{sheet}</worksheet>",
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {names}>{strings}</sst>"
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {names}>{styles}</styleSheet>"
    return zipped(path, parts)


def ods(path: Path, tables: str, styles: str = "") -> Path:
    content = (
        f"<office:document-content{_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    )


def rows_of(sheet: Sheet) -> list[list[str]]:
    """Return the texts of a sheet row by row; a cell that covers others says how many: 指标 2×1."""
    rows: list[list[str]] = [[] for _ in range(sheet.height)]
    for cell in sheet.cells:
        is_one = cell.rows == cell.columns == 1 or cell.is_paragraph
        rows[cell.row].append(cell.text if is_one else f"{cell.text} {cell.rows}×{cell.columns}")
    return rows
