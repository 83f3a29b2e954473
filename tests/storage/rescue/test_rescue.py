import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import broken_stores
from perfeval_desktop import paths
from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.rescue import rescue as rescue_module
from perfeval_desktop.storage.rescue.content import Source
from perfeval_desktop.storage.rescue.rescue import has_backups, look_for_finds, rescue
from perfeval_desktop.storage.rescue.trouble import trouble_at
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import files, projects
from storage.examples import GRID, ROWS, add, at_moment, edit, kind_of, named, with_cell

PROJECTS = [f"项目{number}" for number in range(12)]
LATER = "备份以后新建的"
DAMAGE = [
    broken_stores.empty,
    broken_stores.truncate,
    broken_stores.zero_header,
    broken_stores.scribble,
    broken_stores.put_text,
    broken_stores.put_other_database,
    broken_stores.put_folder,
    broken_stores.remove,
    broken_stores.lay_strange_journal,
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store of twelve forms and a backup; after that one form was changed and one made."""
    made = tmp_path / "单位" / "绩效自评.perfeval"
    made.parent.mkdir()
    with Store.open(made, clock=at_moment) as store:
        first, *_ = add(store, *map(named, PROJECTS))
        back_up(store, paths.backup_folder(made), clock=at_moment)
        edit(store, first, with_cell(1, "actual", "改过", first.form))
        add(store, named(LATER))
    return made


def newest(path: Path) -> Backup:
    backup = look_for_finds(path).backup
    assert backup is not None
    return backup


def is_sound(path: Path) -> bool:
    with Store.open(path) as store:
        return not store.verify()


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda one: one.__name__)
def test_whatever_has_become_of_the_store_it_is_made_anew_and_what_lay_there_is_kept(
    path: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    was_there = path.exists()
    content = path.read_bytes() if path.is_file() else None
    done = rescue(path, newest(path), clock=at_moment)
    assert is_sound(path)
    with Store.open(path) as store:
        assert set(projects(store)) >= set(PROJECTS)
        assert done.forms.listed == store.count()
        # What is changed from now on is newer than everything before.
        assert store.latest_revision() > 12
    if not was_there:
        assert done.kept is None
        return
    assert done.kept is not None
    assert done.kept.name == "绩效自评-损坏-20240115-103200.perfeval"
    if content is None:
        assert files(done.kept) == ["读我.txt"]
    else:
        assert done.kept.read_bytes() == content


def test_what_is_newer_in_the_damaged_file_comes_with_the_backup(path: Path) -> None:
    broken_stores.zero_header(path)
    finds = look_for_finds(path)
    assert finds.with_backup is not None
    assert {one.project for one in finds.with_backup.from_file} == {PROJECTS[0], LATER}
    done = rescue(path, finds.backup)
    assert done.forms == finds.with_backup
    with Store.open(path) as store:
        (changed,) = (one for one in store.summaries() if one.project == PROJECTS[0])
        assert store.load(changed.form_id).form.text(GRID, ROWS[0].id, "actual") == "改过"
        assert [one.label for one in store.revisions(changed.form_id)] == ["新建", "edit"]


def test_the_damaged_file_alone_is_enough_where_the_user_wants_that(path: Path) -> None:
    broken_stores.zero_header(path)
    done = rescue(path, None)
    assert {one.source for one in done.forms.forms} == {Source.FILE}
    assert done.forms.listed == len(PROJECTS) + 1
    assert is_sound(path)


def test_forms_that_cannot_be_read_hide_no_other_and_are_named(path: Path) -> None:
    broken_stores.scribble(path)
    finds = look_for_finds(path)
    assert finds.alone is not None
    assert finds.alone.lost
    assert len(finds.alone.lost) + finds.alone.listed == len(PROJECTS) + 1
    assert set(finds.alone.lost) <= {*PROJECTS, LATER}


def test_a_changed_form_that_cannot_be_read_is_as_it_was_in_the_backup_and_that_is_told(path: Path) -> None:
    broken_stores.scribble(path)
    finds = look_for_finds(path)
    assert finds.with_backup is not None
    assert [one.project for one in finds.with_backup.behind] == [PROJECTS[0]]
    assert not finds.with_backup.lost


def test_looking_changes_nothing(path: Path) -> None:
    broken_stores.lay_strange_journal(path)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}
    look_for_finds(path)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()} == before


def test_the_journal_goes_with_the_damaged_file(path: Path) -> None:
    broken_stores.lay_strange_journal(path)
    done = rescue(path, newest(path), clock=at_moment)
    assert done.kept is not None
    assert broken_stores.beside(done.kept, "-journal").exists()
    assert not broken_stores.beside(path, "-journal").exists()


def test_a_second_rescue_in_the_same_second_keeps_both_files(path: Path) -> None:
    kept = []
    for content in (b"one", b"two"):
        path.write_bytes(content)
        kept.append(rescue(path, newest(path), clock=at_moment).kept)
    assert [one.read_bytes() for one in kept if one] == [b"one", b"two"]


def test_without_anything_to_read_or_a_backup_nothing_is_changed(path: Path) -> None:
    broken_stores.put_text(path)
    before = path.read_bytes()
    assert kind_of(lambda: rescue(path, None)) is StorageErrorKind.CORRUPT
    assert path.read_bytes() == before


def test_a_store_that_somebody_works_with_is_left_alone(path: Path) -> None:
    backup = newest(path)
    with Store.open(path) as store:
        assert kind_of(lambda: rescue(path, backup)) is StorageErrorKind.BUSY
        assert store.count() == len(PROJECTS) + 1


def test_a_backup_that_breaks_meanwhile_changes_nothing(path: Path) -> None:
    broken_stores.zero_header(path)
    before, backup = path.read_bytes(), newest(path)
    broken_stores.overwrite(backup.path, 2)
    with pytest.raises(StorageError, match=r"^没有恢复，原来的文件没有改动"):
        rescue(path, backup)
    assert path.read_bytes() == before


@pytest.mark.parametrize("at", ["keep", "place"])
def test_where_a_name_cannot_be_changed_everything_is_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    broken_stores.lay_strange_journal(path)
    before = sorted(files(path.parent))
    content, backup = path.read_bytes(), newest(path)
    rename: Callable[[Path, Path], Path] = LongPath.rename

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def refuse_store(self: Path, target: Path) -> Path:
        if self == path:
            refuse()
        return rename(self, target)

    if at == "keep":
        monkeypatch.setattr(LongPath, "rename", refuse_store)
    else:
        monkeypatch.setattr(rescue_module, "put_in_place", refuse)
    assert kind_of(lambda: rescue(path, backup)) is StorageErrorKind.INPUT_OUTPUT
    assert {*before} <= {*files(path.parent)} <= {*before, f"{path.name}.lock"}
    assert path.read_bytes() == content


def test_a_lost_store_stays_lost_where_its_new_one_cannot_be_put_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.unlink()
    backup = newest(path)

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(rescue_module, "put_in_place", refuse)
    assert kind_of(lambda: rescue(path, backup)) is StorageErrorKind.FULL
    assert not path.exists()


# -- which backup ----------------------------------------------------------------------------------------


def test_the_newest_sound_backup_of_both_places_is_offered(path: Path, tmp_path: Path) -> None:
    second = tmp_path / "U盘"
    with Store.open(path) as store:
        second.mkdir()
        of_stick = back_up(store, second)
    path.unlink()
    found = look_for_finds(path, second).backup
    assert found is not None
    assert found.path == of_stick.path
    broken_stores.overwrite(of_stick.path, 2)
    older = look_for_finds(path, second).backup
    assert older is not None
    assert older.path.parent == paths.backup_folder(path)


def test_a_backup_of_another_store_of_that_name_is_not_taken_for_one_of_this(
    path: Path, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "另一台" / path.name) as other:
        add(other, *[named(f"别人的{number}") for number in range(40)])
        back_up(other, paths.backup_folder(path))
    broken_stores.overwrite(path, broken_stores.page_of(path, "form"))
    assert newest(path).forms == len(PROJECTS)
    path.unlink()
    # Nothing tells now which it was: the one that was used last.
    assert newest(path).forms == 40


def test_backups_are_known_by_the_name_of_their_store(path: Path, tmp_path: Path) -> None:
    assert has_backups(path)
    assert not has_backups(path.with_name("别的.perfeval"))
    assert not has_backups(path.with_name("别的.perfeval"), tmp_path / "没有")


def test_a_store_behind_a_link_is_made_anew_where_it_lies(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.perfeval"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets this user make no links")
    broken_stores.zero_header(path)
    rescue(link, newest(link))
    assert link.is_symlink()
    assert is_sound(path)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions mean little there")
def test_who_may_read_the_store_is_as_before(path: Path) -> None:
    path.chmod(0o640)
    broken_stores.zero_header(path)
    rescue(path, newest(path))
    assert path.stat().st_mode & 0o777 == 0o640
    assert trouble_at(path) is None


def test_a_backup_is_not_made_anew_but_looked_for_elsewhere(path: Path) -> None:
    backup = newest(path).path
    broken_stores.scribble(backup)
    finds = look_for_finds(backup)
    assert (finds.backup, finds.alone) == (None, None)
    assert kind_of(lambda: rescue(backup, None)) is StorageErrorKind.READ_ONLY
