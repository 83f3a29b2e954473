"""From a transcript to a form and back, through the one road of entering."""

from collections.abc import Iterator

from perfeval_desktop.domain.blank import blank_form
from perfeval_desktop.domain.entry import enter, parse_year
from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.numerals import narrow
from perfeval_desktop.domain.places import TITLE, UNIT, YEAR
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.matching import Match, Path, goal_row, indicator_row
from perfeval_desktop.domain.transcripts.value import Transcript, TranscriptRow
from perfeval_desktop.errors import EntryError

_TICK = "√"


def entered(found: Match, transcript: Transcript, *, year: int) -> Form:
    """Return a new form with all that has a place; ``year`` stands where the paper names none.

    What the paper claims of computed cells is entered as well, to be held against what is computed.
    """
    template = found.template
    form = _empty(found, transcript, _year(transcript, year))
    for entry in transcript.entries():
        spot = found.spots.get(entry.path)
        if spot is None or _goes_without_saying(template, spot.place, entry.text, form):
            continue
        text = entry.text
        if spot.choice is not None:
            chosen = form.text(*spot.place)
            # Ticked, or a word of its own in the column of the choice.
            word = spot.choice if _is_tick(text) else text
            text = f"{chosen}、{word}" if chosen else word
        try:
            form = enter(template, form, spot.place, text)
        except EntryError:
            continue
    return form


def read_back(found: Match, transcript: Transcript, form: Form) -> Transcript:
    """Return ``transcript`` with the texts that ``form`` now has at their places; what has none is left out."""
    texts = {
        entry.path: _text_at(found, entry.path, entry.text, form)
        for entry in transcript.entries()
        if entry.path in found.spots or entry.path in found.printed
    }

    def values(path: Path, labels: "dict[str, str]") -> dict[str, str]:
        return {label: text for label in labels if (text := texts.get((*path, label), ""))}

    return Transcript(
        template=found.template.id,
        title=texts.get(("title",), ""),
        fiscal_year=texts.get(("fiscal_year",), ""),
        unit=texts.get(("unit",), ""),
        grade=texts.get(("grade",), ""),
        fields=values(("fields",), dict(transcript.fields)),
        rows=tuple(
            TranscriptRow(row.block, row.row, values(("rows", str(number)), dict(row.values)))
            for number, row in enumerate(transcript.rows, 1)
        ),
        goals=tuple(
            values(("goals", str(number)), dict(goal)) for number, goal in enumerate(transcript.goals, 1)
        ),
        indicators=tuple(
            values(("indicators", str(number)), dict(row))
            for number, row in enumerate(transcript.indicators, 1)
        ),
        total=values(("total",), dict(transcript.total)),
    )


def _year(transcript: Transcript, otherwise: int) -> int:
    try:
        return parse_year(transcript.fiscal_year)
    except EntryError:
        return otherwise


def _empty(found: Match, transcript: Transcript, year: int) -> Form:
    """Return a form with as many goals and indicators as the transcript has, fixed rows where they stand."""
    template = found.template
    form = blank_form(template, year)
    goals = template.goals
    if goals is not None and goals.has_own_rows:
        rows = tuple(Row(goal_row(number)) for number in range(1, max(1, len(transcript.goals)) + 1))
        form = form.with_rows(goals.key, rows)
    grid = template.grid
    if grid is not None:
        fixed = {row.id: row for row in form.rows(grid.key) if row.id in grid.fixed_rows}
        parent = goal_row(1) if grid.goals else None
        placed = tuple(fixed.pop(row, Row(row, parent=parent)) for row in _indicator_rows(found, transcript))
        form = form.with_rows(grid.key, (*placed, *fixed.values())).with_made(len(transcript.indicators))
    return form


def _indicator_rows(found: Match, transcript: Transcript) -> Iterator[RowId]:
    """Yield the row of each indicator of the transcript: its own, or the one the template fixes."""
    matched = {path[1]: spot.place.row for path, spot in found.spots.items() if path[0] == "indicators"}
    for number in range(1, len(transcript.indicators) + 1):
        yield matched.get(str(number), indicator_row(number))


def _goes_without_saying(template: Template, place: object, text: str, form: Form) -> bool:
    """Whether the template says what the paper says: its own title, its own unit."""
    if place == UNIT:
        return text == template.amounts.unit or text not in tuple(MoneyUnit)
    return place == TITLE and text == template.title.replace("{year}", str(form.year))


def _is_tick(text: str) -> bool:
    return narrow(text).strip() in {"√", "✓", "✔", "☑", "是", "v", "V"}


def _text_at(found: Match, path: Path, original: str, form: Form) -> str:
    if path in found.printed:
        return original
    spot = found.spots[path]
    place, template = spot.place, found.template
    if place == YEAR:
        return str(form.year)
    text = form.text(*place)
    if place == UNIT:
        return text or template.amounts.unit
    if place == TITLE:
        return text or template.title.replace("{year}", str(form.year))
    if spot.choice is not None:
        chosen = text.split("、")
        return original if spot.choice in chosen or original in chosen else ""
    return text
