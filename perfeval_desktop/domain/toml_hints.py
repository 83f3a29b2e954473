"""What helps with the usual slips in TOML: the parser says in English where it stopped, this what to do."""

import re
from collections.abc import Sequence

# Written with two brackets, once for each item.
_LISTS = ("blocks", "scoring.grades", "scoring.caps", "scoring.tiers")
_SINGLE_HEADER = re.compile(rf"^\s*\[\s*({'|'.join(map(re.escape, _LISTS))})\s*\]", re.MULTILINE)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
# What the parser says of a line end in an inline table, and of a comma before its end.
_OF_INLINE_TABLE = re.compile(r"(?:key part|inline table) \(at line")

_QUOTES = frozenset("“”‘’＂＇「」")
_MARKS = {"，": ",", "＝": "=", "：": "=", "；": ",", "、": ",", "（": "(", "）": ")"} | {
    "【": "[",
    "】": "]",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "＃": "#",
    "．": ".",
}

# By what the parser says, the first that fits.
_BY_TROUBLE: Sequence[tuple[str, str]] = (
    ("Half a character", "这一行有半个字，请删去重新输入。"),
    ("Nested too deeply", "方括号或花括号一层套一层，太深了，请检查是不是多打了。"),
    ("Number too long", "有一个数写了几千位，请检查是不是多打了。"),
    ("Name of too many parts", "名称里的点太多，请检查是不是多打了。"),
    ("Unclosed array", "列表的各项之间要有逗号，最后要有 ]。"),
    ("Unclosed inline table", "行内表 { … } 的各项之间要有逗号，最后要有 }。"),
    ("Unterminated string", "文字后面少了引号。"),
    ("Illegal character", "文字后面少了引号。"),
    ("Cannot", "同一个表或同一项写了两次，请删去一处。"),
    ("Expected ']", "表头的方括号不成对。"),
    ("Expected '='", "项名和内容之间要有 =。"),
    ("Expected newline", "一行只能写一项，后面不能有别的字；数连同单位要放在引号里。"),
    ("hex value", "引号里的 \\ 要写成 \\\\。"),
    ("Unescaped '\\'", "引号里的 \\ 要写成 \\\\。"),
    ("Invalid statement", "这一行应是 [表]、[[表]] 或 项名 = 内容；不是英文字母的项名要放在引号里。"),
    ("Invalid value", "文字要放在英文引号里，数也要放在引号里；true、false 用小写。"),
)


def toml_hint(text: str, trouble: str) -> str:
    """Return the remedy for what the parser said of ``text`` as a sentence; ``""`` for what is not usual."""
    single = _SINGLE_HEADER.search(text)
    if single is not None:
        return f"[{single[1]}] 要写成 [[{single[1]}]]，两层方括号，每一项前写一次。"
    before, behind = _around(text, trouble)
    if behind[:1] in _QUOTES:
        return '引号要用英文的 "，不能用中文的“”。'
    if behind[:1] in _MARKS:
        return f"引号外面的标点要用英文的，这里的 {behind[0]} 要写成 {_MARKS[behind[0]]}。"
    if _OF_INLINE_TABLE.search(trouble) and "{" in before and behind.strip()[:1] in {"", "#", "}"}:
        return "行内表 { … } 要写在一行里，最后一项后面不加逗号。"
    return next((hint for said, hint in _BY_TROUBLE if said in trouble), "")


def _around(text: str, trouble: str) -> tuple[str, str]:
    """Return the line where the parser stopped, up to that place and from there on."""
    place = _PLACE.search(trouble)
    if place is None:
        return "", ""
    line, at = text.split("\n")[int(place[1]) - 1], int(place[2]) - 1
    return line[:at], line[at:]
