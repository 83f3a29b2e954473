from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from faults.disk import Disk, Entry

FILE = "/store"
SECTOR = 512


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path)


def after_cuts(disk: Disk) -> Iterator[dict[str, bytes]]:
    """Yield what many cuts leave."""
    for seed in range(60):
        yield disk.after_cut(Random(seed))


def take(disk: Disk, *entries: tuple[str, str, int, bytes]) -> None:
    for entry in entries:
        disk.take(Entry(*entry))


MADE = [("C", FILE, 0, b""), ("D", "/", 0, b"")]


def test_what_is_synced_survives_every_cut(disk: Disk) -> None:
    take(disk, *MADE, ("W", FILE, 0, b"whole"), ("S", FILE, 0, b""))
    assert all(left == {FILE: b"whole"} for left in after_cuts(disk))


def test_what_was_there_before_is_synced(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"whole")
    assert all(left == {str(tmp_path / "old"): b"whole"} for left in after_cuts(Disk(tmp_path)))


def test_of_what_is_not_synced_any_sector_may_be_missing(disk: Disk) -> None:
    take(disk, *MADE, ("W", FILE, 0, b"a" * SECTOR + b"b" * SECTOR))
    first, second, both = b"a" * SECTOR, bytes(SECTOR) + b"b" * SECTOR, b"a" * SECTOR + b"b" * SECTOR
    assert {left[FILE] for left in after_cuts(disk)} == {b"", first, second, both}


def test_a_cut_may_come_before_or_after_a_truncation(disk: Disk) -> None:
    take(disk, *MADE, ("W", FILE, 0, b"whole"), ("S", FILE, 0, b""), ("T", FILE, 0, b""))
    assert {left[FILE] for left in after_cuts(disk)} == {b"whole", b""}


def test_a_name_lasts_once_its_folder_is_synced(disk: Disk) -> None:
    take(disk, ("C", FILE, 0, b""))
    assert {FILE in left for left in after_cuts(disk)} == {True, False}
    take(disk, ("D", "/", 0, b""))
    assert {FILE in left for left in after_cuts(disk)} == {True}


def test_a_removed_file_may_be_back(disk: Disk) -> None:
    take(disk, *MADE, ("U", FILE, 0, b""))
    assert {FILE in left for left in after_cuts(disk)} == {True, False}


def test_a_renamed_file_takes_the_place_of_the_other_at_once(disk: Disk) -> None:
    for path, content in ((FILE, b"former"), ("/part", b"new")):
        take(disk, ("C", path, 0, b""), ("W", path, 0, content), ("S", path, 0, b""))
    take(disk, ("D", "/", 0, b""), ("R", "/part", 0, FILE.encode()))
    lefts = list(after_cuts(disk))
    assert {FILE: b"former", "/part": b"new"} in lefts
    assert {FILE: b"new"} in lefts
    assert all(left[FILE] in {b"former", b"new"} for left in lefts)
