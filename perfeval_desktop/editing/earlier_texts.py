"""What was written in earlier forms, offered again while it is typed: of the same project, the same unit.

Nothing is kept with the store for it: the forms nearest to the open one are read a few at a time while
nobody types, and forgotten with it. A key looks through what has been read, and waits for nothing.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from perfeval_desktop.domain.blocks import Block, GoalsBlock, IndicatorsBlock
from perfeval_desktop.domain.column_keys import grid_keys
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Form, Place, Row
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.store import FormId, Store

# So many forms are looked through; more would have to wait for, and hardly add a text that is wanted.
_NEAREST = 500
_MOST_OFFERED = 8
# What is longer is a text of its own, and would fill the list.
_LONGEST = 400

# What was written beside the same indicator; a reason may come again beside another one.
_BESIDE_NAME = frozenset({Role.TARGET, Role.TARGET_NUMBER, Role.MEASURE, Role.ACTUAL, Role.REASON})
_OF_GOALS = frozenset({Role.EXPECTED_GOAL, Role.ACTUAL_OUTCOME})
_NAME = Role.LEVEL3
# The role of its column, and the name of the indicator it stands beside, ``""`` for none in particular.
Key = tuple[Role, str]


class _Use(NamedTuple):
    """How a text was used: how far away the nearest form is, how often (negative), and after how many."""

    distance: int
    times: int
    order: int


class EarlierTexts:
    """The texts of the forms nearest to the form ``form_id``."""

    def __init__(self, store: Store, evaluator: FormEvaluator, form_id: FormId) -> None:
        self.form_id = form_id
        self._store = store
        self._evaluator = evaluator
        self._left: list[tuple[FormId, int]] | None = None
        self._uses: dict[Key, dict[str, _Use]] = {}
        self._read = 0

    def gather(self, most: int) -> int:
        """Read at most so many forms; return how many are left. What cannot be read is left out.

        The first time only the list of them is read, which takes as long as some forms.
        """
        if self._left is None:
            self._left = []
            with suppress(PerfEvalError):
                near = enumerate(self._store.nearby(self.form_id, _NEAREST))
                self._left = [(form_id, distance) for distance, group in near for form_id in group]
            return len(self._left)
        for form_id, distance in self._left[:most]:
            with suppress(PerfEvalError):
                form = self._store.load(form_id).form
                self._take(self._evaluator.template_of(form), form, distance)
        del self._left[:most]
        return len(self._left)

    def offers(self, shown: EvaluatedForm, place: Place, typed: str) -> tuple[str, ...]:
        """Return the texts for a cell that contain what is ``typed``, the likeliest first, at most eight.

        First those of the same project, then of the same unit, then any others; of each those used most
        often, and of these the latest. Beside an indicator of the same name before beside any other. A name
        that another row of the form has is not offered.
        """
        key = _key_of(shown, place)
        if key is None:
            return ()
        anywhere = (key[0], "")
        there = _names_beside(shown, place) if key == (_NAME, "") else frozenset()
        found = [text for one in (key, anywhere) for text in _matching(self._uses.get(one, {}), typed)]
        return tuple(text for text in dict.fromkeys(found) if text not in there)[:_MOST_OFFERED]

    def _take(self, template: Template, form: Form, distance: int) -> None:
        for key, text in _texts(template, form):
            known = self._uses.setdefault(key, {})
            use = known.get(text, _Use(distance, 0, self._read))
            # Forms come from the nearest to the farthest, the latest first.
            known[text] = use._replace(times=use.times - 1)
            self._read += 1


def _matching(known: dict[str, _Use], typed: str) -> list[str]:
    """Return the texts that contain what is typed: the one place that knows what matching is."""
    return sorted((text for text in known if typed in text and typed != text), key=known.__getitem__)


def _key_of(shown: EvaluatedForm, place: Place) -> Key | None:
    """Return what the texts for ``place`` are kept by, ``None`` where none are offered."""
    block = shown.template.by_key.get(place.block)
    column = None if block is None else block.by_key.get(place.column)
    role = None if column is None else column.role
    if isinstance(block, IndicatorsBlock):
        name = grid_keys(block).name
        if place.column == name:
            return _NAME, ""
        if role is not None and role in _BESIDE_NAME:
            return role, shown.form.text(place.block, place.row, name).strip()
    if isinstance(block, GoalsBlock) and role is not None and role in _OF_GOALS:
        return role, ""
    return None


def _names_beside(shown: EvaluatedForm, place: Place) -> frozenset[str]:
    rows = shown.form.rows(place.block)
    return frozenset(row.text(place.column).strip() for row in rows if row.id != place.row)


def _texts(template: Template, form: Form) -> Iterator[tuple[Key, str]]:
    """Yield the texts of a form that may be wanted again, each with what it is kept by."""
    for block in template.by_key.values():
        if isinstance(block, GoalsBlock):
            for row in form.rows(block.key):
                yield from (((role, ""), text) for role, text in _of_row(block, row, _OF_GOALS))
        elif isinstance(block, IndicatorsBlock):
            yield from _of_indicators(block, form)


def _of_indicators(block: IndicatorsBlock, form: Form) -> Iterator[tuple[Key, str]]:
    key = grid_keys(block).name
    for row in form.rows(block.key):
        name = row.text(key).strip()
        if not name or row.id in block.fixed_rows:
            continue
        yield (_NAME, ""), name
        for role, text in _of_row(block, row, _BESIDE_NAME):
            yield (role, name), text
            if role is Role.REASON:
                yield (role, ""), text


def _of_row(block: Block, row: Row, roles: frozenset[Role]) -> Iterator[tuple[Role, str]]:
    for role, column in block.by_role.items():
        text = row.text(column.key).strip()
        # What was counted in another year is no actual of this one.
        is_figure = role is Role.ACTUAL and any(map(str.isdigit, text))
        if role in roles and text and len(text) <= _LONGEST and not is_figure:
            yield role, text
