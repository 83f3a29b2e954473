"""The exact forms in exported files: what was put in comes out, and nothing else is believed."""

import zipfile
from pathlib import Path

import pikepdf
import pytest

from office_files import docx, p, xlsx, zipped
from perfeval_desktop.exchange import embedded as module
from perfeval_desktop.exchange.embedded import embedded
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import file_of, merged
from read_forms import sample

TEMPLATE, FORM = sample("national-2020")
OFFICE = (ExportFormat.XLSX, ExportFormat.DOCX)
WITH_FORMS = (ExportFormat.PDF, *OFFICE)


TROUBLE = "“表{}”里附带的填报内容已损坏或被改动，没有采用，只按看得见的表格读取。请逐格核对。"


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def exported(what: ExportFormat, folder: Path) -> Path:
    path = folder / f"表{what.suffix}"
    path.write_bytes(file_of(what, TEMPLATE, FORM))
    return path


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """Return a file of Office in which ``old`` is ``new``, in whichever part it stands."""
    before = parts_of(path)
    parts = {name: part.replace(old, new) for name, part in before.items()}
    assert parts != before
    return zipped(path, parts)


@pytest.mark.parametrize("what", WITH_FORMS)
def test_the_form_in_a_file_is_the_one_that_was_exported(what: ExportFormat, tmp_path: Path) -> None:
    found = embedded(exported(what, tmp_path))
    assert (found.suffix, found.trouble) == (what.value, "")
    assert [(one.template.id, one.form) for one in found.forms] == [(TEMPLATE.id, FORM)]


@pytest.mark.parametrize("what", WITH_FORMS)
def test_all_forms_of_a_file_are_in_it(what: ExportFormat, tmp_path: Path) -> None:
    jobs = [(TEMPLATE, FORM), sample("hubei-20-80")]
    path = tmp_path / f"全部{what.suffix}"
    path.write_bytes(merged(what, jobs, progress=lambda _done, _count: True) or b"")
    assert [one.form for one in embedded(path).forms] == [form for _, form in jobs]


def test_a_strangers_file_has_none(tmp_path: Path) -> None:
    text = tmp_path / "表.csv"
    text.write_text("项目名称,讲座", encoding="utf-8")
    pdf = tmp_path / "空.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments["附件.txt"] = b"{}"
        made.save(pdf)
    parts = parts_of(docx(tmp_path / "一.docx", p("通知")))
    custom = {"customXml/item1.xml": "<other/>", "customXml/itemProps1.xml": "<forms/>"}
    other = zipped(tmp_path / "别的.docx", {**parts, **custom})
    missing = xlsx(tmp_path / "缺.xlsx", "<sheetData/>", sheets='<sheet name="perfeval-forms" r:id="two"/>')
    for file in (text, pdf, other, missing, xlsx(tmp_path / "表.xlsx", "<sheetData/>")):
        assert embedded(file) == ((), "", "")


@pytest.mark.parametrize("what", OFFICE)
@pytest.mark.parametrize(
    ("old", "new"),
    [(rb"\u5065\u5eb7", rb"\u5065\u5eb8"), (b"version", b"revision"), (b"sha256", b"sha1")],
)
def test_what_was_touched_is_told_and_not_used(
    what: ExportFormat, old: bytes, new: bytes, tmp_path: Path
) -> None:
    found = embedded(rewritten(exported(what, tmp_path), old, new))
    assert (found.forms, found.trouble) == ((), TROUBLE.format(what.suffix))


def test_an_attachment_that_was_touched_is_told(tmp_path: Path) -> None:
    path = exported(ExportFormat.PDF, tmp_path)
    for contents in (b"{}", "甲".encode(), b"\xff"):
        with pikepdf.open(path, allow_overwriting_input=True) as file:
            file.attachments["perfeval-forms.json"] = contents
            file.save()
        assert embedded(path).trouble == TROUBLE.format(".pdf")


def test_an_attachment_beyond_all_bounds_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = exported(ExportFormat.PDF, tmp_path)
    monkeypatch.setattr(module, "LONGEST", 1000)
    assert embedded(path).trouble == TROUBLE.format(".pdf")


def test_a_part_that_is_no_xml_leaves_what_is_seen(tmp_path: Path) -> None:
    path = rewritten(exported(ExportFormat.DOCX, tmp_path), b"</forms>", b"")
    assert embedded(path).trouble == TROUBLE.format(".docx")


def test_a_pdf_that_cannot_be_opened_any_more_is_told(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert embedded(path).trouble == TROUBLE.format(".pdf")
