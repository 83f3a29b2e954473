import os
import time
from pathlib import Path
from typing import NoReturn

import pytest

from perfeval_desktop.temporary_files import sweep, temporary_file

DAY = 24 * 60 * 60


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def left(folder: Path, seconds: int) -> Path:
    """Leave a file in the making behind, as a crash does, last written to so many seconds ago."""
    with temporary_file(folder) as part:
        name = Path(part)
    name.write_bytes(b"half")
    os.utime(name, (time.time() - seconds,) * 2)
    return name


def test_a_file_in_the_making_is_empty_and_gone_at_the_end(tmp_path: Path) -> None:
    with temporary_file(tmp_path) as part:
        assert part.read_bytes() == b""
        assert part.parent == tmp_path
        part.write_bytes(b"half")
    assert names(tmp_path) == []


def test_two_writers_never_share_a_file_in_the_making(tmp_path: Path) -> None:
    with temporary_file(tmp_path) as one, temporary_file(tmp_path) as other:
        one.write_bytes(b"one")
        other.write_bytes(b"other")
        assert one.read_bytes() == b"one"
        assert len(names(tmp_path)) == 2


def test_a_name_that_is_taken_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    with temporary_file(tmp_path) as part:
        part.write_bytes(b"of another")
        with pytest.raises(FileExistsError), temporary_file(tmp_path):
            pass
        assert part.read_bytes() == b"of another"


@pytest.mark.skipif(os.name != "posix", reason="on Windows an ordinary user may not make links")
def test_no_link_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    bait = tmp_path / ".perfeval-0000000000000000.tmp"
    for target in ("别人的文件", "还没有的文件"):
        (tmp_path / "别人的文件").write_bytes(b"of another")
        bait.symlink_to(tmp_path / target)
        with pytest.raises(FileExistsError), temporary_file(tmp_path, b"new"):
            pass
        bait.unlink()
    assert (tmp_path / "别人的文件").read_bytes() == b"of another"
    assert names(tmp_path) == ["别人的文件"]


def test_data_is_in_it_and_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(os.fstat(number).st_size))
    with temporary_file(tmp_path, b"whole") as part:
        assert part.read_bytes() == b"whole"
    assert synced == [5]


def test_what_has_got_its_name_stays(tmp_path: Path) -> None:
    with temporary_file(tmp_path) as part:
        part.replace(tmp_path / "表.pdf")
    assert names(tmp_path) == ["表.pdf"]


def test_that_a_file_cannot_be_removed_does_not_hide_what_went_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_names: object) -> NoReturn:
        raise PermissionError("held by a scanner")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OSError, match="disk full"), temporary_file(tmp_path):
        raise OSError("disk full")


def test_only_what_was_left_a_day_ago_is_swept(tmp_path: Path) -> None:
    old, recent = left(tmp_path, DAY + 60), left(tmp_path, DAY - 60)
    from_the_future = left(tmp_path, -9 * DAY)
    sweep(tmp_path)
    assert names(tmp_path) == sorted([recent.name, from_the_future.name])
    assert not old.exists()


@pytest.mark.parametrize(
    "name", ["表.tmp", "表.part", ".perfeval-x.tmp", ".perfeval-0123456789abcdef.tmp.pdf"]
)
def test_files_of_others_are_not_swept_however_old(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path)
    assert names(tmp_path) == [name]


def test_one_that_cannot_be_swept_does_not_keep_the_others_from_it(tmp_path: Path) -> None:
    for _ in range(3):
        left(tmp_path, 2 * DAY)
    folder = tmp_path / ".perfeval-0123456789abcdef.tmp"
    folder.mkdir()
    os.utime(folder, (0, 0))
    sweep(tmp_path)
    assert names(tmp_path) == [folder.name]


def test_a_folder_that_is_not_there_is_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "没有")
    assert names(tmp_path) == []
