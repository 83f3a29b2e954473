"""The bookmarks of a document of many forms: a tree of units, below each its projects."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from perfeval_desktop.printing.pdf.text import text_string

_TOP = 842  # of the page, in points


@dataclass(slots=True)
class Bookmark:
    """A bookmark that leads to the page object ``page``; ``below`` are those that belong to it."""

    title: str
    page: int
    below: "list[Bookmark]" = field(default_factory=list)


def outline_objects(bookmarks: Sequence[Bookmark], first: int) -> list[str]:
    """Return the objects of the outline, numbered from ``first`` on; the first of them is its root."""
    objects = [""]
    tops = _add(objects, bookmarks, first, parent=first)
    shown = len(objects) - 1
    objects[0] = f"<</Type/Outlines/First {tops[0]} 0 R/Last {tops[-1]} 0 R/Count {shown}>>"
    return objects


def _add(objects: list[str], bookmarks: Sequence[Bookmark], first: int, *, parent: int) -> list[int]:
    """Append ``bookmarks`` and what is below them to ``objects``; return their numbers."""
    numbers = []
    for bookmark in bookmarks:
        number = first + len(objects)
        numbers.append(number)
        objects.append("")
        below = _add(objects, bookmark.below, first, parent=number) if bookmark.below else []
        tree = f"/First {below[0]} 0 R/Last {below[-1]} 0 R/Count {len(below)}" if below else ""
        objects[number - first] = (
            f"<</Title{text_string(bookmark.title)}/Parent {parent} 0 R"
            f"/Dest[{bookmark.page} 0 R/XYZ null {_TOP} null]{tree}"
        )
    for place, number in enumerate(numbers):
        before = f"/Prev {numbers[place - 1]} 0 R" if place else ""
        after = f"/Next {numbers[place + 1]} 0 R" if place + 1 < len(numbers) else ""
        objects[number - first] += f"{before}{after}>>"
    return numbers
