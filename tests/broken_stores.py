"""Ways in which a store breaks in offices, for the tests and for trying by eye.

``python tests/broken_stores.py KIND STORE`` breaks a store of your own, with nobody at work on it.
"""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

PAGE = 4096


def empty(path: Path) -> None:
    """Leave nothing in it, as a power cut or a broken synchronisation does."""
    path.write_bytes(b"")


def truncate(path: Path) -> None:
    """Leave the first third of it."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 3])


def zero_header(path: Path) -> None:
    """Overwrite the header with zeros."""
    content = path.read_bytes()
    path.write_bytes(bytes(100) + content[100:])


def scribble(path: Path) -> None:
    """Overwrite the page with the first rows of the forms by noise."""
    overwrite(path, page_of(path, "row"))


def page_of(path: Path, table: str) -> int:
    """Return a page, counted from 1, that holds rows of ``table``: its root, or the first below that."""
    root, content = root_of(path, table), path.read_bytes()
    at = (root - 1) * PAGE
    is_leaf = content[at] == 0x0D
    if is_leaf:
        return root
    cell = int.from_bytes(content[at + 12 : at + 14])
    number: int = int.from_bytes(content[at + cell : at + cell + 4])
    return number


def root_of(path: Path, name: str) -> int:
    """Return the root page of a table or an index."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (root,) = connection.execute(query, (name,)).fetchone()
    return int(root)


def overwrite(path: Path, page: int, noise: bytes = b"\xa5") -> None:
    """Overwrite a page, counted from 1."""
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = noise * PAGE
    path.write_bytes(content)


def put_text(path: Path) -> None:
    """Put the page of an unreachable server in its place, as some synchronising programs do."""
    path.write_text("<html><body>502 同步失败，请稍后再试</body></html>\n" * 40, encoding="utf-8")


def put_other_database(path: Path) -> None:
    """Put another program's database in its place."""
    path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.execute("INSERT INTO songs VALUES ('茉莉花')")


def put_older_copy(path: Path) -> None:
    """Put the oldest backup over it."""
    shutil.copyfile(min(backups(path), key=_revision), path)


def put_folder(path: Path) -> None:
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()
    (path / "读我.txt").write_text("别人的文件", encoding="utf-8")


def remove(path: Path) -> None:
    """Delete it; its backups stay."""
    path.unlink()


def remove_place(path: Path) -> None:
    """Take the folder it lies in away, as a stick is."""
    path.parent.rename(path.parent.with_name(f"{path.parent.name} 拔掉了"))


def lay_strange_journal(path: Path) -> None:
    """Lay the journal of another store beside it, left by a crash, and break the store itself."""
    other = path.with_name("别的.perfeval")
    shutil.copyfile(path, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA user_version=99")
        connection.execute("UPDATE row SET cells = 'half written' || cells || cells || cells")
        shutil.copyfile(beside(other, "-journal"), beside(path, "-journal"))
        connection.rollback()
    other.unlink()
    overwrite(path, 2)
    # So many transactions later: the journal is not this file's.
    content = bytearray(path.read_bytes())
    content[24:28] = content[92:96] = (1 << 20).to_bytes(4)
    path.write_bytes(content)


def forbid(path: Path) -> None:
    """Let nobody read it."""
    path.chmod(0)


KINDS: Mapping[str, Callable[[Path], None]] = {
    one.__name__: one
    for one in (
        *(empty, truncate, zero_header, scribble, put_text, put_other_database, put_older_copy),
        *(put_folder, remove, remove_place, lay_strange_journal, forbid),
    )
}


def beside(path: Path, suffix: str) -> Path:
    """Return what lies beside a store under its name and more."""
    return path.with_name(path.name + suffix)


def backups(path: Path) -> list[Path]:
    """Return the backups beside a store."""
    return list(path.with_name(f"{path.stem} 备份").iterdir())


def _revision(backup: Path) -> int:
    return int(backup.name.split("-r")[-1].split("-")[0])


if __name__ == "__main__":
    KINDS[sys.argv[1]](Path(sys.argv[2]))
