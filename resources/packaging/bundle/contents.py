"""Which of the files that PyInstaller offers go into a bundle: what is loaded by name, and what that imports.

``build.spec`` says what is loaded by name; the rest follows from the files themselves.
"""

import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from binaries import read_binary
from linux import OF_THE_SYSTEM

Entry = tuple[str, str, str]
"""A file as PyInstaller has it: its place in the bundle, where it comes from, and its kind."""


@dataclass(frozen=True, slots=True)
class LoadedByName:
    """What nobody imports and the program loads all the same, besides Python's own extension modules.

    ``plugins`` of Qt as folder/plugin, without what the system puts before and after the name;
    ``beginnings`` of the names of other libraries.
    """

    plugins: Collection[str]
    beginnings: tuple[str, ...]

    def holds(self, entry: Entry) -> bool:
        """Whether a binary is loaded by name."""
        place, _, kind = entry
        plugin = _qt_plugin(PurePath(place))
        if plugin:
            return plugin in self.plugins
        return kind == "EXTENSION" or PurePath(place).name.startswith(self.beginnings)


def _qt_plugin(place: PurePath) -> str | None:
    """Return ``folder/plugin`` if the file is a plugin of Qt."""
    return f"{place.parts[-2]}/{place.stem.removeprefix('lib')}" if "plugins" in place.parts else None


def needed_binaries(offered: Collection[Entry], loaded: LoadedByName) -> list[Entry]:
    """Return the binaries that are loaded by name, and those that these import, directly or not.

    Every copy of a library is kept: Windows looks for it beside the file that imports it.
    """
    kept: set[Entry] = set()
    added = {entry for entry in offered if loaded.holds(entry)}
    while added:
        kept |= added
        imported = {name for _, file, _ in added for name in read_binary(Path(file)).imports} - OF_THE_SYSTEM
        added = {entry for entry in offered if _library_name(entry) in imported} - kept
    return sorted(kept)


def _library_name(entry: Entry) -> str:
    """Return the name by which a library is asked for; on Windows it has no case."""
    name = PurePath(entry[0]).name
    return name.lower() if sys.platform == "win32" else name


def without_symbols(binaries: Iterable[Entry], folder: Path) -> Iterator[Entry]:
    """Yield the binaries; instead of those that come with symbols, copies in ``folder`` without.

    These are names for debuggers: of Python up to two thirds of a file, 2.6 MB of PDFium and ICU. Most wheels
    come without.
    """
    for place, file, kind in binaries:
        if _has_symbols(PurePath(place)):
            stripped = folder / place
            stripped.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, stripped)
            subprocess.run(["strip", "--strip-unneeded", stripped], check=True)  # noqa: S603, S607  # binutils
            yield place, str(stripped), kind
        else:
            yield place, file, kind


def _has_symbols(place: PurePath) -> bool:
    return "lib-dynload" in place.parts or place.name.startswith(("libpython", "libpdfium.so", "libicu"))


def needed_data(offered: Iterable[Entry], binaries: Iterable[Entry], translation: str) -> list[Entry]:
    """Return the data that are used: of Qt's translations one, of the links those that lead somewhere."""
    targets = {PurePath(place).as_posix() for place, _, _ in binaries}
    return [
        (place, file, kind)
        for place, file, kind in offered
        if not ("translations" in PurePath(place).parts and not place.endswith(translation))
        and not (kind == "SYMLINK" and file not in targets)
    ]
