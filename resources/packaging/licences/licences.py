"""Which licences belong to what is in a bundle; ``build.spec`` copies them to ``_internal/licences``.

One folder for each: the program, Python, every Python package of which a file was collected. On Debian
and its kin one more holds a file for every package of the system of which a library was.
"""

import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]

FOLDER = "licences"

# Wheels without a licence in them; the texts are here.
KEPT_HERE = {"PySide6_Essentials": "PySide6", "shiboken6": "PySide6"}

# What the executable file begins with is its.
STARTER = "pyinstaller"

_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_COMMON = re.compile(r"/usr/share/common-licenses/([\w.+-]*\w)")


def licence_files(collected: Iterable[Path]) -> list[tuple[str, str, str]]:
    """Return entries (place in the bundle, file, kind) as PyInstaller wants them.

    ``collected``: the files in the bundle, where they come from. ``LookupError`` if a package has no licence.
    """
    sources = {path.resolve() for path in collected}
    found = [
        *_of_the_program(),
        *_of_python(),
        *(entry for package in packages_of(sources) for entry in licences_of(package)),
        *_of_the_system(sources),
    ]
    return sorted({(f"{FOLDER}/{place}", str(file), "DATA") for place, file in found})


def packages_of(sources: set[Path]) -> list[Distribution]:
    """Return the installed packages that the files belong to."""
    return [
        package
        for package in distributions()
        if package.name == STARTER
        or not sources.isdisjoint(
            Path(str(package.locate_file(file))).resolve() for file in package.files or ()
        )
    ]


def licences_of(package: Distribution) -> list[tuple[str, Path]]:
    """Return places and files of a package's licences; ``LookupError`` if there are none."""
    folder = KEPT_HERE.get(package.name)
    if folder:
        return kept_in(folder)
    found = [
        (f"{package.name}/{_place(file)}", Path(str(package.locate_file(file))))
        for file in package.files or ()
        if file.parts[0].endswith(".dist-info") and _LICENCE.match(file.parts[1])
    ]
    if not found:
        raise LookupError(f"{package.name} comes without a licence; add it below {HERE}.")
    return found


def kept_in(folder: str) -> list[tuple[str, Path]]:
    """Return places and files of the texts that stand here."""
    return [(f"{folder}/{file.name}", file) for file in (HERE / folder).iterdir()]


def _place(file: PurePosixPath) -> PurePosixPath:
    inside = PurePosixPath(*file.parts[1:])
    return inside.relative_to("licenses") if inside.parts[0] == "licenses" else inside


def _of_the_program() -> Iterator[tuple[str, Path]]:
    yield "PerfEval/LICENSE", ROOT / "LICENSE"
    resources = ROOT / "resources" / "perfeval_resources"
    for file in (*resources.glob("fonts/*.txt"), *resources.glob("pinyin/LICENSE*.txt")):
        yield f"PerfEval/{file.relative_to(resources).as_posix()}", file


def _of_python() -> list[tuple[str, Path]]:
    """Return Python's own licence, and those of the software inside it, which that does not name."""
    library = Path(sysconfig.get_path("stdlib"))
    for folder in (library, library.parent):
        if (folder / "LICENSE.txt").is_file():
            return [("Python/LICENSE.txt", folder / "LICENSE.txt"), *kept_in("Python")]
    raise LookupError(f"Python comes without a licence: there is no LICENSE.txt in {library} or above it.")


def _of_the_system(sources: set[Path]) -> Iterator[tuple[str, Path]]:
    """Yield the copyright files of Debian packages, and the licences they refer to by a path."""
    libraries = {str(path) for path in sources if ".so" in path.suffixes and path.is_relative_to("/usr/lib")}
    if not libraries or not shutil.which("dpkg-query"):
        return
    yield from kept_in("Debian")
    for package in owners_of(libraries):
        file = Path("/usr/share/doc") / package / "copyright"
        yield f"Debian/{package}.txt", file
        for name in _COMMON.findall(file.read_text(encoding="utf-8")):
            yield f"Debian/common-licenses/{name}", Path("/usr/share/common-licenses") / name


def owners_of(libraries: set[str]) -> set[str]:
    """Return the system's packages that hold the libraries, given by their paths below ``/usr/lib``.

    ``LookupError`` if a library belongs to none.
    """
    # /lib is a link to /usr/lib, and packages name their files by either; so half of the paths are not found.
    paths = [name for library in sorted(libraries) for name in (library, library.removeprefix("/usr"))]
    command = ["dpkg-query", "--search", *paths]
    english = os.environ | {"LC_ALL": "C"}
    shown = subprocess.run(  # noqa: S603  # no shell
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=english
    )
    found = [
        line.rpartition(": ")
        for line in shown.stdout.splitlines()
        if not line.startswith(("diversion by ", "local diversion "))
    ]
    if unknown := libraries - {f"/usr{path.removeprefix('/usr')}" for _, _, path in found}:
        raise LookupError(f"{', '.join(sorted(unknown))}: of no package of the system; whose licence?")
    return {owner.partition(":")[0] for owners, _, _ in found for owner in owners.split(", ")}
