"""The exact forms that this program has put into a file it exported, whatever the format.

The file may have passed through many hands: what is not as it was written is no form, and is told.
"""

from pathlib import Path
from typing import NamedTuple

from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exact_forms import LONGEST, NAME, BrokenFormsError, ExactForm, read_exact
from perfeval_desktop.exchange.file_formats import Format, format_of


class Embedded(NamedTuple):
    """The exact forms in a file, and what files of that format are called (``xlsx``).

    ``trouble`` is a sentence where there are some that cannot be used.
    """

    forms: tuple[ExactForm, ...] = ()
    suffix: str = ""
    trouble: str = ""


def embedded(path: Path) -> Embedded:
    """Return the exact forms in a file that has been read before; nothing in a stranger's."""
    try:
        text = _text(path)
    except ImportFileError:
        # Its cells could be read, and are what is left.
        return _broken(path)
    if text is None:
        return Embedded()
    try:
        return Embedded(read_exact(text), format_of(path).name.lower())
    except BrokenFormsError:
        return _broken(path)


def _broken(path: Path) -> Embedded:
    return Embedded(
        trouble=f"“{path.name}”里附带的填报内容已损坏或被改动，没有采用，只按看得见的表格读取。请逐格核对。"
    )


def _text(path: Path) -> str | None:
    """Return the text of the exact forms in a file, ``None`` where there is none."""
    match format_of(path):
        case Format.DOCX:
            from perfeval_desktop.exchange.readers.docx import custom_text  # noqa: PLC0415  # see reading.py

            return custom_text(path, "forms")
        case Format.XLSX:
            from perfeval_desktop.exchange.readers.xlsx import hidden_text  # noqa: PLC0415  # likewise

            return hidden_text(path, NAME)
        case Format.PDF:
            from perfeval_desktop.exchange.readers.pdf import attached_text  # noqa: PLC0415  # likewise

            return attached_text(path, f"{NAME}.json", LONGEST)
    return None
