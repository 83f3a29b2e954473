"""The check of finished bundles lets a good one pass, and names what is wrong with each bad one."""

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BUNDLE = Path(__file__).parents[2] / "resources" / "packaging" / "bundle"
LIMITS = """
[total]
windows = 30_000_000
linux = 30_000_000
[both]
"_internal/fonts/*.ttf" = "the printed form"
[windows]
"PerfEval.exe" = "the program"
[linux]
"_internal/libpython3.*.so.1.0" = "Python"
"""
OBJDUMP = """
libx.so:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libz.so.1
  NEEDED               libc.so.6
  SONAME               libx.so

Version References:
  required from libc.so.6:
    0x09691a75 0x00 03 GLIBC_2.2.5
    0x069691b4 0x00 02 GLIBC_2.34
    0x06969186 0x00 04 GLIBC_2.4
  required from libstdc++.so.6:
    0x0297f871 0x00 05 GLIBCXX_3.4.29
"""


@pytest.fixture(autouse=True)
def _tools_within_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BUNDLE)


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Return the check, with limits that suit the made-up bundle."""
    tool = import_module("check_bundle")
    limits = tmp_path / "limits.toml"
    limits.write_text(LIMITS, encoding="utf-8")
    monkeypatch.setattr(tool, "LIMITS", limits)
    return tool


@pytest.fixture
def bundle(tmp_path: Path, check: ModuleType) -> Path:
    """Return a bundle for Linux with which nothing is wrong; there is no machine code in it."""
    folder = tmp_path / "绩效 自评"
    for name in [
        "PerfEval",
        "_internal/libx.so.1",
        "_internal/PySide6/Qt/translations/qtbase_zh_CN.qm",
        *(f"_internal/licences/{licence}" for licence in check.LICENCES),
    ]:
        put(folder / name, 10)
    put(folder / "_internal/fonts/宋体.ttf", 12_900_000)
    put(folder / "_internal/libpython3.11.so.1.0", 7_700_000)
    return folder


def put(file: Path, size: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.truncate(size)


def binary(path: Path, *imports: str, glibc: tuple[int, ...] = ()) -> Any:  # noqa: ANN401  # a type of the tool
    return import_module("binaries").Binary(path, frozenset(imports), glibc)


def test_a_good_bundle_passes_and_its_large_files_are_shown_with_their_reasons(
    bundle: Path, check: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.main([str(bundle)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == f"20.6 MB of at most 30.0 in {5 + len(check.LICENCES)} files"
    assert shown[1:3] == [
        "  12.9  _internal/fonts/宋体.ttf: the printed form",
        "   7.7  _internal/libpython3.11.so.1.0: Python",
    ]


def _too_much(folder: Path) -> None:
    put(folder / "_internal/fonts/黑体.ttf", 12_900_000)


def _large_without_a_reason(folder: Path) -> None:
    put(folder / "_internal/libz.so.1", 1_000_000)


def _listed_and_missing(folder: Path) -> None:
    (folder / "_internal/libpython3.11.so.1.0").unlink()


def _software_opengl(folder: Path) -> None:
    put(folder / "_internal/PySide6/opengl32sw.dll", 10)


def _openssl(folder: Path) -> None:
    put(folder / "_internal/libssl.so.3", 10)


def _readline(folder: Path) -> None:
    put(folder / "_internal/libreadline.so.8", 10)


def _qml(folder: Path) -> None:
    put(folder / "_internal/PySide6/Qt/lib/libQt6Qml.so.6", 10)


def _another_translation(folder: Path) -> None:
    put(folder / "_internal/PySide6/Qt/translations/qtbase_de.qm", 10)


def _no_translation(folder: Path) -> None:
    (folder / "_internal/PySide6/Qt/translations/qtbase_zh_CN.qm").unlink()


def _no_licence_of_qt(folder: Path) -> None:
    (folder / "_internal/licences/PySide6/LGPL-3.0.txt").unlink()


def _no_licence_of_what_is_in_python(folder: Path) -> None:
    (folder / "_internal/licences/Python/third-party.txt").unlink()


def _library_of_the_system(folder: Path) -> None:
    put(folder / "_internal/libstdc++.so.6", 10)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_too_much, "33.5 MB in all are more than 30.0"),
        (_large_without_a_reason, "_internal/libz.so.1 has 1.0 MB for no reason that is listed"),
        (_listed_and_missing, "_internal/libpython3.*.so.1.0 is listed, but there is no such file"),
        (_software_opengl, "_internal/PySide6/opengl32sw.dll must not be there"),
        (_openssl, "_internal/libssl.so.3 must not be there"),
        (_readline, "_internal/libreadline.so.8 must not be there"),
        (_qml, "_internal/PySide6/Qt/lib/libQt6Qml.so.6 must not be there"),
        (_another_translation, "qtbase_de.qm is a translation nobody sees"),
        (_no_translation, "qtbase_zh_CN.qm is missing: Qt's own words would be English"),
        (_no_licence_of_qt, "the licence PySide6/LGPL-3.0.txt is missing"),
        (_no_licence_of_what_is_in_python, "the licence Python/third-party.txt is missing"),
        (_library_of_the_system, "libstdc++.so.6 belongs to the system and must not be brought along"),
    ],
)
def test_what_is_wrong_is_named(
    spoil: Callable[[Path], None],
    complaint: str,
    bundle: Path,
    check: ModuleType,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(bundle)
    assert check.main([str(bundle)]) == 1
    assert capsys.readouterr().out.rstrip().endswith(complaint)


@pytest.mark.skipif(os.name == "nt", reason="on Windows not everybody may make symbolic links")
def test_links_stay_inside(bundle: Path, check: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    (bundle / "_internal/libx.so").symlink_to("libx.so.1")
    assert check.main([str(bundle)]) == 0
    (bundle / "_internal/liby.so").symlink_to("liby.so.1")
    (bundle / "_internal/shell").symlink_to("/bin/sh")
    assert check.main([str(bundle)]) == 1
    outside = "leads nowhere, or out of the bundle"
    shown = capsys.readouterr().out
    assert f"_internal/liby.so {outside}" in shown
    assert f"_internal/shell {outside}" in shown


def test_what_a_library_asks_for_is_read_from_objdump(tmp_path: Path) -> None:
    read = import_module("binaries").parsed(tmp_path / "libx.so", OBJDUMP)
    assert read == binary(tmp_path / "libx.so", "libz.so.1", "libc.so.6", glibc=(2, 34))


def linux_complaints(bundle: Path, *found: object) -> Iterator[str]:
    complaints: Iterator[str] = import_module("linux").complaints(bundle, found)
    return complaints


def test_on_linux_a_library_comes_along_or_is_of_the_system(bundle: Path) -> None:
    file = bundle / "_internal" / "libx.so.1"
    good = binary(file, "libpython3.11.so.1.0", "libc.so.6", "libGL.so.1", glibc=(2, 35))
    assert not list(linux_complaints(bundle, good))
    bad = binary(file, "libQt6Qml.so.6", "libc.so.6")
    assert list(linux_complaints(bundle, bad)) == [
        "_internal/libx.so.1 wants libQt6Qml.so.6, which neither the bundle nor the system has"
    ]


def test_on_linux_nothing_asks_for_a_newer_c_library_than_ubuntu_22_04_has(bundle: Path) -> None:
    bad = binary(bundle / "_internal" / "libx.so.1", glibc=(2, 36))
    assert list(linux_complaints(bundle, bad)) == ["_internal/libx.so.1 wants glibc 2.36, newer than 2.35"]


def windows_complaints(bundle: Path, *found: object) -> list[str]:
    return list(import_module("windows").complaints(bundle, found))


@pytest.fixture
def windows_bundle(tmp_path: Path) -> Path:
    for name in ["PySide6/Qt6Core.dll", "shiboken6/MSVCP140.dll", "VCRUNTIME140.dll", "python313.dll"]:
        put(tmp_path / "_internal" / name, 10)
    return tmp_path


def test_on_windows_a_library_lies_where_windows_looks_for_it_or_is_its_own(windows_bundle: Path) -> None:
    qt = windows_bundle / "_internal" / "PySide6" / "Qt6Core.dll"
    asked = (
        "vcruntime140.dll",
        "msvcp140.dll",
        "kernel32.dll",
        "api-ms-win-crt-heap-l1-1-0.dll",
        "icuuc.dll",
    )
    assert not windows_complaints(windows_bundle, binary(qt, *asked))


@pytest.mark.parametrize("library", ["msvcp140.dll", "libwine.dll"])
def test_on_windows_a_library_elsewhere_counts_as_missing(windows_bundle: Path, library: str) -> None:
    python = windows_bundle / "_internal" / "python313.dll"
    assert windows_complaints(windows_bundle, binary(python, library)) == [
        f"_internal/python313.dll wants {library}, which is neither beside it nor Windows' own"
    ]


def test_a_program_for_windows_has_an_icon_a_version_and_no_console(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tool = import_module("windows")

    def complaints(subsystem: int, *resources: int) -> list[str]:
        monkeypatch.setattr(tool, "looks_of_windows_program", lambda _program: (subsystem, set(resources)))
        return list(tool.complaints_about_program(tmp_path / "PerfEval.exe"))

    assert not complaints(2, 14, 16, 24)
    assert complaints(3) == [
        "PerfEval.exe opens a console",
        "PerfEval.exe has no icon",
        "PerfEval.exe has no version",
    ]


def test_the_real_list_has_a_reason_for_every_file_and_the_bounds_that_were_promised() -> None:
    sizes = import_module("sizes")
    for system, total in (("windows", 110_000_000), ("linux", 150_000_000)):
        limits = sizes.read_limits(BUNDLE / "large_files.toml", system)
        assert limits.total == total
        assert all(limits.reasons.values())
