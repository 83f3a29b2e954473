"""A TOML table being read: typed values, every error naming file, key and reason."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from perfeval_desktop.domain.columns import label_words
from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.errors import TemplateError

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")

# What a message quotes of paths and values that nobody has written in earnest.
_LONGEST_PATH = 80
_LONGEST_REASON = 1000
_LARGEST_TOLD = 10**12
# Points and widths have a few; those of 1e-99999999 would fill the memory.
_MOST_DECIMALS = 12
# All but the tab and the line end.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class TomlTable:
    """Hands out typed values and remembers which keys were asked for.

    ``whole`` is the table of the whole file that this one is in; without it, this is the whole. ``noun`` is
    what messages call the file.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        source: str,
        path: str = "",
        *,
        whole: Mapping[str, object] | None = None,
        noun: str = "模板文件",
    ) -> None:
        self._noun = noun
        self._values = values
        self._whole = values if whole is None else whole
        self._source = source
        self._path = path
        self._asked: set[str] = set()

    def wrong(self, key: str, reason: str) -> TemplateError:
        """Return the error that says what is wrong with ``key``."""
        path = f"{self._path}{key}"
        named = _named_block(self._whole, path)
        where = shortened(path, _LONGEST_PATH)
        if len(reason) > _LONGEST_REASON:
            reason = f"{reason[:_LONGEST_PATH]}……{reason[-_LONGEST_PATH:]}"
        return TemplateError(f"{self._noun}“{self._source}”的“{where}”{named}有误：{reason}。", key=path)

    def has(self, key: str) -> bool:
        """Whether the table has ``key``."""
        return key in self._values

    def kind_of(self, key: str) -> type:
        """Return the type of the value of ``key``, of ``None`` where it is missing."""
        return type(self._values.get(key))

    def _take(self, key: str, kind: type[_Value], kind_name: str) -> _Value:
        self._asked.add(key)
        if key not in self._values:
            raise self.wrong(key, f"缺少这一项，应为{kind_name}")
        value = self._values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"应为{kind_name}")
        return value

    def text(
        self, key: str, default: str | None = None, *, blank: bool = False, kind_name: str = "文字"
    ) -> str:
        """Return a text; ``blank``, or a default that is, allows an empty one.

        ``kind_name`` says in a message what it should be.
        """
        if default is not None and not self.has(key):
            return default
        value = self._take(key, str, kind_name)
        if not (blank or default == "" or value.strip()):
            raise self.wrong(key, "不能为空")
        return self._printable(key, value)

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts, none of them empty."""
        if default is not None and not self.has(key):
            return default
        values = self._take(key, list, "文字列表")
        found = []
        for number, value in enumerate(values, 1):
            if not isinstance(value, str):
                raise self.wrong(key, "应为文字列表")
            if not value.strip():
                raise self.wrong(f"{key}[{number}]", "不能为空，不需要就删去")
            found.append(self._printable(f"{key}[{number}]", value))
        return tuple(found)

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of texts, none of them empty."""
        values = self._take(key, list, "文字列表的列表")
        found = []
        for number, value in enumerate(values, 1):
            if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
                raise self.wrong(f"{key}[{number}]", "应为文字列表，且不能为空")
            found.append(tuple(self._printable(f"{key}[{number}]", one) for one in value))
        return tuple(found)

    def mapping(self, key: str) -> dict[str, str]:
        """Return a table of texts, empty where ``key`` is missing."""
        if not self.has(key):
            return {}
        values = self._take(key, dict, "一个表")
        for name, value in values.items():
            if not isinstance(value, str):
                raise self.wrong(f"{key}.{name}", "应为文字")
            self._printable(f"{key}.{name}", value)
        return dict(values)

    def _printable(self, key: str, text: str) -> str:
        """Return ``text``; refuse characters that control a terminal instead of being printed."""
        if _CONTROL.search(text):
            raise self.wrong(key, "有看不见的控制字符（写作 \\u0000 之类的），请删去")
        return text

    def flag(self, key: str, default: bool | None = None) -> bool:  # noqa: FBT001  # a value, not a switch
        """Return a truth value."""
        if default is not None and not self.has(key):
            return default
        return self._take(key, bool, " true 或 false")

    def whole(self, key: str, default: int | None = None, *, least: int, most: int) -> int:
        """Return a whole number within its bounds."""
        if default is not None and not self.has(key):
            return default
        value = self._take(key, int, "整数，不带引号")
        if not least <= value <= most:
            # A number of thousands of digits, which the parser reads as 0xFF…, has no text in Python.
            now = f"，现为 {value}" if abs(value) < _LARGEST_TOLD else ""
            raise self.wrong(key, f"应在 {least} 到 {most} 之间{now}")
        return value

    def number(self, key: str, default: Decimal | None = None, *, least: int, most: int) -> Decimal:
        """Return a number within its bounds; written as text ("0.30"), so that it never is a binary float."""
        if default is not None and not self.has(key):
            return default
        value = self._take(key, str, '带引号的数字（如 "10"）')
        return self._decimal(key, value, least=least, most=most)

    def numbers(self, key: str, *, least: int, most: int) -> tuple[Decimal, ...]:
        """Return a list of numbers, each within the bounds."""
        return tuple(self._decimal(key, text, least=least, most=most) for text in self.texts(key))

    def _decimal(self, key: str, text: str, *, least: int, most: int) -> Decimal:
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise self.wrong(key, f"“{shortened(text)}”不是数字") from None
        if not (number.is_finite() and least <= number <= most):
            raise self.wrong(key, f"应在 {least} 到 {most} 之间，现为 {shortened(text)}")
        decimals = number.as_tuple().exponent
        if isinstance(decimals, int) and decimals < -_MOST_DECIMALS:
            raise self.wrong(key, f"最多 {_MOST_DECIMALS} 位小数，现为 {shortened(text)}")
        return number

    def choice(
        self, key: str, choices: type[_Choice], default: _Choice | None = None, *, otherwise: str = ""
    ) -> _Choice:
        """Return one of a closed set; ``otherwise`` says what else can be done, behind the message."""
        if default is not None and not self.has(key):
            return default
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            raise self.wrong(
                key, f"应为 {'、'.join(choices)} 之一，现为 {shortened(value)}{otherwise}"
            ) from None

    def table(self, key: str) -> "TomlTable":
        """Return the table under ``key``; an empty one where it is missing."""
        if not self.has(key):
            return self._inner({}, key)
        return self._inner(self._take(key, dict, "一个表"), key)

    def _inner(self, values: Mapping[str, object], key: str) -> "TomlTable":
        path = f"{self._path}{key}."
        return TomlTable(values, self._source, path, whole=self._whole, noun=self._noun)

    def tables(self, key: str, read: Callable[["TomlTable"], _Value]) -> tuple[_Value, ...]:
        """Return what ``read`` makes of each table of a list; nothing where ``key`` is missing."""
        if not self.has(key):
            return ()
        found = []
        # A header with one bracket makes a table of what is a list.
        is_single = self.kind_of(key) is dict and "[" not in self._path
        wanted = f"表的列表，请写成 [[{self._path}{key}]]，两层方括号" if is_single else "表的列表"
        for number, values in enumerate(self._take(key, list, wanted), 1):
            if not isinstance(values, dict):
                raise self.wrong(key, "应为表的列表")
            table = self._inner(values, f"{key}[{number}]")
            found.append(read(table))
            table.finish()
        return tuple(found)

    def finish(self) -> None:
        """Refuse keys that nothing asked for: most often a slip of the pen."""
        for key in self._values:
            if key not in self._asked:
                raise self.wrong(key, "没有这一项，请检查拼写")


_IN_BLOCK = re.compile(r"blocks\[([0-9]+)\]")


def _named_block(whole: Mapping[str, object], path: str) -> str:
    """Return how the block is called that ``path`` leads into, by its key or its label; ``""`` for none."""
    number, blocks = _IN_BLOCK.match(path), whole.get("blocks")
    if number is None or not isinstance(blocks, list):
        return ""
    block = blocks[int(number[1]) - 1]
    names = (block.get(key) for key in ("key", "label") if path != f"{number[0]}.{key}")
    name = next(filter(None, (label_words(one) for one in names if isinstance(one, str))), "")
    return f"（“{name}”块）" if name else ""
