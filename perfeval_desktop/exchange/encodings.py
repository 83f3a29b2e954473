"""Text files of unknown encoding: UTF-8 where it fits, as Chinese Windows writes them otherwise."""

import codecs
from typing import Final

_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What pages name, by what it is meant as: all of GB 2312 is in GB 18030.
_MEANT: Final = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "unicode": "utf-16"}
# Lines and pages that end in the way of Word; other controls are leftovers of whatever wrote the text.
_CONTROLS: Final = dict.fromkeys(set(range(32)) - {0x9, 0xA, 0xD}, "") | {0xB: "\n", 0xC: "\n"}


def decoded(data: bytes, told: str = "") -> str | None:
    """Return the text of ``data``, in the encoding that it says of itself if that is right; None for none."""
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    for encoding in filter(None, (marked, "utf-8", _MEANT.get(told.lower(), told), "gb18030")):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\0" not in text:
            return text.translate(_CONTROLS).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return None
