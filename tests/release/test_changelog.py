"""Every version tells the clerks what is new, and what a release says is that."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from perfeval_desktop import __version__

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "resources" / "packaging" / "release" / "notes.py"
METAINFO = ROOT / "resources/packaging/linux/share/metainfo/org.perfeval.PerfEval.metainfo.xml"
NOTES = runpy.run_path(str(SCRIPT))
Section, sections, obstacle = NOTES["Section"], NOTES["sections"], NOTES["obstacle"]
UNRELEASED = NOTES["UNRELEASED"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def numbers(section: Any) -> tuple[int, ...]:  # noqa: ANN401  # a Section, which mypy does not see
    return tuple(map(int, section.version.split(".")))


def test_this_version_stands_at_the_top() -> None:
    assert sections(CHANGELOG)[0].version == __version__


def test_no_section_is_empty_and_newer_ones_stand_above_older_ones() -> None:
    found = sections(CHANGELOG)
    assert all(section.text for section in found)
    assert found == sorted(found, key=numbers, reverse=True)
    assert len({section.version for section in found}) == len(found)


def test_only_the_newest_section_may_be_unreleased_and_days_go_forward() -> None:
    newest, *older = sections(CHANGELOG)
    days = [section.date for section in ([newest] if newest.date != UNRELEASED else []) + older]
    assert UNRELEASED not in days
    assert days == sorted(days, reverse=True)


def test_software_centres_are_told_the_same_day() -> None:
    told = {one.attrib["version"]: one.attrib["date"] for one in ET.parse(METAINFO).iter("release")}  # noqa: S314
    assert sections(CHANGELOG)[0].date in (UNRELEASED, told[__version__])


def test_sections_are_told_apart() -> None:
    text = "# 更新记录\n\n## 0.2.0（未发布）\n\n- 新\n\n### 细节\n\n## 0.1.0（2026-12-01）\n\n旧\n"
    assert sections(text) == [
        Section("0.2.0", "未发布", "- 新\n\n### 细节"),
        Section("0.1.0", "2026-12-01", "旧"),
    ]


@pytest.mark.parametrize("heading", ["0.2（未发布）", "0.2.0", "0.2.0(2026-12-01)", "0.2.0（2026年12月1日）"])
def test_a_heading_of_another_form_is_refused(heading: str) -> None:
    with pytest.raises(ValueError, match="CHANGELOG"):
        sections(f"## {heading}\n\n- 新\n")


@pytest.mark.parametrize(
    ("tag", "version", "date", "reason"),
    [
        ("v0.2.0", "0.2.0", UNRELEASED, "未发布"),
        ("v0.2.1", "0.2.0", "2026-12-01", "tag"),
        ("0.2.0", "0.2.0", "2026-12-01", "tag"),
        ("v0.2.1", "0.2.1", "2026-12-01", "begins with 0.2.0"),
    ],
)
def test_a_tag_is_refused_if_version_or_changelog_are_not_ready(
    tag: str, version: str, date: str, reason: str
) -> None:
    assert reason in obstacle(tag, version, Section("0.2.0", date, "新"))


def test_nothing_stands_in_the_way_of_a_dated_version_under_its_own_tag() -> None:
    assert obstacle("v0.2.0", "0.2.0", Section("0.2.0", "2026-12-01", "新")) is None


def test_the_notes_of_the_release_are_the_newest_section() -> None:
    command = [sys.executable, str(SCRIPT)]
    printed = subprocess.run(command, check=True, capture_output=True).stdout.decode()  # noqa: S603  # our own
    assert printed == sections(CHANGELOG)[0].text + "\n"


def test_a_tag_of_another_version_ends_the_pipeline() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "v999.0.0"], check=False, capture_output=True)  # noqa: S603
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"v999.0.0" in done.stderr
