"""The indicator library: what comes with the program, and what a unit has put into its own folder.

A file that cannot be used is told with its reason and leaves the others alone; it is never written over.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.domain.library_indicator import LibraryIndicator, library_text, read_library
from perfeval_desktop.errors import LibraryError, OutputError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.own_places import make_folder
from perfeval_desktop.regular_files import check_regular
from perfeval_desktop.summary_texts import searchable

# The field of what the unit has added from its forms, and the file it stands in.
OWN_FIELD = "本单位"
_OWN_FILE = "own.toml"
_LARGEST = 1_000_000


class Library(NamedTuple):
    """What a library holds: the indicators, the unit's own first, and what is wrong with which of its files.

    ``own`` are those that can be removed again.
    """

    indicators: tuple[LibraryIndicator, ...]
    own: tuple[LibraryIndicator, ...]
    troubles: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields, in their order."""
        return tuple(dict.fromkeys(one.field for one in self.indicators))

    def found(self, words: str, *, field: str = "") -> list[LibraryIndicator]:
        """Return the indicators of ``field`` (of all, if ``""``) that each of ``words`` is said of.

        Blanks stand between words; what is looked through are names of indicator, levels and field.
        """
        wanted = searchable(words).split()
        return [
            one
            for one in self.indicators
            if (not field or one.field == field) and all(_mentions(one, word) for word in wanted)
        ]


def _mentions(one: LibraryIndicator, word: str) -> bool:
    """Whether a word is said of an indicator: the one place that knows what matching is."""
    return word in searchable(f"{one.name}\n{one.level1}\n{one.level2}\n{one.field}")


def library(folder: Path) -> Library:
    """Return the library with the files of the unit in ``folder``, which need not be there."""
    own: tuple[LibraryIndicator, ...] = ()
    given: list[LibraryIndicator] = []
    troubles: list[str] = []
    for path in _own_files(folder, troubles):
        try:
            found = _read(path)
        except LibraryError as error:
            troubles.append(str(error))
        else:
            if path.name == _OWN_FILE:
                own = found
            else:
                given.extend(found)
    return Library((*own, *given, *_built_in()), own, tuple(troubles))


def add_own(folder: Path, indicators: Sequence[LibraryIndicator]) -> None:
    """Put ``indicators`` into the unit's own file in ``folder``, each in the place of one of the same name.

    Of several that come with one name the last is kept. Raises :class:`LibraryError` where that file is
    broken, :class:`OutputError` where it cannot be written.
    """
    new = {one.name: one for one in indicators}
    _write(folder, [*(one for one in _own(folder) if one.name not in new), *new.values()])


def remove_own(folder: Path, indicators: Iterable[LibraryIndicator]) -> None:
    """Take ``indicators`` out of the unit's own file in ``folder``; raises as :func:`add_own`."""
    gone = {one.name for one in indicators}
    _write(folder, [one for one in _own(folder) if one.name not in gone])


def _own(folder: Path) -> tuple[LibraryIndicator, ...]:
    path = folder / _OWN_FILE
    return _read(path) if long_path(path).exists() else ()


def _write(folder: Path, indicators: Sequence[LibraryIndicator]) -> None:
    path = folder / _OWN_FILE
    try:
        make_folder(folder, with_parents=True)
    except OSError as error:
        raise OutputError(f"指标没有保存到“{path}”：{error.strerror}。请检查文件夹的权限。") from error
    write_atomically(path, library_text(OWN_FIELD, indicators).encode())


def _own_files(folder: Path, troubles: list[str]) -> Iterator[Path]:
    """Yield the files in the unit's folder, its own one first."""
    try:
        there = [one for one in long_path(folder).iterdir() if one.suffix == ".toml"]
    except FileNotFoundError:
        return
    except OSError as error:
        troubles.append(f"指标库文件夹“{folder}”无法读取：{error.strerror}。请检查文件夹的权限。")
        return
    yield from sorted(there, key=lambda one: (one.name != _OWN_FILE, one.name))


def _read(path: Path) -> tuple[LibraryIndicator, ...]:
    try:
        check_regular(path)
        with long_path(path).open("rb") as stream:
            # Of whatever size it is, no more is read than a library can be.
            data = stream.read(_LARGEST + 1)
        text = "" if len(data) > _LARGEST else data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(
            f"指标库文件“{path.name}”无法读取：{error}。"
            f"请检查文件（应为 UTF-8 文本），或把它移出“{path.parent}”。"
        ) from error
    if len(data) > _LARGEST:
        raise LibraryError(f"指标库文件“{path.name}”太大，不像是指标库。请检查文件。")
    return read_library(text, source=path.name)


@cache
def _built_in() -> tuple[LibraryIndicator, ...]:
    """Return what comes with the program; a test holds that all of it can be read."""
    folder: Traversable = files("perfeval_resources") / "indicators"
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return tuple(
        each for one in found for each in read_library(one.read_text(encoding="utf-8"), source=one.name)
    )
