"""A template that is written down and read again is the same."""

from dataclasses import asdict, is_dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings

from any_template import any_template
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.template_writer import written
from perfeval_desktop.templates import TemplateCatalogue
from whole_template import WHOLE_TEXT

CATALOGUE = TemplateCatalogue()
STEPS = 'achievement = [{ least = "0.9", earns = "1" }, { least = "0.6", earns = "0.5" }]'


def said(template: Template) -> object:
    """Return all that a template says, without the text it was read from."""
    assert is_dataclass(template)
    return asdict(replace(template, text="", digest=""))


def again(template: Template) -> Template:
    return read_template(written(template), source="又一次.toml")


@pytest.mark.parametrize("name", CATALOGUE)
def test_built_in_templates_are_the_same_again(name: str) -> None:
    assert said(again(CATALOGUE[name])) == said(CATALOGUE[name])


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(any_template())
def test_any_template_is_the_same_again(template: Template) -> None:
    assert said(again(template)) == said(template)


def test_a_template_that_says_everything_is_the_same_again() -> None:
    whole = read_template(WHOLE_TEXT, source="全.toml")
    assert said(again(whole)) == said(whole)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (STEPS, 'achievement = "all-or-nothing"'),
        (STEPS, 'achievement = "proportional"'),
        ('{ over = "0.5", deduct = "1" }', '{ ladder = [{ least = "0.3", earns = "0.8" }] }'),
        ('{ over = "0.5", deduct = "1" }', '{ over = "0" }'),
        ('{ name = "达成", least = "0.8", most = "1" }', ""),
        ('reached_words = ["达成"]', ""),
    ],
)
def test_other_rules_are_the_same_again(before: str, after: str) -> None:
    assert before in WHOLE_TEXT
    template = read_template(WHOLE_TEXT.replace(before, after, 1), source="全.toml")
    assert said(again(template)) == said(template)
