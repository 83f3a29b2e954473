import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from exchange_packages import members, pack_anew
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange_package import reading
from perfeval_desktop.exchange_package.reading import read_package
from small_forms import SELF

MANIFEST = "manifest.json"


def refused(file: Path, why: str) -> None:
    with pytest.raises(ImportFileError, match=why) as caught:
        read_package(file)
    assert "没有导入任何内容" in str(caught.value)
    assert file.name in str(caught.value)


def with_manifest(file: Path, **changed: object) -> Path:
    content = members(file)
    manifest = {**json.loads(content[MANIFEST]), **changed}
    return pack_anew(file, {**content, MANIFEST: json.dumps(manifest).encode()}.items(), sums=False)


def with_form(file: Path, **changed: Any) -> Path:  # noqa: ANN401  # any JSON
    """Change one form of a package that holds it with the right sum."""
    content = members(file)
    name = next(one for one in content if one.startswith("forms/"))
    form = {**json.loads(content[name]), **changed}
    return pack_anew(file, {**content, name: json.dumps(form).encode()}.items())


def form_of(file: Path) -> dict[str, Any]:
    content = members(file)
    found: dict[str, Any] = json.loads(
        next(data for name, data in content.items() if name.startswith("forms/"))
    )
    return found


def test_a_file_that_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.perfevalx", tmp_path):
        with pytest.raises(ImportFileError, match="打不开"):
            read_package(path)


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "信.perfevalx"
    file.write_bytes(b"PK\x03\x04 not a zip")
    refused(file, "不是交换包")


def test_a_file_that_is_cut_short_at_any_place_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for length in range(0, len(whole), len(whole) // 9):
        file.write_bytes(whole[:length])
        refused(file, "不是交换包|没有传完整")


def test_a_changed_byte_anywhere_is_found_or_changes_nothing(file: Path) -> None:
    whole, forms = file.read_bytes(), read_package(file).forms
    for at in range(3, len(whole), len(whole) // 60):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            assert read_package(file).forms == forms
        except ImportFileError as error:
            assert "没有导入任何内容" in str(error)  # noqa: PT017  # most are found, some change nothing


def test_a_package_of_a_later_program_names_both_versions(file: Path) -> None:
    refused(with_manifest(file, format=3, program="9.9.0"), r"9\.9\.0，交换包格式 3.*只读得懂格式 2")


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "zip"},
        {"format": "1"},
        {"format": -1},
        {"program": None},
        {"members": {}},
        {"members": []},
        {"members": {"../../x": "0"}},
    ],
)
def test_a_manifest_that_cannot_be_is_refused(file: Path, changed: dict[str, object]) -> None:
    refused(with_manifest(file, **changed), "读不懂")


def test_a_sum_that_does_not_fit_is_told(file: Path) -> None:
    sums = dict.fromkeys(json.loads(members(file)[MANIFEST])["members"], "0" * 64)
    refused(with_manifest(file, members=sums), "校验值不符")
    refused(with_manifest(file, members={name: [] for name in sums}), "校验值不符")


@pytest.mark.parametrize(
    "name", ["../up.json", "/etc/passwd", "forms/../../x.json", "forms/", "C:\\x.json", "x.exe", "a\0.json"]
)
def test_a_name_that_no_package_has_is_refused(file: Path, name: str) -> None:
    refused(pack_anew(file, [*members(file).items(), (name, b"{}")]), "不该有的文件")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(file: Path) -> None:
    refused(pack_anew(file, [*members(file).items(), (MANIFEST, b"{}")], sums=False), "不该有的文件")


def test_a_package_without_a_manifest_is_refused(file: Path) -> None:
    refused(pack_anew(file, [one for one in members(file).items() if one[0] != MANIFEST]), "没有目录")
    refused(pack_anew(file, []), "没有目录")


def test_a_package_with_a_password_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    at = whole.index(b"PK\x01\x02") + 8
    file.write_bytes(whole[:at] + b"\x01" + whole[at + 1 :])
    refused(file, "设有密码")


def test_a_bomb_is_refused_before_it_is_unpacked(file: Path) -> None:
    content = [*members(file).items(), ("templates/0123456789abcdef.toml", b"#" * (16 * 1024 * 1024 + 1))]
    refused(pack_anew(file, content), "展开后过大")


def test_too_many_members_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MAX_MEMBERS", 2)
    refused(file, "文件太多")


def test_a_size_that_lies_is_found(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    at = whole.index(b"PK\x01\x02") + 24
    whole[at : at + 4] = (10).to_bytes(4, "little")
    file.write_bytes(whole)
    refused(file, "没有传完整")


def test_a_form_under_the_name_of_another_or_without_its_template_is_refused(file: Path) -> None:
    refused(with_form(file, id="0190b6b4-0000-7000-8000-000000000000"), "与目录不符")
    form = form_of(file)["form"]
    refused(with_form(file, form={**form, "template": {"id": "other", "digest": SELF.digest}}), "与目录不符")


def test_a_log_that_does_not_lead_to_the_form_is_refused(file: Path) -> None:
    form = form_of(file)["form"]
    form["tables"]["head"][0]["cells"]["implementing_unit"] = "别的"
    refused(with_form(file, form=form), "与修改记录对不上")


def test_a_form_that_cannot_be_read_is_refused(file: Path) -> None:
    refused(with_form(file, log=3), "读不懂")


def test_a_template_that_cannot_be_used_is_refused_with_its_reason(file: Path) -> None:
    content = members(file)
    (name,) = [one for one in content if one.startswith("templates/")]
    broken = SELF.text.replace("format = 2", "format = 3").encode()
    refused(pack_anew(file, {**content, name: broken}.items()), "用不了的模板.*format")
    other = SELF.text.replace("年度", "年").encode()
    refused(pack_anew(file, {**content, name: other}.items()), "模板与目录不符")
    refused(pack_anew(file, {**content, name: b"\xff\xfe"}.items()), "没有传完整")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes by name here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.perfevalx")
    with pytest.raises(ImportFileError, match="打不开"):
        read_package(tmp_path / "管道.perfevalx")


def test_a_zip_of_some_other_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "别的.perfevalx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    refused(file, "不该有的文件")
