"""Is a finished bundle lean and whole? ``python check_bundle.py dist/PerfEval``, where it was made.

Prints its size with all large files and their reasons, then what is wrong: the exit code is 1 if anything is.
"""

import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import linux
import sizes
import windows
from binaries import is_binary, read_binary

LIMITS = Path(__file__).resolve().parent / "large_files.toml"

# What the hooks of PyInstaller or a careless line would bring in, by the end of the path in small letters.
FORBIDDEN = (
    "*opengl32sw*",
    "*d3dcompiler*",
    "*qt6qml*",
    "*qt6quick*",
    "*qt6opengl*",
    "*qt6pdf*",
    "*qt6virtualkeyboard*",
    "*/tls/*",
    "*/networkinformation/*",
    "*libssl*",
    "*libcrypto*",
    "*_ssl.*",
    "*readline*",
    "*/pil/*",
    "*/tests/*",
    "*/__pycache__/*",
    "*.py",
)
LICENCES = (
    "PerfEval/LICENSE",
    "Python/LICENSE.txt",
    "Python/third-party.txt",
    "PySide6/LGPL-3.0.txt",
    "PySide6/README.txt",
    "PySide6/third-party.txt",
)
TRANSLATION = "qtbase_zh_CN.qm"


def complaints_about_contents(names: list[str]) -> Iterator[str]:
    """Yield which files must not be there, and which must. ``names``: paths in the bundle."""
    for name in names:
        if any(fnmatchcase(name.lower(), pattern) for pattern in FORBIDDEN):
            yield f"{name} must not be there"
        if name.endswith(".qm") and not name.endswith("_zh_CN.qm"):
            yield f"{name} is a translation nobody sees"
    for licence in LICENCES:
        if f"_internal/licences/{licence}" not in names:
            yield f"the licence {licence} is missing"
    if not any(name.endswith(f"/{TRANSLATION}") for name in names):
        yield f"{TRANSLATION} is missing: Qt's own words would be English"


def complaints_about_links(folder: Path) -> Iterator[str]:
    """Yield which symbolic links lead nowhere or out of the bundle."""
    for path in folder.rglob("*"):
        target = path.resolve()
        if path.is_symlink() and not (target.exists() and target.is_relative_to(folder)):
            yield f"{path.relative_to(folder)} leads nowhere, or out of the bundle"


def main(argv: list[str]) -> int:
    """Check the bundle that ``argv`` names; return the exit code."""
    if len(argv) != 1:
        print("usage: check_bundle.py FOLDER", file=sys.stderr)
        return 2
    folder = Path(argv[0]).resolve()
    program = folder / "PerfEval.exe"
    system = "windows" if program.is_file() else "linux"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    contents = {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
    limits = sizes.read_limits(LIMITS, system)
    found = [read_binary(path) for path in files if is_binary(path)]
    complaints = [
        *sizes.complaints(contents, limits),
        *complaints_about_contents(list(contents)),
        *complaints_about_links(folder),
    ]
    if system == "windows":
        complaints += [*windows.complaints(folder, found), *windows.complaints_about_program(program)]
    else:
        complaints += linux.complaints(folder, found)
    print(*sizes.size_lines(contents, limits), sep="\n")
    print(*complaints or ["The bundle is lean and whole."], sep="\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
