import shutil
from pathlib import Path

import pytest

import broken_stores
from perfeval_desktop.errors import StorageErrorKind
from perfeval_desktop.long_paths import LongPath
from perfeval_desktop.storage.rescue.salvage import Salvage, salvage
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import execute
from storage.crashes import crash
from storage.examples import add, edit, kind_of, named, with_cell

_OF_FORM = "(SELECT id FROM form WHERE project = '乙')"
DATABASES = Path(__file__).parents[2] / "data" / "databases"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store of three forms; the first was changed twice, the last lies in the recycle bin."""
    made = tmp_path / "自评.perfeval"
    with Store.open(made) as store:
        first, _, last = add(store, named("甲"), named("乙"), named("丙"))
        first = edit(store, first, with_cell(1, "actual", "一", first.form))
        edit(store, first, with_cell(1, "actual", "二", first.form))
        store.delete([last.form_id], label="删除", by="")
    return made


def names(left: Salvage) -> list[str]:
    return [one.project for one in left.forms.values()]


def execute_unchecked(path: Path, *statements: str) -> None:
    """Carry out SQL on a store that would not be let happen to a sound one."""
    execute(path, "PRAGMA foreign_keys=OFF", "PRAGMA ignore_check_constraints=ON", *statements)


def test_of_a_sound_store_everything_is_read(path: Path) -> None:
    left = salvage(path)
    assert names(left) == ["甲", "乙", "丙"]
    assert not left.unread
    assert left.last_revision == 6
    first, _, last = left.forms.values()
    assert (first.rev, first.last_number) == (3, 5)
    assert [one["kind"] for one in first.revisions] == ["create", "edit", "edit"]
    assert (last.rev, last.last_number) == (1, 6)
    assert last.form["deleted_revision"] == 6


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_store_of_a_past_version_is_read_too(tmp_path: Path, version: str) -> None:
    old = tmp_path / "旧.perfeval"
    shutil.copyfile(DATABASES / f"{version}.perfeval", old)
    assert salvage(old).forms


def test_a_past_version_that_is_damaged_cannot_be_brought_to_the_present_one(tmp_path: Path) -> None:
    old = tmp_path / "旧.perfeval"
    shutil.copyfile(DATABASES / "v1.perfeval", old)
    broken_stores.overwrite(old, broken_stores.page_of(old, "form"))
    assert not salvage(old).forms


def test_a_change_that_a_crash_interrupted_is_not_read(path: Path) -> None:
    crash(path)
    before = path.read_bytes()
    assert names(salvage(path)) == ["甲", "乙", "丙"]
    assert path.read_bytes() == before


def test_what_is_no_store_holds_nothing(path: Path) -> None:
    assert salvage(path.with_name("没有.perfeval")) == Salvage()
    for damage in (broken_stores.empty, broken_stores.put_text):
        damage(path)
        assert salvage(path) == Salvage()
    broken_stores.put_other_database(path)
    assert salvage(path) == Salvage()
    broken_stores.put_folder(path)
    assert salvage(path) == Salvage()


def test_a_file_that_may_not_be_read_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "no")

    monkeypatch.setattr(LongPath, "read_bytes", refuse)
    assert kind_of(lambda: salvage(path)) is StorageErrorKind.READ_ONLY


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE form SET year = 'neither' WHERE project = '乙'",
        "UPDATE form SET created_revision = -1 WHERE project = '乙'",
        "UPDATE form SET deleted_revision = 'x' WHERE project = '乙'",
        "UPDATE row SET cells = '{' WHERE form_id = $",
        "UPDATE row SET cells = CAST(x'ff' AS TEXT) WHERE form_id = $",
        "UPDATE rest SET value = '[]' WHERE form_id = $",
        "DELETE FROM row WHERE block = 'indicators' AND position = 1 AND form_id = $",
    ],
)
def test_a_form_that_cannot_be_read_is_named_and_hides_no_other(path: Path, damage: str) -> None:
    execute_unchecked(path, damage.replace("$", _OF_FORM))
    left = salvage(path)
    assert names(left) == ["甲", "丙"]
    assert [*left.unread.values()] == [("乙", 1, 2)]


def test_a_form_without_a_readable_name_goes_by_its_id(path: Path) -> None:
    execute_unchecked(path, "UPDATE form SET project = x'ff', rev = 'x' WHERE project = '乙'")
    ((form_id, trace),) = salvage(path).unread.items()
    assert trace == (form_id, None, 2)


def test_of_a_form_whose_own_line_is_gone_there_is_a_trace(path: Path) -> None:
    execute_unchecked(path, "DELETE FROM form WHERE project = '乙'")
    ((form_id, trace),) = salvage(path).unread.items()
    assert trace == (form_id, None, 2)


def test_what_has_no_id_of_ours_is_no_form(path: Path) -> None:
    execute_unchecked(
        path,
        "INSERT INTO rest VALUES ('noise', '{}')",
        "UPDATE row SET form_id = x'00' WHERE form_id = (SELECT id FROM form WHERE project = '乙')",
        "UPDATE rest SET form_id = x'00' WHERE form_id = (SELECT id FROM form WHERE project = '乙')",
    )
    left = salvage(path)
    assert len(left.forms) + len(left.unread) == 3


def test_without_the_rest_only_what_was_accepted_is_lost(path: Path) -> None:
    execute_unchecked(path, "DELETE FROM rest")
    assert names(salvage(path)) == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        ("UPDATE revision SET patch = '{' WHERE number = 4", ["edit"]),
        ("UPDATE revision SET number = 1 << 40 WHERE number = 5", []),
        ("UPDATE revision SET patch = (SELECT patch FROM revision WHERE number = 4) WHERE number = 5", []),
    ],
)
def test_a_log_goes_back_as_far_as_it_fits(path: Path, damage: str, kinds: list[str]) -> None:
    execute_unchecked(path, damage)
    first, *_ = salvage(path).forms.values()
    assert [one["kind"] for one in first.revisions] == kinds


@pytest.mark.parametrize("damage", ["DELETE FROM template", "UPDATE template SET text = x'ff'"])
def test_a_template_that_is_lost_takes_no_form_with_it(path: Path, damage: str) -> None:
    execute_unchecked(path, damage)
    left = salvage(path)
    assert names(left) == ["甲", "乙", "丙"]
    assert {one.template for one in left.forms.values()} == {None}


def test_what_the_store_says_of_itself_may_be_lost(path: Path) -> None:
    execute_unchecked(path, "UPDATE store SET lineage = 'x y', last_revision = 'x'")
    left = salvage(path)
    assert (left.lineage, left.last_revision) == ("", 6)


def test_whether_rows_are_missing_is_told_by_the_index_or_not_at_all(path: Path) -> None:
    with Store.open(path) as store:
        add(store, *[named(f"{number}") for number in range(30)])
    broken_stores.scribble(path)
    index_tells = salvage(path)
    assert index_tells.unread
    assert not any(one.is_doubtful for one in index_tells.forms.values())
    broken_stores.overwrite(path, broken_stores.root_of(path, "sqlite_autoindex_row_1"))
    nothing_tells = salvage(path)
    assert {*index_tells.forms} <= {*nothing_tells.forms}
    assert all(one.is_doubtful for one in nothing_tells.forms.values())
