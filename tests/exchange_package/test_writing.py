import json
from pathlib import Path

import pytest

from exchange_packages import UNIT, members, package_of, write
from perfeval_desktop import __version__
from perfeval_desktop.domain.template_change import with_template
from perfeval_desktop.errors import OutputError, StorageError, TemplateError
from perfeval_desktop.exchange_package import writing
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.exchange_package.writing import packed, write_package
from perfeval_desktop.store import FormId
from perfeval_desktop.version_name import VersionName
from session_driver import FIRST, SessionDriver
from small_forms import CATALOGUE, OTHER, SELF


def test_a_package_holds_the_forms_their_logs_and_their_templates(unit: SessionDriver) -> None:
    first, second = unit.listed
    package = package_of(unit)
    assert [one.form for one in package.forms] == [unit.saved(first), unit.saved(second)]
    assert [[line.label for line in one.log] for one in package.forms] == [["新建"], ["新建"]]
    assert {digest: one.text for digest, one in package.templates.items()} == {SELF.digest: SELF.text}
    assert package.program == __version__


def test_only_the_chosen_forms_are_in_it(unit: SessionDriver) -> None:
    first, _ = unit.listed
    assert [one.form_id for one in package_of(unit, first, first).forms] == [first]


def test_the_same_forms_make_the_same_bytes_whatever_order_they_were_named_in(
    unit: SessionDriver, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("甲.perfevalx", "乙.perfevalx")]
    for file, form_ids in zip(files, (unit.listed, reversed(unit.listed)), strict=True):
        write_package(file, packed(unit.store, CATALOGUE, form_ids))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_manifest_comes_first_and_names_neither_who_nor_when(unit: SessionDriver, tmp_path: Path) -> None:
    file = tmp_path / "包.perfevalx"
    write_package(file, packed(unit.store, CATALOGUE, unit.listed))
    content = members(file)
    assert next(iter(content)) == "manifest.json"
    assert json.loads(content["manifest.json"]).keys() == {"kind", "format", "program", "members"}


def test_a_package_with_names_of_versions_has_a_format_that_older_programs_refuse(
    unit: SessionDriver, tmp_path: Path
) -> None:
    first, second = unit.listed
    unit.session.open(first)
    unit.session.name_version(VersionName("送审稿"))
    formats = []
    for form_id in (first, second):
        file = tmp_path / f"{form_id}.perfevalx"
        write_package(file, package_of(unit, form_id))
        formats.append(json.loads(members(file)["manifest.json"])["format"])
        assert read_package(file).forms == package_of(unit, form_id).forms
    assert formats == [2, 1]


def test_a_template_that_a_form_had_before_comes_along_for_undo(unit: SessionDriver) -> None:
    form_id = unit.listed[0]
    unit.session.edit_many([form_id], lambda form: with_template(OTHER, SELF, form), "更换模板")
    assert package_of(unit, form_id).templates.keys() == {SELF.digest, OTHER.digest}


def test_a_template_that_is_lost_is_only_missed_where_a_form_needs_it_now(
    unit: SessionDriver, tmp_path: Path
) -> None:
    (lost,) = unit.create_without_template(FIRST)
    with pytest.raises(TemplateError, match="beijing-2030"):
        packed(unit.store, CATALOGUE, [lost])
    unit.session.open(None)
    moved = unit.store.load(lost)
    entry = unit.session.evaluated(unit.listed[0])
    assert moved.form != entry.form
    unit.store.take_in([], [(moved, entry.entry)], label="更换模板", by="")
    write_package(tmp_path / "包.perfevalx", packed(unit.store, CATALOGUE, [lost]))


def test_a_form_that_is_not_there_is_told(unit: SessionDriver) -> None:
    with pytest.raises(StorageError, match="找不到这张表"):
        packed(unit.store, CATALOGUE, [FormId("?")])


@pytest.mark.parametrize("bound", ["MAX_FORMS", "MAX_BYTES", "MAX_MEMBER"])
def test_more_than_a_package_holds_is_refused_with_what_to_do(
    unit: SessionDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(writing, bound, 1)
    with pytest.raises(OutputError, match="分几次导出"):
        write_package(tmp_path / "包.perfevalx", packed(unit.store, CATALOGUE, unit.listed))
    assert [*tmp_path.glob("*.perfevalx")] == []


def test_a_package_that_cannot_be_written_leaves_the_old_one(
    unit: SessionDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "包.perfevalx"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="磁盘空间不足"):
        write_package(file, packed(unit.store, CATALOGUE, unit.listed))
    assert file.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".tmp")] == []


def test_what_was_written_in_between_is_in_the_package(unit: SessionDriver) -> None:
    form_id = unit.listed[0]
    write(unit, form_id, UNIT, "新的单位")
    package = package_of(unit, form_id)
    assert [line.label for line in package.forms[0].log] == ["新建", "修改"]
