"""What speaks for a template beside the places of cells: title, unit, level-1 names, the look of rates."""

import re

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import level1_parts
from perfeval_desktop.domain.rules import RateForm
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.labels import bare_label, plain_label
from perfeval_desktop.domain.transcripts.value import Transcript, unit_named
from perfeval_desktop.domain.transcripts.words import Words


def clues(template: Template, transcript: Transcript, words: Words) -> int:
    """Return how much speaks for a template beside the places of cells, in points."""
    is_unit = unit_named(transcript.unit) is template.amounts.unit
    levels, style = _levels_known(template, transcript, words), _is_rate_style(template, transcript, words)
    return _title_known(template, transcript) + is_unit + levels + style


# Whether the year stands in the title or on a line below says little about a template.
_OWN_YEAR = re.compile(r"\(?(?:\{year\}|[0-9]{4})年度?\)?")


def _title_known(template: Template, transcript: Transcript) -> int:
    """Return 2 where the title is the template's, 1 where it is so with the name of its project."""
    own, title = (_OWN_YEAR.sub("", plain_label(one)) for one in (template.title, transcript.title))
    parts = re.split(r"\{[a-z_]+\}", own)
    if re.fullmatch(".+".join(map(re.escape, parts)), title) is None:
        return 0
    return 2 if len(parts) == 1 else 1


def _levels_known(template: Template, transcript: Transcript, words: Words) -> int:
    """Return 2 where all level-1 names are the template's, 1 where some are."""
    names = {
        level1_parts(text)[0]
        for row in transcript.indicators
        for label, text in row.items()
        if text and Role.LEVEL1 in [one.role for one in words.indicators.of(bare_label(label))]
    }
    own = set() if template.grid is None else {one.name for one in template.grid.dimensions}
    return 0 if not names & own else 1 if names - own else 2


def _is_rate_style(template: Template, transcript: Transcript, words: Words) -> bool:
    rates = [
        text.strip()
        for row in transcript.rows
        for label, text in row.values.items()
        if text.strip(" -—/")
        and Role.EXECUTION_RATE in [one.role for one in words.funding.of(bare_label(label))]
    ]
    in_percent = template.rate.form is RateForm.PERCENT
    return bool(rates) and all(text.endswith(("%", "％")) is in_percent for text in rates)
