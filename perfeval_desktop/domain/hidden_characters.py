"""Characters that are not seen: what pages of the web, chats and PDFs leave in a text that is copied.

A number looks the same with and without them, so the one who typed it cannot find out why it is none.
"""

from collections.abc import Mapping

_MARKS = {
    0x00AD: "软连字符",
    0x061C: "阿拉伯字母方向符",
    0x180E: "蒙古文元音分隔符",
    0x200B: "零宽空格",
    0x200C: "零宽不连字符",
    0x200D: "零宽连字符",
    0x200E: "从左向右符",
    0x200F: "从右向左符",
    0x202A: "从左向右嵌入符",
    0x202B: "从右向左嵌入符",
    0x202C: "方向结束符",
    0x202D: "从左向右强制符",
    0x2060: "零宽连接符",
    0x2066: "从左向右隔离符",
    0x2067: "从右向左隔离符",
    0x2068: "方向隔离符",
    0x2069: "隔离结束符",
    0xFEFF: "零宽不换行空格",
    **dict.fromkeys((*range(0x2061, 0x2065), *range(0x206A, 0x2070)), "格式字符"),
    **dict.fromkeys(range(0xFFF9, 0xFFFC), "注解符"),
}
# With it the digits behind it are seen in reverse: 12 looks like 21.
_REVERSING = {0x202E: "从右向左强制符"}
_CONTROLS = dict.fromkeys(
    [code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()], "控制字符"
)
HIDDEN: Mapping[str, str] = {chr(code): name for code, name in (_MARKS | _REVERSING | _CONTROLS).items()}

_BLANKS = (*range(0x09, 0x0E), *range(0x1C, 0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))
_WIDE_BLANKS = (0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
# What hides nothing and changes nothing at the end of a text, or between two of its words.
HARMLESS = "".join(map(chr, _MARKS))
_OUTER = HARMLESS + "".join(map(chr, (*_BLANKS, *_WIDE_BLANKS)))
_WITHOUT = dict.fromkeys(map(ord, HIDDEN))


def trimmed(text: str) -> str:
    """Return ``text`` without the blanks and the hidden characters at its ends.

    Those that turn the text around, and control characters, stay: what is seen may not be what is there.
    """
    return text.strip(_OUTER)


def visible(text: str) -> str:
    """Return ``text`` without any hidden character."""
    return text.translate(_WITHOUT)


def said_of_hidden(text: str) -> str:
    """Return the predicate of a sentence that names the first hidden character of ``text``, which has one.

    One within the text comes before those at its ends, which do no harm to a number.
    """
    inner = trimmed(text)
    text = inner if any(one in HIDDEN for one in inner) else text
    found = [(at, one) for at, one in enumerate(text) if one in HIDDEN]
    at, first = found[0]
    where = f"第 {at} 个字后面" if at else "最前面"
    more = f"，共 {len(found)} 个" if len(found) > 1 else ""
    name = f"{HIDDEN[first]} U+{ord(first):04X}"
    return f"“{visible(text)}”的{where}有一个看不见的字符（{name}）{more}，请去掉。"
