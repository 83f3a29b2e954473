"""What Windows shows in the properties of the program's file, as PyInstaller wants it."""

from collections.abc import Mapping

# 0804: simplified Chinese; 04B0 = 1200: Unicode.
TABLE = "080404B0"
TRANSLATION = [0x0804, 1200]


def version_resource(version: str, shown: Mapping[str, str]) -> object:
    """Return the version, and what is shown by the names that Windows has for it."""
    from PyInstaller.utils.win32 import versioninfo as win  # noqa: PLC0415  # only there when a bundle is built

    numbers = (*map(int, version.split(".")), 0)
    strings = {**shown, "FileVersion": version, "ProductVersion": version}
    table = win.StringTable(TABLE, [win.StringStruct(*item) for item in strings.items()])
    return win.VSVersionInfo(
        ffi=win.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            win.StringFileInfo([table]),
            win.VarFileInfo([win.VarStruct("Translation", TRANSLATION)]),
        ],
    )
