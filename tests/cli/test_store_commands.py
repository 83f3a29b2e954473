import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from command_line import CATALOGUE, Run
from perfeval_desktop.domain.new_form import begin_form
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.store import Store

NEW = ["new", "--template", "national-2020", "--year", "2024", "--project", "教师培训"]
# Words of a command line that stand for files.
TRANSCRIPT, BACKUP = "<transcript>", "<backup>"


def count(path: Path) -> int:
    with Store.open(path, read_only=True) as store:
        return store.count()


def test_a_new_form_is_in_the_list(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "新" / "a.perfeval"
    made = run(*NEW, "--department", " 区教育局", "--unit", "进修学院", "--store", path)
    assert made.code == 0
    listed = json.loads(run("list", "--store", path, "--json").out)
    assert made.out == f"已新建 2024 年度“教师培训”，编号 {listed['id']}\n"
    assert (listed["department"], listed["implementing_unit"]) == ("区教育局", "进修学院")
    assert not listed["complete"]
    assert listed["errors"] > 0, "the standing was computed when it was made"


def test_a_new_form_has_the_rows_of_its_template(run: Run, own_folder: Path) -> None:
    made = json.loads(run(*NEW, "--json").out)
    assert made == {"id": made["id"], "project": "教师培训", "fiscal_year": 2024}
    with Store.open(own_folder / "绩效自评.perfeval", read_only=True) as store:
        form = store.load(made["id"]).form
    blank = begin_form(CATALOGUE["national-2020"], 2024)
    assert form.rows("indicators") == blank.rows("indicators")


@pytest.mark.parametrize(
    ("changes", "code", "complaint"),
    [
        ({"--project": " "}, 2, "--project 是空的"),
        ({"--year": "24"}, 2, "“24”不是年度"),
        ({"--template": "nowhere"}, 3, "没有名为“nowhere”的模板，可用的有："),
    ],
)
def test_what_cannot_stand_on_a_form_makes_no_store(
    run: Run, tmp_path: Path, changes: dict[str, str], code: int, complaint: str
) -> None:
    path = tmp_path / "a.perfeval"
    words = dict(zip(NEW[1::2], NEW[2::2], strict=True)) | changes
    outcome = run("new", *(part for pair in words.items() for part in pair), "--store", path)
    assert (outcome.code, outcome.out) == (code, "")
    assert complaint in outcome.err
    assert not path.exists()


def test_half_a_character_from_the_shell_is_marked_as_lost(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    made = run(*NEW[:-1], "半个\udcff字", "--store", path, "--json")
    assert json.loads(made.out)["project"] == "半个\N{REPLACEMENT CHARACTER}字"


def test_a_form_about_no_project_is_made_by_the_name_given(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    words = ["new", "--template", "department", "--year", "2024", "--project", "教育局", "--unit", "教育局"]
    made = run(*words, "--store", path)
    assert made.out.startswith("已新建 2024 年度“教育局”，编号 ")
    assert count(path) == 1


def test_a_backup_lies_beside_the_store_or_where_it_is_told_to(run: Run, store: Path, tmp_path: Path) -> None:
    for words, folder in (
        ([], store.with_name("绩效自评 备份")),
        (["--to", tmp_path / "U盘"], tmp_path / "U盘"),
    ):
        outcome = run("backup", "--store", store, *words)
        assert outcome.code == 0
        (backup,) = folder.iterdir()
        assert outcome.out.startswith("已备份 3 张自评表（")
        assert outcome.out.endswith(f"KB）：{backup}\n")
        assert count(backup) == 3


def test_a_backup_is_copied_to_a_second_folder_that_is_there(run: Run, store: Path, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    outcome = run("backup", "--store", store, "--also", stick)
    assert outcome.code == 3
    assert outcome.out.startswith("已备份 3 张自评表（")
    assert "U盘" in outcome.err
    assert not stick.exists()
    stick.mkdir()
    outcome = run("backup", "--store", store, "--also", stick)
    (copied,) = stick.iterdir()
    assert (outcome.code, outcome.lines[1]) == (0, f"已另存并核对：{copied}")
    assert count(copied) == 3


def test_where_the_first_folder_cannot_be_written_the_second_gets_the_backup(
    run: Run, store: Path, tmp_path: Path
) -> None:
    stick, blocked = tmp_path / "U盘", tmp_path / "占用"
    blocked.write_bytes(b"no folder")
    assert run("backup", "--store", store, "--to", blocked).code == 3
    assert run("backup", "--store", store, "--to", blocked, "--also", stick).out == ""
    stick.mkdir()
    outcomes = [run("backup", "--store", store, "--to", blocked, "--also", stick) for _ in range(2)]
    (copied,) = stick.iterdir()
    for outcome in outcomes:
        assert outcome.code == 3
        assert outcome.lines == [f"第一处没有备份成，已直接备份到第二处并核对：{copied}"]
        assert "占用" in outcome.err
    assert count(copied) == 3


def test_a_backup_newer_than_the_store_is_told(run: Run, store: Path, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    older = store.read_bytes()
    run(*NEW, "--store", store)
    run("backup", "--store", store, "--also", stick)
    store.write_bytes(older)
    outcome = run("backup", "--store", store)
    assert "比现在的数据新" in outcome.lines[1]
    outcome = run("backup", "--store", store, "--to", tmp_path / "另外", "--also", stick)
    assert outcome.code == 0
    assert len(outcome.lines) == 2
    assert str(stick) in outcome.lines[1]
    assert len(list(stick.iterdir())) == 1


def test_a_backup_of_nothing_is_an_error_with_a_remedy(run: Run, tmp_path: Path) -> None:
    outcome = run("backup", "--store", tmp_path / "没有.perfeval")
    assert (outcome.code, outcome.out) == (3, "")
    assert list(tmp_path.iterdir()) == []


def test_restoring_brings_back_what_was_and_keeps_what_is(run: Run, store: Path, tmp_path: Path) -> None:
    run("backup", "--store", store, "--to", tmp_path / "U盘")
    (backup,) = (tmp_path / "U盘").iterdir()
    moved = backup.rename(tmp_path / "上周五.perfeval")
    run(*NEW, "--store", store)
    assert count(store) == 4
    folder = store.with_name("绩效自评 备份")
    outcome = run("restore", moved, "--store", store)
    assert (outcome.code, outcome.out) == (0, f"已恢复 3 张自评表。恢复前的数据备份在：{folder}\n")
    assert count(store) == 3
    assert [count(kept) for kept in folder.iterdir()] == [4]


def test_a_lost_store_comes_back_from_its_backup(run: Run, store: Path, tmp_path: Path) -> None:
    run("backup", "--store", store)
    (backup,) = store.with_name("绩效自评 备份").iterdir()
    assert run("restore", backup, "--store", tmp_path / "新电脑.perfeval").code == 0
    assert count(tmp_path / "新电脑.perfeval") == 3


def test_a_missing_backup_changes_nothing_and_makes_no_store(run: Run, tmp_path: Path) -> None:
    outcome = run("restore", tmp_path / "没有.perfeval", "--store", tmp_path / "a.perfeval")
    assert (outcome.code, outcome.out) == (3, "")
    assert "没有.perfeval" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_backup_is_refused_with_the_store_untouched(
    run: Run, store: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "照片.jpg"
    picture.write_bytes(b"\xff\xd8\xff" * 1000)
    before = store.read_bytes()
    outcome = run("restore", picture, "--store", store)
    assert outcome.code == 3
    assert "照片.jpg" in outcome.err
    assert store.read_bytes() == before


@pytest.mark.parametrize("command", [("new", *NEW[1:]), ("import", TRANSCRIPT), ("restore", BACKUP)])
def test_nothing_is_written_into_a_backup(
    run: Run, store: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    run("backup", "--store", store, "--to", tmp_path / "备份")
    (backup,) = (tmp_path / "备份").iterdir()
    transcript = tmp_path / "转录.json"
    transcript.write_text('{"fiscal_year": "2024", "fields": {"项目名称": "培训"}}', encoding="utf-8")
    before = backup.read_bytes()
    files = {TRANSCRIPT: transcript, BACKUP: backup}
    refused = run(*(files.get(word, word) for word in command), "--store", backup)
    assert (refused.code, refused.out) == (3, "")
    assert "是一份备份" in refused.err
    assert (backup.read_bytes(), list(backup.parent.iterdir())) == (before, [backup])


def test_a_sound_store_is_said_to_be_sound(run: Run, store: Path) -> None:
    outcome = run("verify", "--store", store)
    assert (outcome.code, outcome.out) == (0, "数据完好：3 张自评表。\n")


def test_damage_is_told_in_a_sentence_each_and_returns_1(run: Run, store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("DELETE FROM rest")
    outcome = run("verify", "--store", store)
    assert outcome.code == 1
    damaged = [line.partition("”")[0] for line in outcome.lines]
    assert damaged == ["“闵行区企业政策管理系统(2023 运维)", "“内涵建设经费"]


def test_a_store_too_damaged_to_be_opened_is_damage_as_well(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageError(StorageErrorKind.CORRUPT, "数据文件已损坏。")

    monkeypatch.setattr(Store, "open", refuse)
    outcome = run("verify", "--store", store)
    assert (outcome.code, outcome.out) == (1, "数据文件已损坏。\n")


def test_a_file_of_another_kind_is_an_error_with_a_remedy_and_no_damage(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "a.perfeval"
    shutil.copy(__file__, other)
    outcome = run("verify", "--store", other)
    assert (outcome.code, outcome.out) == (3, "")
    assert "不是绩效自评的数据文件" in outcome.err
