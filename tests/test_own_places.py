import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_desktop import paths
from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.own_places import close_to_others, is_own, make_folder, tighten_own_folders
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store

pytestmark = pytest.mark.skipif(
    os.name != "posix",
    reason="modes are of POSIX; on Windows a profile is closed to other users by what it inherits",
)


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the data, which is not there yet; beside it the others of the program's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    # Asked anew each time.
    monkeypatch.setattr(paths, "own_folders", paths.own_folders.__wrapped__)
    return tmp_path / "share" / "PerfEval"


def mode(path: Path) -> str:
    return f"{stat.S_IMODE(path.stat().st_mode):o}"


def modes(folder: Path) -> dict[str, str]:
    return {str(one.relative_to(folder)): mode(one) for one in [folder, *folder.rglob("*")]}


def test_what_the_program_makes_in_its_own_places_is_for_the_user_alone(own: Path) -> None:
    with Store.open(paths.default_store()) as store:
        back_up(store, paths.backup_folder(store.path))
        write_atomically(own / "a.toml", b"x")
        found = modes(own)
    assert {name for name in found if "备份/" in name}
    assert {
        name: one for name, one in found.items() if one != ("700" if (own / name).is_dir() else "600")
    } == {}


def test_elsewhere_the_umask_decides(tmp_path: Path) -> None:
    with Store.open(tmp_path / "单位" / "共用.perfeval") as store:
        back_up(store, paths.backup_folder(store.path))
    write_atomically(tmp_path / "单位" / "表.pdf", b"x")
    found = modes(tmp_path / "单位")
    assert {mode for name, mode in found.items() if (tmp_path / "单位" / name).is_dir()} == {"755"}
    assert {mode for name, mode in found.items() if (tmp_path / "单位" / name).is_file()} == {"644"}


def test_a_shared_store_keeps_its_mode_and_so_do_its_backups(tmp_path: Path) -> None:
    path = tmp_path / "共用.perfeval"
    Store.open(path).close()
    path.chmod(0o660)
    with Store.open(path) as store:
        backup = back_up(store, tmp_path / "备份")
    assert (mode(path), mode(backup.path)) == ("660", "660")


def test_who_may_not_read_a_store_may_not_read_its_backups(tmp_path: Path) -> None:
    path = tmp_path / "只给自己看.perfeval"
    Store.open(path).close()
    path.chmod(0o600)
    with Store.open(path) as store:
        assert mode(back_up(store, tmp_path / "备份").path) == "600"


class TestTightening:
    def test_an_old_place_is_closed_with_all_that_lies_in_it(self, own: Path) -> None:
        (own / "备份").mkdir(parents=True)
        (own / "a.perfeval").touch()
        (own / "备份" / "b.perfeval").touch()
        (own / "备份" / "b.perfeval").chmod(0o444)
        assert mode(own) == "755"
        tighten_own_folders()
        assert modes(own) == {".": "700", "备份": "700", "a.perfeval": "600", "备份/b.perfeval": "400"}

    def test_every_place_of_the_program_is(self, tmp_path: Path) -> None:
        folders = [tmp_path / name for name in ("state/PerfEval/log", "config/PerfEval")]
        for folder in folders:
            folder.mkdir(parents=True)
        tighten_own_folders()
        assert [mode(folder) for folder in folders] == ["700"] * 2
        # What is above belongs to others as well.
        assert mode(tmp_path / "config") == "755"

    def test_a_place_that_is_closed_already_costs_one_look(
        self, own: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own.mkdir(mode=0o700, parents=True)
        monkeypatch.setattr(os, "walk", None)
        tighten_own_folders()

    def test_what_a_link_leads_to_is_left_alone(self, own: Path, tmp_path: Path) -> None:
        own.mkdir(parents=True)
        shared = tmp_path / "共用"
        shared.mkdir()
        (shared / "a.perfeval").touch()
        (own / "链接").symlink_to(shared)
        (own / "b.perfeval").symlink_to(shared / "a.perfeval")
        tighten_own_folders()
        assert mode(own) == "700"
        assert (mode(shared), mode(shared / "a.perfeval")) == ("755", "644")

    def test_a_place_that_somebody_has_laid_elsewhere_by_a_link_is_left_alone(
        self, own: Path, tmp_path: Path
    ) -> None:
        shared = tmp_path / "共用"
        shared.mkdir()
        own.parent.mkdir()
        own.symlink_to(shared)
        tighten_own_folders()
        assert mode(shared) == "755"
        assert not is_own(shared / "a.perfeval")

    def test_what_cannot_be_changed_keeps_nothing_else_from_it(
        self, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own.mkdir(parents=True)
        (tmp_path / "config" / "PerfEval").mkdir(parents=True)
        change = Path.chmod

        def refuse(path: Path, wanted: int) -> None:
            if path == own:
                raise PermissionError(1, "not the owner")
            change(path, wanted)

        monkeypatch.setattr(Path, "chmod", refuse)
        tighten_own_folders()
        assert (mode(own), mode(tmp_path / "config" / "PerfEval")) == ("755", "700")


class TestFolders:
    def test_one_elsewhere_is_made_as_the_umask_says(self, tmp_path: Path) -> None:
        make_folder(tmp_path / "单位")
        make_folder(tmp_path / "单位")
        assert mode(tmp_path / "单位") == "755"

    def test_what_it_is_to_stand_in_must_be_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            make_folder(tmp_path / "移动盘" / "单位")
        assert list(tmp_path.iterdir()) == []

    def test_with_its_parents_each_has_the_mode_of_its_place(self, own: Path) -> None:
        make_folder(own / "templates", with_parents=True)
        assert [mode(own / "templates"), mode(own), mode(own.parent)] == ["700", "700", "755"]

    def test_a_file_in_its_place_is_an_error(self, tmp_path: Path) -> None:
        (tmp_path / "单位").touch()
        with pytest.raises(FileExistsError):
            make_folder(tmp_path / "单位")

    def test_a_drive_that_is_not_there_ends_the_search_for_parents(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone(*_arguments: object) -> None:
            raise FileNotFoundError

        monkeypatch.setattr(Path, "mkdir", gone)
        with pytest.raises(FileNotFoundError):
            make_folder(Path("/移动盘/单位"), with_parents=True)


def test_a_file_that_others_may_not_read_anyway_is_not_touched(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folder(own, with_parents=True)
    (own / "a").touch(0o400)
    monkeypatch.setattr(Path, "chmod", None)
    close_to_others(own / "a")
    close_to_others(own / "没有")
