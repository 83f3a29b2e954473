"""The manual in chapters and sections, as it comes with the program and is searched."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from perfeval_desktop.key_table import KeyLine, KeyPlace, key_table
from perfeval_desktop.summary_texts import searchable

# Stands in a chapter where the table of keys is to be.
_KEYS = "{keys}"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
# A line that goes on in the next: Markdown would put a blank between, which Chinese does not have.
_WRAPPED = re.compile(r"(?<=\S)\n(?![\n#|!]|- |\d\. )")
_MARKS = re.compile(r"[*`|\\]")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter; ``text`` is Markdown, ``title`` is ``""`` for what stands before the first."""

    title: str
    text: str

    def mentions(self, words: str) -> bool:
        """Whether each of ``words`` (blanks between them) is in it, in whatever case and width."""
        plain = _MARKS.sub("", _LINK.sub(r"\1", self.text))
        looked_through = searchable(f"{self.title}\n{plain}")
        return all(word in looked_through for word in searchable(words).split())


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; other chapters lead to it by its ``id``."""

    id: str
    title: str
    sections: tuple[Section, ...]

    @property
    def markdown(self) -> str:
        """All of it as Markdown."""
        parts = (f"## {one.title}\n\n{one.text}" if one.title else one.text for one in self.sections)
        return "\n\n".join((f"# {self.title}", *parts))


@cache
def manual() -> Mapping[str, Chapter]:
    """Return the chapters by their ids, in the order of reading."""
    return {one.id: one for one in _read()}


def picture(name: str) -> bytes:
    """Return a picture of the manual; ``b""`` where there is none of this name."""
    file = files("perfeval_resources") / "help" / "manual" / "pictures" / name
    return file.read_bytes() if file.is_file() else b""


def _read() -> Iterator[Chapter]:
    """Yield the chapters; the name of the file of each tells its place and its id."""
    folder = files("perfeval_resources") / "help" / "manual"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".md"):
            heading, _, rest = file.read_text(encoding="utf-8").partition("\n")
            rest = _WRAPPED.sub("", rest).replace(_KEYS, _tables())
            first, *others = re.split("^## ", rest, flags=re.MULTILINE)
            titled = (one.partition("\n") for one in others)
            sections = (
                Section("", first.strip()),
                *(Section(title, body.strip()) for title, _, body in titled),
            )
            yield Chapter(file.name[3:-3], heading.removeprefix("# "), sections)


def _tables() -> str:
    """Return the table of keys as a section for each place."""
    return "\n\n".join(f"## {place.label}\n\n{_table(place)}" for place in KeyPlace)


def _table(place: KeyPlace) -> str:
    rows = (_row(line) for line in key_table() if line.place is place)
    return "\n".join(("| 按键 | 做什么 | Excel、WPS 里 |", "|---|---|---|", *rows))


def _row(line: KeyLine) -> str:
    excel = f"{line.excel}。{line.why}" if line.excel else "相同"
    return f"| {line.names} | {line.does} | {excel} |"
