"""The states a form has been in, by its log; and the last one that two histories have in common."""

from collections.abc import Sequence

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.store import Revision


def states(form: Form, log: Sequence[Revision]) -> tuple[Form, ...]:
    """Return the states of ``form``, oldest first, the present one last.

    They begin where the log begins, or behind the latest revision that did not lead on to ``form``.
    """
    found = [form]
    for revision in reversed(log):
        if revision.patch:
            try:
                found.append(apply(revision.patch.inverse, found[-1]))
            except ValueError:
                break
    return tuple(reversed(found))


def is_consistent(form: Form, log: Sequence[Revision]) -> bool:
    """Whether every revision of ``log`` led on to ``form``, and no two rows ever had one id."""
    for revision in reversed(log):
        try:
            before = apply(revision.patch.inverse, form)
        except ValueError:
            return False
        if not all(_ids_differ(form, splice.block) for splice in revision.patch.splices):
            return False
        form = before
    return all(_ids_differ(form, block) for block in form.tables)


def common_ancestor(ours: Sequence[Form], theirs: Sequence[Form]) -> Form | None:
    """Return the last state that both histories went through; ``None`` where there is none.

    A state may recur, as when a change was undone: what the fewest steps of both lie behind counts as last.
    """
    last = {form: step for step, form in enumerate(ours)}
    shared = [
        (last[form] + step, min(last[form], step), form) for step, form in enumerate(theirs) if form in last
    ]
    return max(shared, key=lambda one: one[:2])[2] if shared else None


def _ids_differ(form: Form, block: str) -> bool:
    rows = form.rows(block)
    return len({row.id for row in rows}) == len(rows)
