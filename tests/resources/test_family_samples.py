"""The samples of the families: every word has a place, and what they print is what the program computes."""

import tomllib
from importlib.resources import files

import pytest

from perfeval_desktop.domain.facts import Facts, facts
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.scoring import ScoreSheet, score
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.transcripts.entering import entered, read_back
from perfeval_desktop.domain.transcripts.matching import Match, match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import Transcript

RESOURCES = files("perfeval_resources")


def _template(name: str) -> Template:
    text = (RESOURCES / "templates" / f"{name}.toml").read_text(encoding="utf-8")
    return read_template(text, source=f"{name}.toml")


TEXTS = {
    file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
    for file in (RESOURCES / "samples").iterdir()
    if file.name.endswith(".toml")
}
# A sample of a family is named like its template.
TRANSCRIPTS = {
    name: transcript
    for name, text in sorted(TEXTS.items())
    if (transcript := read_transcript(tomllib.loads(text))).template == name
}
EVERY_SAMPLE = pytest.mark.parametrize("name", TRANSCRIPTS)


def matched(name: str) -> tuple[Transcript, Match, Form]:
    transcript = TRANSCRIPTS[name]
    found = match(_template(name), transcript)
    return transcript, found, entered(found, transcript, year=2023)


def judged(name: str) -> tuple[Template, Facts, ScoreSheet]:
    _, found, form = matched(name)
    read = facts(found.template, form)
    return found.template, read, score(found.template, read)


def test_there_are_samples_of_families() -> None:
    assert {"anhui", "hebei", "hubei-20-80", "ningxia-city", "sichuan-dept-2023", "yunnan-14"} <= set(
        TRANSCRIPTS
    )


@EVERY_SAMPLE
def test_every_word_of_a_sample_has_a_place_and_comes_back(name: str) -> None:
    transcript, found, form = matched(name)
    assert found.unread == ()
    assert dict(read_back(found, transcript, form).entries()) == dict(transcript.entries())


@EVERY_SAMPLE
def test_the_amounts_of_a_sample_add_up_and_its_rates_are_the_programs(name: str) -> None:
    _, read, sheet = judged(name)
    for fund in read.funds:
        for row, line in zip(fund.rows, sheet.funds[fund.block], strict=True):
            if row.rate.value is not None and line.rate is not None:
                assert row.rate.value == line.rate.figure
            if row.score.value is not None:
                assert row.score.value == line.score


@EVERY_SAMPLE
def test_the_scores_of_a_sample_are_those_of_the_rules(name: str) -> None:
    template, read, sheet = judged(name)
    if template.scoring is None:
        assert not sheet.is_scored
        return
    assert sheet.is_complete
    assert not sheet.execution.overrides
    assert [
        row.name for row, one in zip(read.indicators, sheet.indicators, strict=True) if one.overrides
    ] == []
    assert sheet.total_weight == 100


@EVERY_SAMPLE
def test_the_total_and_the_grade_of_a_sample_are_the_programs(name: str) -> None:
    _, read, sheet = judged(name)
    if sheet.is_scored:
        assert read.claims.total.value == sheet.total
    if read.claims.grade:
        assert read.claims.grade == sheet.grade


@EVERY_SAMPLE
def test_a_sample_has_no_row_that_says_nothing(name: str) -> None:
    _, read, _ = judged(name)
    assert [row.row for row in read.indicators if row.is_blank] == []
