from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import broken_stores
from perfeval_desktop.errors import StorageErrorKind
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.rescue.content import RescuedForms, Source, put_together
from perfeval_desktop.storage.rescue.salvage import Salvage, Trace, salvage
from perfeval_desktop.storage.store import Store
from storage.examples import add, edit, kind_of, named, with_cell


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "自评.perfeval"


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    """Return a backup of two forms; after that one was changed, one put into the recycle bin, one made."""
    with Store.open(path) as store:
        first, second = add(store, named("甲"), named("乙"))
        taken = back_up(store, tmp_path / "备份")
        edit(store, first, with_cell(1, "actual", "改过", first.form))
        store.delete([second.form_id], label="删除", by="")
        add(store, named("丙"))
    return taken.path


def report(left: Salvage, backup: Path | None) -> RescuedForms:
    content, forms = put_together(left, backup)
    with closing(content):
        assert content.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert content.execute("PRAGMA foreign_key_check").fetchall() == []
    return forms


def test_of_each_form_the_newer_state_is_taken(path: Path, backup: Path) -> None:
    forms = report(salvage(path), backup)
    assert {(one.project, one.source, one.is_deleted) for one in forms.forms} == {
        ("甲", Source.FILE, False),
        ("乙", Source.FILE, True),
        ("丙", Source.FILE, False),
    }
    assert forms.listed == 2


def test_an_older_file_takes_nothing_from_the_backup(path: Path, backup: Path, tmp_path: Path) -> None:
    older = path.read_bytes()
    with Store.open(path) as store:
        for one in store.summaries():
            stored = store.load(one.form_id)
            edit(store, stored, with_cell(1, "actual", "更新", stored.form))
        newer = back_up(store, tmp_path / "备份")
    path.write_bytes(older)
    assert backup != newer.path
    assert {one.source for one in report(salvage(path), newer.path).forms} == {Source.BACKUP}


def test_a_form_of_which_rows_may_be_missing_takes_no_place_of_a_whole_one(path: Path, backup: Path) -> None:
    left = salvage(path)
    doubtful = {key: replace(one, is_doubtful=True) for key, one in left.forms.items()}
    forms = report(replace(left, forms=doubtful), backup)
    assert {one.project: one.source for one in forms.forms} == {
        "甲": Source.BACKUP,
        "乙": Source.BACKUP,
        "丙": Source.FILE,
    }
    assert [one.project for one in forms.behind] == ["甲", "乙"]
    assert [one.project for one in forms.doubtful] == ["丙"]


def test_a_form_comes_without_its_template_where_that_is_lost(path: Path, backup: Path) -> None:
    left = salvage(path)
    bare = {key: replace(one, template=None) for key, one in left.forms.items()}
    assert len(report(replace(left, forms=bare), backup).forms) == 3


def test_what_cannot_be_read_is_behind_or_lost(path: Path, backup: Path) -> None:
    left = salvage(path)
    broken_stores.scribble(path)
    unreadable = salvage(path)
    assert {one.name for one in unreadable.unread.values()} == {"甲", "乙", "丙"}
    forms = report(unreadable, backup)
    assert [one.project for one in forms.behind] == ["甲", "乙"]
    assert forms.lost == ("丙",)
    assert report(replace(left, forms={}, lineage=""), None).forms == ()


@pytest.mark.parametrize(
    ("trace", "is_behind"),
    [
        (Trace("甲", 1, 1), False),
        (Trace("甲", 2, 1), True),
        (Trace("甲", 1, 3), True),
        (Trace("甲", None, 1), False),
        (Trace("甲", None, 0), True),
    ],
)
def test_of_a_form_that_had_not_changed_since_nothing_is_missing(
    path: Path, backup: Path, trace: Trace, *, is_behind: bool
) -> None:
    first, *_ = salvage(path).forms
    forms = report(Salvage(unread={first: trace}), backup)
    assert [one.project for one in forms.behind] == (["甲"] if is_behind else [])


def test_a_log_whose_numbers_are_taken_is_numbered_anew(path: Path, backup: Path, tmp_path: Path) -> None:
    del path
    with Store.open(tmp_path / "另一份.perfeval") as other:
        first, *_ = add(other, named("别的"))
        edit(other, first, with_cell(1, "actual", "改过", first.form))
        left = salvage(other.path)
    content, forms = put_together(left, backup, above=50)
    with closing(content):
        logged = content.execute("SELECT number, kind FROM revision ORDER BY number").fetchall()
        assert content.execute("SELECT last_revision FROM store").fetchone() == (51,)
    assert logged == [(1, "create"), (2, "create"), (3, "create"), (4, "edit")]
    assert [one.project for one in forms.from_file] == ["别的"]


def test_a_backup_that_is_not_sound_is_not_used(path: Path, backup: Path) -> None:
    left = salvage(path)
    broken_stores.overwrite(backup, 2)
    assert kind_of(lambda: put_together(left, backup)) is StorageErrorKind.CORRUPT


def test_what_goes_wrong_in_between_is_raised(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr("perfeval_desktop.storage.rescue.content.list_index.make", fail)
    left = salvage(path)
    with pytest.raises(MemoryError):
        put_together(left, backup)
