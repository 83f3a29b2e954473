import shutil
from pathlib import Path

import pytest

import broken_stores
from command_line import SAMPLES, Run, fill, project
from perfeval_desktop import paths
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store

LATER = SAMPLES["shanghai_education_2021_1"]


@pytest.fixture
def damaged(store: Path) -> Path:
    """Return a store with a backup, one form newer than that, its header overwritten."""
    with Store.open(store) as opened:
        back_up(opened, paths.backup_folder(store))
    fill(store, LATER)
    broken_stores.zero_header(store)
    return store


def count(path: Path) -> int:
    with Store.open(path, read_only=True) as store:
        assert store.verify() == ()
        return store.count()


def test_a_sound_store_stays_as_it_is(run: Run, store: Path) -> None:
    before = store.read_bytes()
    assert run("rescue", "--store", store).lines == ["数据完好，不用抢救。"]
    assert store.read_bytes() == before


def test_a_damaged_store_is_made_anew_and_told(run: Run, damaged: Path) -> None:
    outcome = run("rescue", "--store", damaged)
    assert outcome.code == 0
    assert outcome.lines[0].startswith(f"数据文件“{damaged.name}”有损坏。")
    assert outcome.lines[1] == "已恢复，现在有 4 份自评表。"
    assert "-损坏-" in outcome.out
    (line,) = (one for one in outcome.lines if project(LATER) in one)
    assert line.endswith("原文件里最新的")
    assert count(damaged) == 4


def test_the_backup_can_be_left_out(run: Run, damaged: Path) -> None:
    outcome = run("rescue", "--store", damaged, "--without-backup")
    assert (outcome.code, count(damaged)) == (0, 4)
    assert "的备份" not in "".join(outcome.lines[1:])


@pytest.mark.parametrize(
    ("options", "words"),
    [((), "备份的 3 份自评表，加上原文件里比它新的 1 份"), (("--without-backup",), "读得出的 4 份")],
)
def test_it_can_be_seen_beforehand(run: Run, damaged: Path, options: tuple[str, ...], words: str) -> None:
    before = damaged.read_bytes()
    outcome = run("rescue", "--store", damaged, "--dry-run", *options)
    assert outcome.code == 0
    assert words in outcome.lines[-1]
    assert damaged.read_bytes() == before


def test_damage_that_only_shows_in_the_forms_is_mended(run: Run, damaged: Path) -> None:
    assert run("rescue", "--store", damaged).code == 0
    shutil.rmtree(paths.backup_folder(damaged))
    broken_stores.scribble(damaged)
    outcome = run("rescue", "--store", damaged)
    # Some are in no backup.
    assert outcome.code == 1
    assert "没有找回的：" in outcome.out
    assert 0 < count(damaged) < 4


def test_a_store_that_is_gone_comes_back_from_the_other_place(
    run: Run, damaged: Path, tmp_path: Path
) -> None:
    paths.backup_folder(damaged).rename(tmp_path / "U盘")
    damaged.unlink()
    outcome = run("rescue", "--store", damaged, "--also", tmp_path / "U盘")
    assert (outcome.code, count(damaged)) == (0, 3)


def test_without_anything_to_restore_nothing_is_made(run: Run, tmp_path: Path) -> None:
    outcome = run("rescue", "--store", tmp_path / "没有.perfeval")
    assert outcome.code == 3
    assert "什么也没有改动" in outcome.err
    assert not (tmp_path / "没有.perfeval").exists()


def test_a_store_on_a_drive_that_is_gone_is_none_to_rescue(run: Run, tmp_path: Path) -> None:
    outcome = run("rescue", "--store", tmp_path / "没有" / "a.perfeval")
    assert outcome.code == 3
    assert "U 盘" in outcome.out


def test_a_name_that_is_too_long_is_told_as_such(run: Run, tmp_path: Path) -> None:
    outcome = run("rescue", "--store", tmp_path / ("长" * 300))
    assert outcome.code == 3
    assert "太长" in outcome.err


def test_a_store_of_a_later_program_is_none_to_rescue(run: Run, store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[60:64] = (99).to_bytes(4)
    store.write_bytes(content)
    outcome = run("rescue", "--store", store)
    assert outcome.code == 3
    assert "99" in outcome.err
