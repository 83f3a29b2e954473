import os
import sys
from pathlib import Path

import pytest

from perfeval_desktop.domain.library_indicator import LibraryIndicator
from perfeval_desktop.errors import LibraryError, OutputError
from perfeval_desktop.indicator_library import OWN_FIELD, Library, add_own, library, remove_own
from perfeval_desktop.paths import indicators_folder

OWN = LibraryIndicator(
    field=OWN_FIELD, name="窗口叫号等候时间", level1="产出指标", level2="时效指标", target="≤10分钟"
)
GIVEN = 'field = "档案"\nindicators = [{ name = "档案数字化卷数", level2 = "数量指标" }]\n'


def names(found: Library) -> list[str]:
    return [one.name for one in found.own]


def test_the_library_of_the_program_is_there_without_any_folder(tmp_path: Path) -> None:
    found = library(tmp_path / "none")
    assert len(found.indicators) > 150
    assert "教育" in found.fields
    assert (found.own, found.troubles) == ((), ())


def test_it_is_searched_by_words_of_names_levels_and_field(tmp_path: Path) -> None:
    found = library(tmp_path)
    assert {one.field for one in found.found("", field="教育")} == {"教育"}
    assert len(found.found("")) == len(found.indicators)
    hits = found.found("满意 教育")
    assert hits
    assert all("满意" in one.name + one.level1 and one.field == "教育" for one in hits)
    assert found.found("时效 教育 满意") == []
    assert "PM2.5年均浓度" in {one.name for one in found.found("ｐm2.5")}


def test_indicators_of_ones_own_are_kept_and_come_first(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "indicators"
    add_own(folder, [OWN])
    add_own(folder, [LibraryIndicator(field=OWN_FIELD, name="另一项")])
    found = library(folder)
    assert names(found) == ["窗口叫号等候时间", "另一项"]
    assert found.indicators[0] == OWN
    assert found.fields[0] == OWN_FIELD


def test_one_of_the_same_name_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    add_own(tmp_path, [OWN])
    add_own(tmp_path, [LibraryIndicator(field=OWN_FIELD, name=OWN.name, target="≤8分钟")])
    assert [one.target for one in library(tmp_path).own] == ["≤8分钟"]


def test_of_two_of_one_name_that_come_together_the_last_is_kept(tmp_path: Path) -> None:
    # As two rows of a form have it, under one goal each.
    add_own(tmp_path, [LibraryIndicator(field=OWN_FIELD, name=OWN.name, target=one) for one in ("≤9", "≤8")])
    assert [one.target for one in library(tmp_path).own] == ["≤8"]


def test_one_of_ones_own_can_be_removed(tmp_path: Path) -> None:
    add_own(tmp_path, [OWN, LibraryIndicator(field=OWN_FIELD, name="另一项")])
    remove_own(tmp_path, [OWN])
    assert names(library(tmp_path)) == ["另一项"]


def test_what_others_have_given_is_read_beside_and_cannot_be_removed(tmp_path: Path) -> None:
    (tmp_path / "档案.toml").write_text(GIVEN, encoding="utf-8")
    (tmp_path / "说明.txt").write_text("无关", encoding="utf-8")
    add_own(tmp_path, [OWN])
    found = library(tmp_path)
    assert names(found) == [OWN.name]
    assert [one.name for one in found.found("", field="档案")] == ["档案数字化卷数"]


def test_a_broken_file_is_told_and_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "坏.toml").write_text("field = 1\n", encoding="utf-8")
    (tmp_path / "码.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "大.toml").write_bytes(b"#" * 1_000_001)
    (tmp_path / "档案.toml").write_text(GIVEN, encoding="utf-8")
    found = library(tmp_path)
    assert "档案" in found.fields
    told = sorted(found.troubles)
    assert len(told) == 3
    assert any("“坏.toml”的“field”有误：应为文字。（第 1 行）" in one for one in told)
    assert any("“大.toml”太大" in one for one in told)
    assert any("“码.toml”无法读取" in one for one in told)


def test_a_broken_file_of_ones_own_is_not_written_over(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("field =", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"“own[.]toml”"):
        add_own(tmp_path, [OWN])
    assert own.read_text(encoding="utf-8") == "field ="


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="指标没有保存到"):
        add_own(tmp_path / "file" / "indicators", [OWN])


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (trouble,) = library(tmp_path / "file").troubles
    assert "指标库文件夹" in trouble


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such pipes")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.toml")
    (trouble,) = library(tmp_path).troubles
    assert "“管.toml”无法读取" in trouble


def test_the_folder_is_one_of_the_programs_own_places() -> None:
    assert indicators_folder().name == "indicators"
