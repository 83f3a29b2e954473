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
LOCKED = re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)


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
        "licences/Python/LICENSE.txt",
        "licences/PySide6/LGPL-3.0.txt",
        "licences/PySide6/GPL-3.0.txt",
        "licences/PySide6/README.txt",
    }
    assert not any(place.startswith("licences/reportlab/") for place in places)
    assert all(Path(file).is_file() for _, file, _ in entries)


def _module(package: Distribution, name: str) -> Path:
    return Path(str(package.locate_file(name))).resolve()
