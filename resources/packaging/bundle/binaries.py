"""What a program file or a library asks for: read by ``objdump`` on Linux, by ``pefile`` on Windows.

PyInstaller needs the same two, so they are there wherever a bundle is built.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

# What a file starts with.
ELF = b"\x7fELF"
PE = b"MZ"

GUI = 2
"""The subsystem of a Windows program without a console."""
ICON = 14
VERSION = 16
"""Kinds of resources of a Windows program."""

_NEEDED = re.compile(r"^ +NEEDED +(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r" GLIBC_([\d.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Binary:
    """What ``path`` asks for. ``glibc``: the newest version of the C library, () on Windows and if none."""

    path: Path
    imports: frozenset[str]
    glibc: tuple[int, ...] = ()


def is_binary(path: Path) -> bool:
    """Whether ``path`` is a program or a library of Linux or Windows."""
    with path.open("rb") as file:
        return file.read(len(ELF)).startswith((ELF, PE))


def read_binary(path: Path) -> Binary:
    """Return what ``path`` asks for."""
    with path.open("rb") as file:
        is_elf = file.read(len(ELF)) == ELF
    if is_elf:
        command = ["objdump", "-p", str(path)]
        return parsed(path, subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
    return Binary(path, _imports_of_windows(path))


def parsed(path: Path, headers: str) -> Binary:
    """Return what ``path`` asks for, as ``objdump -p`` prints it."""
    versions = [tuple(map(int, version.split("."))) for version in _GLIBC.findall(headers)]
    return Binary(path, frozenset(_NEEDED.findall(headers)), max(versions, default=()))


def _imports_of_windows(path: Path) -> frozenset[str]:
    import pefile  # noqa: PLC0415  # only there is it installed

    tables = ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
    with pefile.PE(str(path), fast_load=True) as file:
        file.parse_data_directories([pefile.DIRECTORY_ENTRY[f"IMAGE_{table}"] for table in tables])
        entries = [entry for table in tables for entry in getattr(file, table, ())]
        return frozenset(entry.dll.decode().lower() for entry in entries)


def looks_of_windows_program(path: Path) -> tuple[int, set[int]]:
    """Return the subsystem of a Windows program and the kinds of its resources."""
    import pefile  # noqa: PLC0415

    with pefile.PE(str(path), fast_load=True) as file:
        file.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]])
        resources = getattr(file, "DIRECTORY_ENTRY_RESOURCE", None)
        kinds = {entry.id for entry in resources.entries} if resources else set()
        return file.OPTIONAL_HEADER.Subsystem, kinds
