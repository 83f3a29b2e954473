"""What a bundle for Windows may ask of the system, and what its program must look like from outside."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from binaries import GUI, ICON, VERSION, Binary, looks_of_windows_program

# Windows 10 1809 and later have them all; the patterns are for whole families.
OF_WINDOWS = (
    "api-ms-win-*.dll",
    "kernel32.dll ntdll.dll advapi32.dll userenv.dll version.dll rpcrt4.dll secur32.dll authz.dll bcrypt.dll",
    "user32.dll gdi32.dll comctl32.dll comdlg32.dll shell32.dll shlwapi.dll ole32.dll oleaut32.dll imm32.dll",
    "uxtheme.dll dwmapi.dll dwrite.dll dxgi.dll d3d9.dll d3d11.dll d3d12.dll uiautomationcore.dll icuuc.dll",
    "ws2_32.dll iphlpapi.dll dnsapi.dll winhttp.dll netapi32.dll mpr.dll wtsapi32.dll setupapi.dll winmm.dll",
    "winspool.drv",
)
_PATTERNS = [pattern for line in OF_WINDOWS for pattern in line.split()]

# PySide6 adds both to the folders in which Windows looks for what it imports.
_OF_QT = ("_internal/PySide6", "_internal/shiboken6")


def complaints(folder: Path, binaries: Sequence[Binary]) -> Iterator[str]:
    """Yield which imports of the binaries Windows will not find."""
    brought = {(path.parent, path.name.lower()) for path in folder.rglob("*") if path.is_file()}
    for binary in binaries:
        name = binary.path.relative_to(folder)
        folders = [binary.path.parent, folder / "_internal"]
        if name.as_posix().startswith(_OF_QT):
            folders += [folder / place for place in _OF_QT]
        for library in sorted(binary.imports):
            if any((place, library) in brought for place in folders):
                continue
            if not any(fnmatchcase(library, pattern) for pattern in _PATTERNS):
                yield f"{name} wants {library}, which is neither beside it nor Windows' own"


def complaints_about_program(program: Path) -> Iterator[str]:
    """Yield what is missing from the program file itself."""
    subsystem, resources = looks_of_windows_program(program)
    if subsystem != GUI:
        yield f"{program.name} opens a console"
    if ICON not in resources:
        yield f"{program.name} has no icon"
    if VERSION not in resources:
        yield f"{program.name} has no version"
