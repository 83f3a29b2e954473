"""Names of worksheets, as Excel takes them."""

import unicodedata

from perfeval_desktop.exact_forms import NAME

_LONGEST = 31
# What Excel forbids in names, as the full-width character that looks the same.
_LOOK_ALIKES = str.maketrans("[]:*?/\\", "［］：＊？／＼")
# Excel keeps the first for itself, the program the second.
_TAKEN = ("history", NAME)


class SheetNames:
    """Gives out names for the sheets of one workbook: none twice, not even in other letters."""

    def __init__(self) -> None:
        self._taken = {name.casefold() for name in _TAKEN}

    def name(self, wanted: str) -> str:
        """Return a name like ``wanted``, at most 31 characters of UTF-16; namesakes are numbered."""
        plain = _clean(wanted) or "未填项目"
        name, number = _cut(plain, _LONGEST), 1
        while name.casefold() in self._taken:
            number += 1
            end = f"（{number}）"
            name = _cut(plain, _LONGEST - len(end)) + end
        self._taken.add(name.casefold())
        return name


def _clean(text: str) -> str:
    shown = "".join("_" if unicodedata.category(one)[0] == "C" else one for one in text)
    return shown.translate(_LOOK_ALIKES).strip(" '\u2028\u2029")


def _cut(text: str, units: int) -> str:
    """Return the beginning of ``text`` with at most so many code units; an apostrophe cannot end a name."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").rstrip(" '")
