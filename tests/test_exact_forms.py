"""The text that brings whole forms back out of an exported file."""

import hashlib
import json
from dataclasses import replace

import pytest

from perfeval_desktop.domain.form import TemplateRef
from perfeval_desktop.exact_forms import BrokenFormsError, exact_text, read_exact
from read_forms import SAMPLES, sample
from small_forms import SELF
from storage.examples import FORM


def resigned(text: str, old: str, new: str) -> str:
    """Return a text with something else in its content, and the digest that goes with it."""
    values = json.loads(text)
    content = json.dumps(values["content"], separators=(",", ":")).replace(old, new)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return json.dumps({**values, "sha256": digest, "content": json.loads(content)})


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_back_as_it_was(name: str) -> None:
    template, form = sample(name)
    (found,) = read_exact(exact_text([(template, form)]))
    assert (found.template.digest, found.form) == (template.digest, form)


def test_several_forms_come_back_in_their_order() -> None:
    jobs = [sample(name) for name in ("national-2020", "hubei-20-80", "national-2020")]
    assert [(one.template.id, one.form) for one in read_exact(exact_text(jobs))] == [
        (template.id, form) for template, form in jobs
    ]


def test_a_template_that_is_none_of_the_programs_comes_along_once() -> None:
    other = replace(FORM, year=2024)
    text = exact_text([(SELF, FORM), (SELF, other)])
    assert len(json.loads(text)["content"]["templates"]) == 1
    first, second = read_exact(text)
    assert (first.template.text, first.form) == (SELF.text, FORM)
    assert (second.template.digest, second.form) == (SELF.digest, other)


def test_a_form_that_names_no_text_of_its_template_is_read_under_the_one_that_came_along() -> None:
    old = replace(FORM, template=TemplateRef(SELF.id, ""))
    (one,) = read_exact(exact_text([(SELF, old)]))
    assert (one.template.digest, one.form) == (SELF.digest, old)


def test_a_form_of_a_template_that_was_corrected_since_is_read_under_the_corrected_one() -> None:
    template, form = sample("national-2020")
    old = replace(form, template=TemplateRef(template.id, "of another day"))
    (one,) = read_exact(exact_text([(template, old)]))
    assert (one.template.digest, one.form) == (template.digest, old)


def test_the_text_is_of_ascii_and_the_same_every_time() -> None:
    text = exact_text([(SELF, FORM)])
    assert text.isascii()
    assert exact_text([(SELF, replace(FORM, tables=dict(sorted(FORM.tables.items(), reverse=True))))]) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"year":2023', '"year":2024'),
        ('"version":1', '"version":2'),
        ('"format":"perfeval-forms"', '"format":"other"'),
        ('"content":{', '"content":['),
        ('"sha256":"', '"sha256":"0'),
        ("{", "["),
    ],
)
def test_a_text_that_was_touched_is_not_trusted(old: str, new: str) -> None:
    text = exact_text([(SELF, FORM)])
    assert old in text
    with pytest.raises(BrokenFormsError):
        read_exact(text.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "null", "[]", "7", "{}", "[" * 100_000, "\ufeff{}"])
def test_any_other_text_is_no_forms(text: str) -> None:
    with pytest.raises(BrokenFormsError):
        read_exact(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"state":"in-review"', '"state":"lost"'),
        ('"templates":["', '"templates":["no template'),
        ('"templates":["', '"templates":[7,"'),
    ],
)
def test_content_that_was_signed_anew_is_still_read_as_a_strangers(old: str, new: str) -> None:
    text = exact_text([(SELF, FORM)])
    with pytest.raises(BrokenFormsError):
        read_exact(resigned(text, old, new))


def test_a_form_of_a_template_that_nobody_has_is_not_read() -> None:
    text = exact_text([(SELF, replace(FORM, template=TemplateRef("nobody's", "d")))])
    with pytest.raises(BrokenFormsError):
        read_exact(text)


def test_a_text_beyond_all_bounds_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = exact_text([(SELF, FORM)])
    monkeypatch.setattr("perfeval_desktop.exact_forms.LONGEST", len(text) - 1)
    with pytest.raises(BrokenFormsError):
        read_exact(text)
