"""Archives that come out the same, byte for byte: names sorted, one time, one owner, modes by name.

A tree maps the path inside the package to a file on disk, to its content, or to a link.
Modes come from the names alone, because a bundle that was carried between machines may have lost them.
"""

import gzip
import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

EXECUTABLES: Final = frozenset({"PerfEval", "install.sh"})


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link to ``target``, relative to its own folder."""

    target: str


Source = Path | bytes | Link
Tree = Mapping[str, Source]


def tree_of(folder: Path) -> dict[str, Source]:
    """Return all files and links of ``folder`` by their paths inside it; empty folders are left out."""
    return {
        path.relative_to(folder).as_posix(): Link(str(path.readlink())) if path.is_symlink() else path
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def content(source: Path | bytes) -> bytes:
    """Return the bytes that a file of a tree holds."""
    return source if isinstance(source, bytes) else source.read_bytes()


def tar(tree: Tree, *, time: int, prefix: str = "") -> bytes:
    """Return the tree and its folders as a tar file.

    ``time``: of every member, in seconds since 1970. ``prefix``: put before every name.
    """
    folders = {str(parent) for name in tree for parent in PurePosixPath(name).parents} - {"."}
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name in sorted(folders | tree.keys()):
            member = tarfile.TarInfo(prefix + name)
            member.mtime, member.uname, member.gname = time, "root", "root"
            member.mode = 0o755 if name in folders or PurePosixPath(name).name in EXECUTABLES else 0o644
            source = tree.get(name)
            if source is None:
                member.type = tarfile.DIRTYPE
                archive.addfile(member)
            elif isinstance(source, Link):
                member.type, member.linkname, member.mode = tarfile.SYMTYPE, source.target, 0o777
                archive.addfile(member)
            else:
                data = content(source)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def gzipped(data: bytes) -> bytes:
    """Return the data compressed; ``gzip.compress`` would name another system with each Python."""
    stream = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as file:
        file.write(data)
    return stream.getvalue()
