"""What menus, file managers and software centres of Linux read is in step with the program."""

import re
from collections.abc import Mapping
from configparser import ConfigParser
from xml.etree import ElementTree as ET

import pytest

from linux_bundle import APP, LINUX, ROOT
from perfeval_desktop import __version__
from perfeval_desktop.paths import PACKAGE_SUFFIX, STORE_SUFFIX

SHARE = LINUX / "share"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def xml(path: str) -> ET.Element:
    return ET.parse(SHARE / path).getroot()  # noqa: S314  # our own file


@pytest.fixture(scope="module")
def desktop_file() -> Mapping[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their capitals
    parser.read(SHARE / "applications" / f"{APP}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_newest_release_of_the_metainfo_is_this_version() -> None:
    release = xml(f"metainfo/{APP}.metainfo.xml").findall("releases/release")[0]
    assert release.get("version") == __version__
    heading = re.search(
        rf"^## {re.escape(__version__)}\W.*$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert heading is not None
    day = re.search(r"\d{4}-\d\d-\d\d", heading[0])
    assert day is None or release.get("date") == day[0]


def test_window_menu_and_metainfo_name_one_application(desktop_file: Mapping[str, str]) -> None:
    metainfo = xml(f"metainfo/{APP}.metainfo.xml")
    assert metainfo.findtext("id") == APP
    assert metainfo.findtext("launchable") == f"{APP}.desktop"
    assert metainfo.findtext("name") == desktop_file["Name"] == "绩效自评"
    assert metainfo.findtext("summary") == desktop_file["Comment"]
    assert desktop_file["Icon"] == APP
    dressing = (ROOT / "ui" / "perfeval_ui" / "startup" / "qt_application.py").read_text("utf-8")
    assert f'setDesktopFileName("{APP}")' in dressing
    assert f'setApplicationName("{desktop_file["StartupWMClass"]}")' in dressing


def test_the_metainfo_names_the_licence_of_the_project() -> None:
    licence = xml(f"metainfo/{APP}.metainfo.xml").findtext("project_license")
    assert f'\nlicense = "{licence}"\n' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_stores_and_packages_open_with_the_program(desktop_file: Mapping[str, str]) -> None:
    kinds = list(xml(f"mime/packages/{APP}.xml"))
    globs = [[glob.get("pattern") for glob in kind.iter(f"{MIME}glob")] for kind in kinds]
    assert globs == [[f"*{STORE_SUFFIX}"], [f"*{PACKAGE_SUFFIX}"]]
    assert desktop_file["MimeType"] == "".join(f"{kind.get('type')};" for kind in kinds)
    told = xml(f"metainfo/{APP}.metainfo.xml").iterfind("provides/mediatype")
    assert [one.text for one in told] == [kind.get("type") for kind in kinds]
    command, _, argument = desktop_file["Exec"].partition(" ")
    assert (command, argument) == ("perfeval", "%f")
