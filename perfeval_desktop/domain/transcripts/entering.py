"""From a transcript to a form and back, through the one road of entering."""

from collections.abc import Iterator

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter, parse_year
from perfeval_desktop.domain.facts import level1_parts, unit_of
from perfeval_desktop.domain.form import Form, Row, RowId
from perfeval_desktop.domain.places import TITLE, UNIT, YEAR, column_of
from perfeval_desktop.domain.transcripts.matching import (
    Match,
    Path,
    Spot,
    goal_row,
    indicator_row,
)
from perfeval_desktop.domain.transcripts.ticked import BETWEEN_CHOICES, is_tick, ticked
from perfeval_desktop.domain.transcripts.value import Transcript, is_year, unit_named


def entered(found: Match, transcript: Transcript, *, year: int) -> Form:
    """Return a new form with all that has a place; ``year`` stands where the paper names none.

    What the paper claims of computed cells is entered as well, to be held against what is computed.
    """
    own_year = parse_year(transcript.fiscal_year) if is_year(transcript.fiscal_year) else year
    form = _empty(found, transcript, own_year)
    for entry in transcript.entries():
        spot = found.spots.get(entry.path)
        if spot is None or _is_shared_with_above(found, spot, entry.text, form):
            continue
        if not _goes_without_saying(found, spot, entry.text, own_year):
            form = enter(found.template, form, spot.place, _typed(found, spot, entry.text, form))
    return form


def _typed(found: Match, spot: Spot, text: str, form: Form) -> str:
    """Return what is typed for a text on paper: the year, the unit, or the choice whose column is ticked."""
    if spot.place == UNIT:
        return str(unit_named(text))
    if spot.choice is None:
        return _chosen(found, spot, text)
    # Ticked, or a word of its own in the column of the choice.
    word = spot.choice if is_tick(text) else text
    chosen = form.text(*spot.place)
    return f"{chosen}{BETWEEN_CHOICES}{word}" if chosen else word


def read_back(found: Match, transcript: Transcript, form: Form) -> Transcript:
    """Return ``transcript`` with the texts that ``form`` now has; what has no place is left out."""
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
            row._replace(values=values(("rows", str(number)), dict(row.values)))
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


def _empty(found: Match, transcript: Transcript, year: int) -> Form:
    """Return a form with as many goals and indicators as the transcript has, fixed rows where they stand."""
    template = found.template
    form = blank_form(template, year)
    for block in template.blocks:
        if not block.has_own_rows:
            # What a new form begins with may be blank on paper.
            form = form.with_rows(block.key, tuple(Row(row.id) for row in form.rows(block.key)))
    goals = template.goals
    if goals is not None and goals.has_own_rows:
        rows = tuple(Row(goal_row(number)) for number in range(1, max(1, len(transcript.goals)) + 1))
        form = form.with_rows(goals.key, rows)
    grid = template.grid
    if grid is not None:
        fixed = {row.id: row for row in form.rows(grid.key) if row.id in grid.fixed_rows}
        parents = _parents(found, transcript)
        placed = tuple(
            fixed.pop(row, Row(row, parent=parent))
            for row, parent in zip(_indicator_rows(found, transcript), parents, strict=True)
        )
        form = form.with_rows(grid.key, (*placed, *fixed.values())).with_made(len(transcript.indicators))
    return form


def _indicator_rows(found: Match, transcript: Transcript) -> Iterator[RowId]:
    """Yield the row of each indicator of the transcript: its own, or the one the template fixes."""
    matched = {path[1]: spot.place.row for path, spot in found.spots.items() if path[0] == "indicators"}
    for number in range(1, len(transcript.indicators) + 1):
        yield matched.get(str(number), indicator_row(number))


def _parents(found: Match, transcript: Transcript) -> list[RowId | None]:
    """Return the goal that each indicator stands under.

    Where the level-1 names begin anew as often as there are goals, each goal has its own; else all stand
    under the first one.
    """
    grid = found.template.grid
    if grid is None or grid.goals is None:
        return [None] * len(transcript.indicators)
    numbers = _begun_anew(_level1_names(found, transcript))
    has_each_its_own = bool(numbers) and numbers[-1] == len(transcript.goals)
    return [goal_row(number if has_each_its_own else 1) for number in numbers]


def _level1_names(found: Match, transcript: Transcript) -> list[str]:
    grid = found.template.grid
    level1 = None if grid is None else grid.by_role.get(Role.LEVEL1)
    paths = {path[1:] for path, spot in found.spots.items() if level1 and spot.place.column == level1.key}
    return [
        next((level1_parts(text)[0] for label, text in row.items() if (f"{number}", label) in paths), "")
        for number, row in enumerate(transcript.indicators, 1)
    ]


def _begun_anew(names: list[str]) -> list[int]:
    """Return for each name how often the first one has begun so far."""
    numbers: list[int] = []
    for at, name in enumerate(names):
        begins = name == names[0] and (at == 0 or names[at - 1] != name)
        numbers.append((numbers[-1] if numbers else 0) + begins)
    return numbers


def _is_shared_with_above(found: Match, spot: Spot, text: str, form: Form) -> bool:
    """Whether a cell is the one that all rows of the block share, read in its first row before."""
    block, row, key = spot.place
    column = column_of(found.template, spot.place)
    if column is None or not column.shared:
        return False
    first = form.rows(block)[0]
    return row != first.id and first.text(key) == text


def _goes_without_saying(found: Match, spot: Spot, text: str, year: int) -> bool:
    """Whether the template says what the paper says: its own title, its own unit, the year."""
    template = found.template
    if spot.place == UNIT:
        return unit_named(text) is template.amounts.unit
    if spot.place == TITLE:
        return text == template.title.replace("{year}", str(year))
    return spot.place == YEAR


def _chosen(found: Match, spot: Spot, text: str) -> str:
    """Return what is ticked where all choices are printed with their boxes; any other text as it is."""
    column = column_of(found.template, spot.place)
    chosen = None if column is None or not column.choices else ticked(text, column.choices)
    return text if chosen is None else chosen


def _text_at(found: Match, path: Path, original: str, form: Form) -> str:
    """Return what ``form`` has for a cell of the paper; a year and a unit as the paper spells them."""
    if path in found.printed:
        return original
    spot = found.spots[path]
    place, template = spot.place, found.template
    text = form.text(*place)
    if place == YEAR:
        return original if parse_year(original) == form.year else str(form.year)
    if place == UNIT:
        unit = unit_of(template, form)
        return original if unit_named(original) is unit else str(unit)
    if place == TITLE:
        return text or template.title.replace("{year}", str(form.year))
    if spot.choice is not None:
        return original if {spot.choice, original} & set(text.split(BETWEEN_CHOICES)) else ""
    return original if _chosen(found, spot, original) == text else text
