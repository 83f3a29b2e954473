"""Print what ``CHANGELOG.md`` says of the newest version, as the notes of its release.

    python resources/packaging/release/notes.py           print them
    python resources/packaging/release/notes.py v0.1.0    the same, if that version is ready for this tag

Exit code 1, with the reason, if it is not ready.
"""

import re
import runpy
import sys
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[3]
UNRELEASED: Final = "未发布"

_HEADING = re.compile(r"^## (.*)\n", re.MULTILINE)
_TITLE = re.compile(r"(\d+\.\d+\.\d+)（(未发布|\d{4}-\d\d-\d\d)）")


class Section(NamedTuple):
    """What is said of one version; ``date`` is ``YYYY-MM-DD`` or :data:`UNRELEASED`."""

    version: str
    date: str
    text: str


def sections(changelog: str) -> list[Section]:
    """Return the sections from top to bottom; ``ValueError`` if a heading is not ``版本（日期）``."""
    _, *parts = _HEADING.split(changelog)
    found = []
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        parsed = _TITLE.fullmatch(title)
        if parsed is None:
            raise ValueError(f"CHANGELOG.md: “{title}” is not 版本（日期） or 版本（{UNRELEASED}）")
        found.append(Section(parsed[1], parsed[2], text.strip()))
    return found


def obstacle(tag: str, version: str, newest: Section) -> str | None:
    """Return why the program's ``version`` cannot be released under ``tag``, or None if it can."""
    if tag != f"v{version}":
        return f"the tag is {tag}, but perfeval_desktop.__version__ is {version}"
    if newest.version != version:
        return f"CHANGELOG.md begins with {newest.version}, not with {version}"
    if newest.date == UNRELEASED:
        return f"CHANGELOG.md says that {version} is {UNRELEASED}: put the day of the release there"
    return None


def main(tags: list[str]) -> None:
    """Print the notes."""
    newest = sections((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0]
    version = runpy.run_path(str(ROOT / "perfeval_desktop" / "__init__.py"))["__version__"]
    for tag in tags:
        reason = obstacle(tag, version, newest)
        if reason:
            sys.exit(f"Not ready: {reason}.")
    sys.stdout.buffer.write(f"{newest.text}\n".encode())  # UTF-8 on every system


if __name__ == "__main__":
    main(sys.argv[1:])
