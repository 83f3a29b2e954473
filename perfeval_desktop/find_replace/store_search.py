"""Finding a text in the forms of a store, a step at a time, so that nobody waits for it."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.find_replace.form_matches import Match, matches
from perfeval_desktop.find_replace.matcher import Matcher
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_desktop.summary_texts import project_name

# So few forms are loaded at once; of more it is looked up first which of them may hold the text.
FEW = 200


class FormMatches(NamedTuple):
    """A form in which the text stands, and where."""

    form_id: FormId
    project: str
    unit: str
    template: Template
    form: Form
    found: tuple[Match, ...]


def search(
    session: EditingSession, matcher: Matcher, form_ids: Sequence[FormId] | None = None
) -> Iterator[FormMatches | None]:
    """Yield the forms in which the text stands: of ``form_ids`` in that order, or of all, the newest first.

    None that is in the recycle bin is among them, even where it is named. Each step takes about a hundredth
    of a second; what found nothing yields ``None``. A form that cannot be read is passed over: that is told
    where it is opened. Raises :class:`StorageError` where the store cannot be read.
    """
    if not matcher:
        return
    if form_ids is None or len(form_ids) > FEW:
        candidates = yield from _scanned(session, matcher)
        ordered = sorted(candidates, reverse=True) if form_ids is None else form_ids
        form_ids = [one for one in ordered if one in candidates]
    for form_id in form_ids:
        yield matches_in(session, form_id, matcher)


def _scanned(session: EditingSession, matcher: Matcher) -> Generator[None, None, set[FormId]]:
    candidates: set[FormId] = set()
    following: int | None = 0
    while following is not None:
        form_ids, following = session.scan_texts(matcher.may_stand_in, following)
        candidates.update(form_ids)
        yield
    return candidates


def matches_in(session: EditingSession, form_id: FormId, matcher: Matcher) -> FormMatches | None:
    """Return where the text stands in a form as saved.

    ``None`` where it does not, where the form is in the recycle bin or cannot be read.
    """
    if session.form_list.unit_year_of(form_id) is None:
        return None
    with suppress(PerfEvalError):
        form = session.load(form_id)
        template = session.template_of(form)
        found = matches(template, form, matcher)
        if found:
            project = project_name(text_of(template, form, Role.PROJECT))
            unit = text_of(template, form, Role.IMPLEMENTING_UNIT) or text_of(template, form, Role.DEPARTMENT)
            return FormMatches(form_id, project, " ".join(unit.split()), template, form, found)
    return None
