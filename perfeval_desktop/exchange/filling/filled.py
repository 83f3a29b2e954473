"""From a blank and a form to the blank filled in, with what there is to be told of it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from perfeval_desktop.domain.columns import Kind
from perfeval_desktop.domain.facts import unit_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.file_formats import Format, format_of
from perfeval_desktop.exchange.filling.blank_map import BlankMap, blank_maps
from perfeval_desktop.exchange.filling.copies import copied
from perfeval_desktop.exchange.filling.document import DocumentBlank
from perfeval_desktop.exchange.filling.plan import best_plan
from perfeval_desktop.exchange.filling.result import Filled
from perfeval_desktop.exchange.filling.workbook import WorkbookBlank
from perfeval_desktop.exchange.readers.xml_parts import XmlPackage
from perfeval_desktop.exchange.reading import check_readable
from perfeval_desktop.long_paths import long_path

_SIGNED: Final = "_xmlsignatures/"
_MACROS: Final = "vbaProject.bin"


def filled(blank: Path, template: Template, form: Form) -> Filled:
    """Return a copy of ``blank`` with all of ``form`` that it has room for.

    Raises :class:`ImportFileError` naming the file and the remedy.
    """
    try:
        with _opened(blank) as (package, kind):
            return _filled(package, kind, blank, (template, form))
    except OSError as error:
        raise ImportFileError(
            f"无法读取“{blank}”：{error.strerror or error}。请检查文件是否存在、能否打开。"
        ) from error


@contextmanager
def _opened(blank: Path) -> Iterator[tuple[XmlPackage, Format]]:
    """Give a blank as a file of Office since 2007, and which format it was of."""
    path = long_path(blank)
    check_readable(path)
    match format_of(path):
        case Format.DOCX | Format.XLSX as kind:
            with XmlPackage(path) as package:
                yield package, kind
        case Format.DOC:
            from perfeval_desktop.exchange.readers.doc import as_docx  # noqa: PLC0415  # seldom needed

            with as_docx(path) as made, XmlPackage(made) as package:
                yield package, Format.DOC
        case Format.XLS:
            from perfeval_desktop.exchange.filling.old_workbooks import as_xlsx  # noqa: PLC0415  # likewise

            with tempfile.TemporaryDirectory(prefix="perfeval-", ignore_cleanup_errors=True) as folder:
                made = Path(folder, f"{path.stem or 'x'}.xlsx")
                made.write_bytes(as_xlsx(path))
                with XmlPackage(made) as package:
                    yield package, Format.XLS
        case _:
            raise ImportFileError(
                f"“{blank.name}”不是 Word 或 Excel 文件，不能往里填。"
                "请选择单位下发的 .docx、.xlsx、.doc 或 .xls 空表。"
            )


def _filled(package: XmlPackage, kind: Format, blank: Path, job: tuple[Template, Form]) -> Filled:
    if any(name.startswith(_SIGNED) for name in package.names):
        raise ImportFileError(
            f"“{blank.name}”带有数字签名，一改动签名就会失效，没有填写。请向下发单位要一份没有签名的空表。"
        )
    is_document = kind in {Format.DOCX, Format.DOC}
    opened = DocumentBlank(package, blank.stem) if is_document else WorkbookBlank(package)
    found = [(number, one) for number, sheet in enumerate(opened.sheets) for one in blank_maps(sheet)]
    if not found:
        raise ImportFileError(
            f"“{blank.name}”里没有找到可以填的表：要有一行写着“三级指标”“指标值”等的表头。请检查是否选对了文件。"
        )
    best, plan = best_plan([one for _, one in found], *job)
    sheet, chosen = found[best]
    parts, unwritten = opened.filled(sheet, plan)
    refused = {one.place for one in unwritten}
    return Filled(
        data=copied(package, parts),
        written=plan.written - len(unwritten),
        left=(*plan.left, *unwritten),
        replaced=tuple(one for one in plan.replaced if one.place not in refused),
        kept=plan.kept,
        notices=(*_converted(blank, kind), *_notices(package, chosen, *job)),
    )


def _converted(blank: Path, kind: Format) -> Iterator[str]:
    if kind in {Format.DOC, Format.XLS}:
        made = ".docx" if kind is Format.DOC else ".xlsx"
        yield f"“{blank.name}”是旧格式，已转成 {made} 再填，版式可能与原件略有不同，请打开核对。"


def _notices(package: XmlPackage, blank: BlankMap, template: Template, form: Form) -> Iterator[str]:
    """Yield what there is to say of the blank as a whole."""
    if any(name.endswith(_MACROS) for name in package.names):
        yield "空表带有宏，已原样保留，程序没有运行它。"
    year = blank.transcript.fiscal_year
    if year and year != str(form.year):
        yield f"空表上印的是 {year} 年度，这张自评表是 {form.year} 年度，空表上的年度没有改动。"
    has_amounts = any(column.kind is Kind.AMOUNT for block in template.blocks for column in block.columns)
    if blank.unit is None and has_amounts:
        yield f"空表没有写明金额单位，金额按“{unit_of(template, form)}”填写，请核对。"
    elif blank.unit not in {None, unit_of(template, form)}:
        yield f"空表的金额单位是“{blank.unit}”，金额已从“{unit_of(template, form)}”换算。"
