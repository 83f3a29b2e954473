"""Names of the files of exported forms, as every system takes them."""

import unicodedata

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing.form_names import form_names

PDF_SUFFIX = ".pdf"

# What Windows forbids in names, as the full-width character that looks the same.
_LOOK_ALIKES = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
_MOST_CHARACTERS = 110
_MOST_BYTES = 220  # of the 255 that Linux takes, with room for the number of a namesake and the suffix
_MOST_UNIT_CHARACTERS = 40
_MOST_UNIT_BYTES = 90


def file_name(template: Template, form: Form, suffix: str = PDF_SUFFIX) -> str:
    """Return the name of the file of ``form``: 年度_单位_项目.pdf, at most 120 characters and 240 bytes.

    Characters that Windows forbids are replaced by full-width ones, invisible ones by ``_``. It begins with
    the year, so that it is never empty and never one of the names Windows keeps for devices.
    """
    names = form_names(template, form)
    unit, project = _cut(_clean(names.unit), _MOST_UNIT_CHARACTERS, _MOST_UNIT_BYTES), _clean(names.project)
    stem = f"{form.year}_{unit or '未填单位'}_{project or '未填项目'}"
    return _cut(stem, _MOST_CHARACTERS, _MOST_BYTES) + suffix


def _clean(text: str) -> str:
    """Return ``text`` with characters that may stand in a name; none at its ends that Windows drops."""
    shown = text.strip().translate(_LOOK_ALIKES)
    plain = "".join(
        "_" if unicodedata.category(one)[0] == "C" or one in "\u2028\u2029" else one for one in shown
    )
    return plain.rstrip(". ")


def _cut(text: str, characters: int, size: int) -> str:
    """Return the beginning of ``text`` with at most so many characters and bytes of UTF-8."""
    return text[:characters].encode()[:size].decode(errors="ignore").rstrip(". ")
