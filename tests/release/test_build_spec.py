"""What build.spec takes of what PyInstaller offers it, and what it makes of that."""

import ast
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from perfeval_desktop import __version__

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "resources" / "packaging"

Entry = tuple[str, str, str]
Made = dict[str, dict[str, Any]]
"""The arguments of each of PyInstaller's calls by its name, those without a name under "args"."""

QT = "PySide6/Qt/lib"
PLUGINS = "PySide6/Qt/plugins"
IMPORTS = {
    "QtGui.abi3.so": {"libQt6Gui.so.6", "libc.so.6"},
    "libQt6Gui.so.6": {"libQt6Core.so.6", "libfontconfig.so.1"},
    "libqxcb.so": {"libxcb-cursor.so.0"},
    "libcupsprintersupport.so": {"libcups.so.2"},
    "libcups.so.2": {"libgnutls.so.30"},
    "libqgtk3.so": {"libgtk-3.so.0"},
}
"""Which libraries a file asks for, by its name."""

BINARIES: list[Entry] = [
    ("PySide6/QtGui.abi3.so", "QtGui.abi3.so", "EXTENSION"),
    (f"{QT}/libQt6Gui.so.6", "libQt6Gui.so.6", "BINARY"),
    (f"{QT}/libQt6Core.so.6", "libQt6Core.so.6", "BINARY"),
    (f"{QT}/libQt6Qml.so.6", "libQt6Qml.so.6", "BINARY"),
    (f"{PLUGINS}/platforms/libqxcb.so", "libqxcb.so", "BINARY"),
    (f"{PLUGINS}/platformthemes/libqgtk3.so", "libqgtk3.so", "BINARY"),
    (f"{PLUGINS}/printsupport/libcupsprintersupport.so", "libcupsprintersupport.so", "BINARY"),
    ("libxcb-cursor.so.0", "libxcb-cursor.so.0", "BINARY"),
    ("libfontconfig.so.1", "libfontconfig.so.1", "BINARY"),
    ("libcups.so.2", "libcups.so.2", "BINARY"),
    ("libgnutls.so.30", "libgnutls.so.30", "BINARY"),
    ("libgtk-3.so.0", "libgtk-3.so.0", "BINARY"),
    ("pypdfium2_raw/pdfium.dll", "pdfium.dll", "BINARY"),  # that of Linux would be stripped
    ("shiboken6/msvcp140.dll", "shiboken6/msvcp140.dll", "BINARY"),
]
DATA: list[Entry] = [
    ("PySide6/Qt/translations/qtbase_zh_CN.qm", "qtbase_zh_CN.qm", "DATA"),
    ("PySide6/Qt/translations/qtbase_de.qm", "qtbase_de.qm", "DATA"),
    ("libQt6Gui.so.6", f"{QT}/libQt6Gui.so.6", "SYMLINK"),
    ("libQt6Qml.so.6", f"{QT}/libQt6Qml.so.6", "SYMLINK"),
]


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Made]:
    """Return what carries the spec out, with PyInstaller's part played by what writes down its arguments."""
    made: Made = {}

    def note(name: str) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            made[name] = {"args": args, **options}
            return SimpleNamespace(pure=[], scripts=[], binaries=BINARIES, datas=DATA)

        return call

    def tree(folder: str, *, prefix: str, excludes: Iterable[str]) -> list[Entry]:
        made["Tree"] = {"folder": folder, "excludes": excludes}
        return [(f"{prefix}/icons/app.svg", folder, "DATA")]

    def read_binary(path: Path) -> object:
        return SimpleNamespace(imports=frozenset(IMPORTS.get(path.name, ())))

    def licence_files(_sources: Iterable[Path]) -> list[Entry]:
        return [("licences/x", "x", "DATA")]

    def carried_out(*arguments: str, system: str = "linux") -> Made:
        monkeypatch.setattr(sys, "argv", ["build.spec", *arguments])
        monkeypatch.syspath_prepend(PACKAGING / "bundle")
        monkeypatch.syspath_prepend(PACKAGING / "licences")
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(import_module("contents"), "read_binary", read_binary)
        monkeypatch.setattr(import_module("licences"), "licence_files", licence_files)
        of_windows = SimpleNamespace(versioninfo=_VersionInfo())
        monkeypatch.setitem(sys.modules, "PyInstaller.utils.win32", of_windows)
        given = {"SPECPATH": str(ROOT), "workpath": str(tmp_path), "Tree": tree}
        calls = {name: note(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT")}
        made["spec"] = runpy.run_path(str(ROOT / "build.spec"), given | calls)
        return made

    return carried_out


class _VersionInfo:
    """Stands for the module that is only there with PyInstaller: what is made is what it is made of."""

    def __getattr__(self, name: str) -> Callable[..., tuple[object, ...]]:
        return lambda *args, **options: (name, *args, *options.values())


def places(entries: Iterable[Entry]) -> set[str]:
    return {place for place, _, _ in entries}


def test_of_the_libraries_those_go_in_that_something_in_use_asks_for(build: Callable[..., Made]) -> None:
    _, binaries, _ = build()["COLLECT"]["args"]
    assert places(binaries) == {
        "PySide6/QtGui.abi3.so",
        f"{QT}/libQt6Gui.so.6",
        f"{QT}/libQt6Core.so.6",
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/printsupport/libcupsprintersupport.so",
        "libxcb-cursor.so.0",
        "pypdfium2_raw/pdfium.dll",
    }


def test_on_windows_every_copy_of_a_library_goes_in_whatever_the_case_of_its_name(
    build: Callable[..., Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(IMPORTS, "QtGui.abi3.so", {"msvcp140.dll"})
    more = [*BINARIES, ("PySide6/MSVCP140.dll", "MSVCP140.dll", "BINARY")]
    monkeypatch.setattr(sys.modules[__name__], "BINARIES", more)
    _, binaries, _ = build(system="win32")["COLLECT"]["args"]
    assert {"shiboken6/msvcp140.dll", "PySide6/MSVCP140.dll"} < places(binaries)


def test_of_the_data_go_in_the_resources_the_licences_one_translation_and_links_that_lead_somewhere(
    build: Callable[..., Made],
) -> None:
    made = build()
    _, _, data = made["COLLECT"]["args"]
    assert places(data) == {
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "libQt6Gui.so.6",
        "perfeval_resources/icons/app.svg",
        "licences/x",
    }
    assert Path(made["Tree"]["folder"]) == ROOT / "resources" / "perfeval_resources"


def test_what_comes_with_names_for_debuggers_loses_them_and_nothing_else_does(
    build: Callable[..., Made], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = tmp_path / "as installed"
    source.write_bytes(b"code and names")
    python = {"libpython3.13.so.1.0", "python3.13/lib-dynload/_decimal.so"}
    named = python | {"pypdfium2_raw/libpdfium.so", f"{QT}/libicui18n.so.73"}
    others = {"PySide6/QtSvg.abi3.so", "pypdfium2_raw/pdfium.dll"}
    entries = [(name, str(source), "EXTENSION") for name in named | others]

    def strip(command: list[str | Path], *, check: bool) -> None:
        assert check
        Path(command[-1]).write_bytes(b"code")

    monkeypatch.setattr(subprocess, "run", strip)
    monkeypatch.setattr(sys.modules[__name__], "BINARIES", entries)
    _, binaries, _ = build()["COLLECT"]["args"]
    contents = {name: Path(file).read_bytes() for name, file, _ in binaries}
    assert contents == dict.fromkeys(named, b"code") | dict.fromkeys(others, b"code and names")
    assert source.read_bytes() == b"code and names"


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_the_program_is_a_folder_and_has_no_console(build: Callable[..., Made], system: str) -> None:
    made = build(system=system)
    exe = made["EXE"]
    assert (exe["name"], exe["contents_directory"], exe["console"]) == ("PerfEval", "_internal", False)
    assert exe["exclude_binaries"]
    assert made["COLLECT"]["name"] == "PerfEval"


def test_a_switch_makes_it_one_file_with_the_same_contents(build: Callable[..., Made]) -> None:
    folder = build()["COLLECT"]["args"][1:]
    made = build("--onefile")
    assert made["EXE"]["args"][2:] == folder
    assert not made["EXE"]["exclude_binaries"]


def test_windows_shows_icon_names_and_the_version_of_the_package(build: Callable[..., Made]) -> None:
    exe = build(system="win32")["EXE"]
    assert Path(exe["icon"]).is_file()
    _, (_, *numbers), (strings, languages) = exe["version"]
    for four in numbers:
        assert ".".join(map(str, four)) == f"{__version__}.0"
    ((_, table, named),) = strings[1]
    assert table == "080404B0"
    shown = {name: value for _, name, value in named}
    assert shown["ProductName"] == "绩效自评"
    assert shown["FileVersion"] == shown["ProductVersion"] == __version__
    assert languages[1] == [("VarStruct", "Translation", [0x0804, 1200])]


def test_the_files_that_the_spec_names_are_there(build: Callable[..., Made]) -> None:
    analysis = build()["Analysis"]
    (script,) = analysis["args"][0]
    assert all(Path(file).is_file() for file in [script, *analysis["runtime_hooks"]])
    assert all((Path(folder)).is_dir() for folder in analysis["pathex"])


def test_the_package_of_the_resources_goes_in_though_nobody_imports_it(build: Callable[..., Made]) -> None:
    assert "perfeval_resources" in build()["Analysis"]["hiddenimports"]


def test_the_program_imports_none_of_the_modules_that_are_left_out(build: Callable[..., Made]) -> None:
    left_out = set(build()["spec"]["UNUSED_MODULES"])
    for file in [*(ROOT / "perfeval_desktop").rglob("*.py"), *(ROOT / "ui" / "perfeval_ui").rglob("*.py")]:
        assert left_out.isdisjoint(_imported(file)), file


def _imported(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
