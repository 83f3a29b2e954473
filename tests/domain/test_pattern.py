"""Regular expressions that wait until they are used."""

import re

import pytest

from perfeval_desktop.domain.pattern import Pattern


def test_a_pattern_finds_what_the_compiled_expression_finds() -> None:
    pattern, compiled = Pattern("[0-9]+"), re.compile("[0-9]+")
    text = "3台, 12个"
    assert pattern.pattern == compiled.pattern
    for method in ("search", "match", "fullmatch"):
        found, expected = getattr(pattern, method)(text), getattr(compiled, method)(text)
        assert (found and found[0]) == (expected and expected[0])
    assert [one[0] for one in pattern.finditer(text)] == ["3", "12"]
    assert pattern.split(text) == compiled.split(text)
    assert pattern.sub("#", text) == compiled.sub("#", text)
    found = pattern.search(text, 1)
    assert found is not None
    assert found[0] == "12"


def test_flags_count() -> None:
    assert Pattern("a", re.IGNORECASE).fullmatch("A")
    assert not Pattern("a").fullmatch("A")


def test_nothing_is_compiled_before_it_is_used() -> None:
    wrong = Pattern("(")
    assert wrong.pattern == "("
    with pytest.raises(re.error):
        wrong.search("")
