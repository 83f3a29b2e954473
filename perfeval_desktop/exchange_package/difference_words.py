"""A difference between two versions of a form in words: where it is, and what stands there."""

from typing import Final, NamedTuple

from perfeval_desktop.domain.form import NO_ROW, Form, Place, RowId
from perfeval_desktop.domain.places import goal_name, place_label, row_words
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange_package.merging import Difference, Part, merge
from perfeval_desktop.exchange_package.plan import PlannedForm

_HEAD: Final = {
    Part.TEMPLATE: "模板",
    Part.YEAR: "年度",
    Part.STATE: "状态",
    Part.ACCEPTED: "搁置的检查结果",
}
NO_ROW_WORDS: Final = "（没有这一行）"
BLANK_WORDS: Final = "（空）"
_UNKNOWN: Final = "（查不到）"


class ToldDifference(NamedTuple):
    """A difference as users read it: what is at ``place``, in the common ancestor, here and there."""

    place: str
    before: str
    ours: str
    theirs: str


def told_differences(planned: PlannedForm) -> tuple[ToldDifference, ...]:
    """Return the differences of a form of a package in words, in their order."""
    if planned.ours is None:
        return ()
    # What rows of theirs say and where they stand, is seen where they are taken.
    spots = frozenset(one.spot for one in planned.differences)
    joined = merge(planned.base, planned.ours, planned.theirs, spots).form
    words = DifferenceWords(planned.template, planned.ours, joined)
    return tuple(
        ToldDifference(
            words.place(one),
            _UNKNOWN if planned.base is None else words.text(one, one.before, planned.base),
            words.text(one, one.ours, planned.ours),
            words.text(one, one.theirs, joined),
        )
        for one in planned.differences
    )


class DifferenceWords:
    """The words for differences between ``ours`` and ``theirs``, two versions of a form of ``template``."""

    def __init__(self, template: Template, ours: Form, theirs: Form) -> None:
        self._template, self._ours, self._theirs = template, ours, theirs

    def place(self, difference: Difference) -> str:
        """Return the words for where a difference is: those of ours, unless only theirs has the row."""
        part, place = difference.spot
        form = self._ours if self._ours.row(place.block, place.row) else self._theirs
        if part is Part.CELL:
            return place_label(self._template, form, place)
        block = self._template.by_key.get(place.block)
        if part in _HEAD:
            return _HEAD[part]
        if part is Part.ORDER:
            return f"{block.words if block else place.block}各行的次序"
        row = (block and row_words(self._template, form, block, place.row)) or "一行"
        return {
            Part.ROW: f"{row}（整行）",
            Part.JOINED: f"{row}合并的单元格",
            Part.PARENT: f"{row}所属的目标",
        }[part]

    def text(self, difference: Difference, text: str | None, form: Form) -> str:
        """Return what ``form`` has there; ``text`` is what the difference says of it."""
        part, place = difference.spot
        if part is Part.ROW:
            return NO_ROW_WORDS if text is None else self._row(place, form)
        if text is None:
            return BLANK_WORDS
        if part is Part.PARENT:
            return self._goal(text)
        if part is Part.ORDER:
            numbers = {row.id: number for number, row in enumerate(self._ours.rows(place.block), 1)}
            return "、".join(str(numbers.get(RowId(one), one)) for one in text.split())
        return text or BLANK_WORDS

    def _row(self, place: Place, form: Form) -> str:
        """Return the texts of a row in the order of its columns."""
        row = form.row(place.block, place.row) or NO_ROW
        order = self._template.columns_order.get(place.block, {})
        columns = sorted(row.cells, key=lambda column: order.get(column, len(order)))
        return "，".join(row.text(column) for column in columns) or BLANK_WORDS

    def _goal(self, row_id: str) -> str:
        goals = self._template.goals
        ids = [] if goals is None else [row.id for row in self._theirs.rows(goals.key)]
        return (goals and row_id in ids and goal_name(goals, ids.index(RowId(row_id)))) or row_id
