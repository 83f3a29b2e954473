"""Texts that nobody has written in earnest: refused in a sentence with the line, at once, never otherwise."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.toml_text import parsed_toml
from perfeval_desktop.errors import TemplateError

TEXT = (files("perfeval_resources") / "templates" / "national-2020.toml").read_text(encoding="utf-8")
LINES = TEXT.split("\n")
LONGEST_SENTENCE = 1200

DEEP = "一层套一层"
DIGITS = "几千位"
DOTS = "名称里的点太多"
HALF = "半个字"


@contextmanager
def told(*said: str) -> Iterator[None]:
    with pytest.raises(TemplateError) as error:
        yield
    sentence = str(error.value)
    assert sentence.startswith("模板文件“怪.toml”")
    assert [one for one in said if one not in sentence] == []
    assert len(sentence) < LONGEST_SENTENCE
    assert sentence.encode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"x = {'[' * 3000}{']' * 3000}", DEEP),
        (f"x = {'[[],' * 3000}{']' * 3000}", DEEP),
        (f"x = {'{a=' * 3000}1{'}' * 3000}", DEEP),
        (f"x = {'9' * 5000}", DIGITS),
        (f"x = -{'9_9' * 5000}", DIGITS),
        (f"{'a.' * 50_000}a = 1", DOTS),
        (f"[{'a . ' * 50_000}a]", DOTS),
        (f'{"a." * 30}"b"."c".a = 1', DOTS),
        (f"x = {{ {'a.' * 50_000}a = 1 }}", DOTS),
        ('x = "\ud800"', HALF),
        ('"\udfff" = "x"', HALF),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_what_the_parser_cannot_take_is_named_with_its_line(line: str, said: str) -> None:
    before = 'format = 2\nid = "怪"\n'
    with told("(at line 3, column ", said, "请改正"):
        read_template(f"{before}{line}\n", source="怪.toml")


def test_it_is_named_however_deep_the_program_is_already(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(_text: str) -> None:
        raise RecursionError

    monkeypatch.setattr("tomllib.loads", deep)
    with pytest.raises(ValueError, match=re.escape("too deeply (at line 1, column 1)")):
        parsed_toml('a = "1"')


def test_another_refusal_is_told_in_the_parsers_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_text: str) -> None:
        raise ValueError("Otherwise")

    monkeypatch.setattr("tomllib.loads", refuse)
    with pytest.raises(ValueError, match="Otherwise"):
        parsed_toml('a = "1"')


def test_dots_in_texts_are_no_names() -> None:
    note = "1.说明 2.口径 " * 40
    assert parsed_toml(f'a = "{note}"\n[b.c]\nd.e = 1 # {"a.b" * 40}') == {
        "a": note,
        "b": {"c": {"d": {"e": 1}}},
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 2", f"format = 0x{'F' * 5000}", "应在 1 到 999 之间"),
        ("format = 2", f"format = -{'9' * 4000}", "应在 1 到 999 之间"),
        ('weight = "10"', f'weight = "{"9" * 5000}"', "应在 0 到 100 之间"),
        ('weight = "10"', f'weight = "{"x" * 5000}"', "不是数字"),
        ('weight = "10"', 'weight = "1e-300"', "小数"),
        ('weight = "10"', 'weight = "1e-99999999"', "小数"),
        ('type = "fields"', f'type = "{"长" * 5000}"', "之一"),
        ("format = 2", f"format = 2\n{'k' * 5000} = 1", "没有这一项"),
        ("{year}", "{year}}", "花括号"),
        ("{year}", "{{year}", "花括号"),
        ("{year}", "{year!r}", "花括号"),
        ("{year}", "{year:>99999999999}", "花括号"),
        ("{year}", "{year.real}", "花括号"),
        ("{year}", "{}", "花括号"),
        ('key = "head"', f'key = "{"k" * 5000}"', "最多 60 个字"),
        ('grid = "indicators"', f'grid = "{"g" * 5000}"', "应为 indicators"),
        ('name = "', 'name = "\\u0000', "控制字符"),
        ('title = "', 'title = "\\u001b', "控制字符"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_values_beyond_all_measure_are_named_by_their_key(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with told(said, "有误"):
        read_template(TEXT.replace(old, new, 1), source="怪.toml")


ODD: list[Any] = [
    *(
        '""',
        '" "',
        "0",
        "-1",
        "true",
        "[]",
        "{}",
        "[[]]",
        '["", ""]',
        "[{}]",
        "[1]",
        '{x="y"}',
        "nan",
        "-inf",
    ),
    *("1979-05-27", "07:32:00", "9999-99-99", "1e400", "0xFFFFFFFFFFFFFFFFFFFFFFFF", '"NaN1"', '"sNaN"'),
    *(
        '"1e-400"',
        '"1e999999999"',
        '"-0"',
        '"１０"',
        '"1_0"',
        '"{"',
        '"}"',
        '"{year}}"',
        '"{0}"',
        '"{unit!r}"',
    ),
    *('"\\u0000"', '"\\n"', '"|"', '"甲||乙"', '["|"]', f'"{"长" * 3000}"', f"{'[' * 90}{']' * 90}", "'''"),
]
SIGNS = "\0\x07\x1b\ufeff\"'=[]{}\u202e\u2028𠮷\t#.\\\ud800，“"


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """Draw a template with a few lines gone, twice, swapped, or with another value or a sign in them."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        line = lines[at]
        key = line.partition("=")[0] if "=" in line else "x "
        place = draw(st.integers(0, len(line)))
        lines[at : at + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [line, line],
                    [lines[other]],
                    [f"{key}= {draw(st.sampled_from(ODD))}"],
                    [f"{line[:place]}{draw(st.sampled_from(SIGNS))}{line[place:]}"],
                    [line[:place], line[place:]],
                ]
            )
        )
    return "\n".join(lines)


@given(st.one_of(spoiled(), st.text(max_size=60)))
@settings(deadline=None, max_examples=150)
@example("")
@example("\ufeff")
@example(TEXT.replace("\n", "\r"))
def test_a_spoiled_template_can_be_used_or_is_refused_in_a_sentence(text: str) -> None:
    refusal, template = None, None
    try:
        template = read_template(text, source="怪.toml")
    except TemplateError as error:
        refusal = str(error)
    if template is None:
        assert refusal is not None
        assert refusal.startswith("模板文件“怪.toml”")
        assert len(refusal) < LONGEST_SENTENCE
        return
    values = dict.fromkeys(("year", "project", "implementing_unit", "unit"), "2024")
    assert template.title.format_map(values)
    assert template.year_line.format_map(values) is not None
