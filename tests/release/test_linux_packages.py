"""The Linux packages hold the right files, with the right modes, the same for the same bundle."""

import hashlib
import io
import os
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from linux_bundle import ARCHIVE, DEB, SHARED, TOP, build, made_up_bundle
from perfeval_desktop import __version__

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="a bundle for Linux holds symbolic links, which not everybody may make on Windows"
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("包")
    return build(made_up_bundle(folder), folder / "output")


def members(tar: bytes) -> dict[str, tarfile.TarInfo]:
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        return {member.name.removeprefix("./"): member for member in archive}


def read(tar: bytes, name: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        stream = archive.extractfile(name)
        assert stream is not None
        return stream.read()


def deb_members(deb: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the members of an ``ar`` archive, read by its description and not by our writer."""
    assert deb.startswith(b"!<arch>\n")
    place = 8
    while place < len(deb):
        head, end = deb[place : place + 60].decode(), place + 60
        assert head.endswith("`\n")
        size = int(head[48:58])
        yield head[:16].rstrip(), deb[end : end + size]
        assert size % 2 == 0, "the next member would begin at an odd place"
        place = end + size


def test_the_archive_holds_the_bundle_and_what_installs_it_in_one_folder(
    packages: Mapping[str, bytes],
) -> None:
    inside = members(packages[ARCHIVE])
    assert {name for name, member in inside.items() if not member.isdir()} == {
        f"{TOP}/{name}"
        for name in {
            "PerfEval",
            "_internal/库/libx.so",
            "_internal/库/libx.so.1",
            "_internal/库/only-新",
            "install.sh",
            "说明.txt",
            *(f"share/{name}" for name in SHARED),
        }
    }


def test_every_deb_begins_as_dpkg_wants_it(packages: Mapping[str, bytes]) -> None:
    parts = dict(deb_members(packages[DEB]))
    assert list(parts) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    assert parts["debian-binary"] == b"2.0\n"


def test_the_deb_puts_the_bundle_where_the_system_keeps_programs(packages: Mapping[str, bytes]) -> None:
    inside = members(dict(deb_members(packages[DEB]))["data.tar.xz"])
    files = {name for name, member in inside.items() if not member.isdir()}
    documents = {name for name in files if name.startswith(("usr/share/doc/", "usr/share/lintian/"))}
    assert files - documents == {
        "usr/bin/perfeval",
        "usr/lib/perfeval/PerfEval",
        "usr/lib/perfeval/_internal/库/libx.so",
        "usr/lib/perfeval/_internal/库/libx.so.1",
        "usr/lib/perfeval/_internal/库/only-新",
        *(f"usr/share/{name}" for name in SHARED),
    }
    assert inside["usr/bin/perfeval"].linkname == "../lib/perfeval/PerfEval"


def test_the_deb_names_its_version_its_size_and_the_sum_of_every_file(packages: Mapping[str, bytes]) -> None:
    parts = dict(deb_members(packages[DEB]))
    control = read(parts["control.tar.xz"], "./control").decode()
    data = members(parts["data.tar.xz"])
    assert f"\nVersion: {__version__}\n" in control
    kibibytes = sum(-(-member.size // 1024) for member in data.values())
    assert f"\nInstalled-Size: {kibibytes}\n" in control
    assert read(parts["control.tar.xz"], "./md5sums").decode().splitlines() == [
        f"{hashlib.md5(read(parts['data.tar.xz'], f'./{name}'), usedforsecurity=False).hexdigest()}  {name}"
        for name, member in sorted(data.items())
        if member.isfile()
    ]


@pytest.mark.parametrize("package", [ARCHIVE, DEB])
def test_only_what_is_to_be_run_may_be_run_and_all_belongs_to_root(
    packages: Mapping[str, bytes], package: str
) -> None:
    content = packages[package]
    inside = members(dict(deb_members(content))["data.tar.xz"] if package == DEB else content)
    for name, member in inside.items():
        runs = member.isdir() or Path(name).name in {"PerfEval", "install.sh"}
        assert member.issym() or member.mode == (0o755 if runs else 0o644), name
        assert (member.uid, member.gid, member.uname, member.gname) == (0, 0, "root", "root")


def test_the_same_bundle_gives_the_same_packages(packages: Mapping[str, bytes], tmp_path: Path) -> None:
    assert build(made_up_bundle(tmp_path), tmp_path / "again") == packages


def test_no_archive_tells_by_which_python_it_was_made(packages: Mapping[str, bytes]) -> None:
    data = dict(deb_members(packages[DEB]))["data.tar.xz"]
    documents = [read(data, f"./{name}") for name in members(data) if name.endswith(".gz")]
    assert documents
    for archive in [packages[ARCHIVE], *documents]:
        assert archive[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"


def test_every_file_carries_the_time_that_is_asked_for(tmp_path: Path) -> None:
    built = build(made_up_bundle(tmp_path), tmp_path / "output", SOURCE_DATE_EPOCH="1700000000")
    tars = [built[ARCHIVE], *(tar for name, tar in deb_members(built[DEB]) if ".tar" in name)]
    assert {member.mtime for tar in tars for member in members(tar).values()} == {1700000000}


def test_a_folder_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        build(tmp_path, tmp_path / "output")
    assert b"holds no PerfEval" in refusal.value.stderr
    assert not (tmp_path / "output").exists()
