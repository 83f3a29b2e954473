from pathlib import Path

import pytest

from office_files import relations, zipped
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers.xml_parts import XmlPackage


def test_a_part_that_is_no_xml_is_damaged(tmp_path: Path) -> None:
    with (
        XmlPackage(zipped(tmp_path / "表.docx", {"a.xml": "<a>"})) as package,
        pytest.raises(ImportFileError, match=r"“表.docx”已损坏"),
    ):
        package.part("a.xml")


def test_files_outside_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("秘密")
    bait = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{tmp_path}/secret">]><a>&b;</a>'
    with (
        XmlPackage(zipped(tmp_path / "表.docx", {"a.xml": bait})) as package,
        pytest.raises(ImportFileError, match="不允许的 XML 声明"),
    ):
        package.part("a.xml")


def test_what_a_part_points_to_is_told_by_kind_and_by_id(tmp_path: Path) -> None:
    outside = (
        '<Relationship Id="x" TargetMode="External" Target="http://x"/><Relationship Id="y"/></Relationships>'
    )
    told = relations(a="sheets/a.xml", b="/xl/b.xml", c="../../c.xml").replace("</Relationships>", outside)
    with XmlPackage(zipped(tmp_path / "表.xlsx", {"xl/_rels/book.xml.rels": told})) as package:
        found = package.related("xl/book.xml")
        assert package.related() == {}
    assert found == {"a": "xl/sheets/a.xml", "b": "xl/b.xml", "c": "c.xml"}
