"""Nothing goes into a bundle without its licence."""

import re
from importlib import import_module
from importlib.metadata import Distribution, distribution
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
LICENCES = ROOT / "resources" / "packaging" / "licences"
LOCK = (ROOT / "requirements" / "runtime.lock").read_text(encoding="utf-8")
LOCKED = re.findall(r"^([\w.-]+)(?:\[.*\])?==", LOCK, re.MULTILINE)


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(LICENCES)
    return import_module("licences")


@pytest.mark.parametrize("name", LOCKED)
def test_every_package_of_the_program_has_a_licence(tool: ModuleType, name: str) -> None:
    assert sum(file.stat().st_size for _, file in tool.licences_of(distribution(name))) > 500


def test_a_package_without_one_stops_the_build(tool: ModuleType) -> None:
    bare = SimpleNamespace(name="bare", files=[], locate_file=Path)
    with pytest.raises(LookupError, match="bare comes without a licence"):
        tool.licences_of(bare)


def test_the_packages_are_those_that_the_files_come_from(tool: ModuleType) -> None:
    peewee, reportlab = distribution("peewee"), distribution("reportlab")
    files = {_module(peewee, "peewee.py"), _module(reportlab, "reportlab/pdfbase/pdfdoc.py")}
    assert {package.name for package in tool.packages_of(files)} - {tool.STARTER} == {"peewee", "reportlab"}


def test_a_bundle_gets_the_licences_of_program_fonts_python_and_packages(tool: ModuleType) -> None:
    entries = tool.licence_files([_module(distribution("PySide6_Essentials"), "PySide6/__init__.py")])
    places = {place for place, _, _ in entries}
    assert places >= {
        "licences/PerfEval/LICENSE",
        "licences/PerfEval/fonts/OFL.txt",
        "licences/PerfEval/fonts/LICENSE-DejaVu.txt",
        "licences/PerfEval/pinyin/LICENSE-pypinyin.txt",
        "licences/Python/LICENSE.txt",
        "licences/Python/third-party.txt",
        "licences/Python/HACL.txt",
        "licences/PySide6/LGPL-3.0.txt",
        "licences/PySide6/GPL-3.0.txt",
        "licences/PySide6/README.txt",
        "licences/PySide6/third-party.txt",
    }
    assert not any(place.startswith("licences/reportlab/") for place in places)
    assert all(Path(file).is_file() for _, file, _ in entries)


@pytest.mark.parametrize(
    ("file", "parts"),
    [
        ("Python/third-party.txt", ["expat", "libmpdec", "libffi", "zlib", "mimalloc"]),
        ("Python/HACL.txt", ["INRIA", "Apache License"]),
        ("PySide6/third-party.txt", ["PCRE2", "MD4C", "V8 project", "TinyCBOR", "XSVG", "IAccessible2"]),
    ],
)
def test_the_texts_that_are_kept_name_what_python_and_qt_contain(file: str, parts: list[str]) -> None:
    text = (LICENCES / file).read_text(encoding="utf-8")
    assert [part for part in parts if part not in text] == []


@pytest.fixture
def dpkg(tool: ModuleType, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return by path the lines with which dpkg answers when it is asked for exactly that path."""
    lines: dict[str, str] = {}

    def run(command: list[str], **_options: object) -> object:
        return SimpleNamespace(stdout="".join(lines.get(path, "") for path in command))

    monkeypatch.setattr(tool.subprocess, "run", run)
    return lines


def test_a_library_of_the_system_belongs_to_the_package_that_holds_its_very_path(
    tool: ModuleType, dpkg: dict[str, str]
) -> None:
    glib, z = "/usr/lib/x/libglib-2.0.so.0.74", "/usr/lib/x/libz.so.1"
    diverted = f"diversion by other from: {glib}\ndiversion by other to: {glib}.old\n"
    dpkg |= {
        glib: f"{diverted}libglib2.0-0:amd64: {glib}\n",
        "/lib/x/libz.so.1": "zlib1g:amd64, zlib1g:i386: /lib/x/libz.so.1\n",
        "*/libz.so.1": "stranger: /opt/stranger/libz.so.1\n",
    }
    assert tool.owners_of({glib, z}) == {"libglib2.0-0", "zlib1g"}


def test_a_library_of_nobody_stops_the_build(tool: ModuleType, dpkg: dict[str, str]) -> None:
    dpkg["/usr/lib/liba.so"] = "a: /usr/lib/liba.so\n"
    with pytest.raises(LookupError, match=r"^/usr/lib/libb\.so: of no package"):
        tool.owners_of({"/usr/lib/liba.so", "/usr/lib/libb.so"})


def _module(package: Distribution, name: str) -> Path:
    return Path(str(package.locate_file(name))).resolve()
