"""Which stored form is the one that comes in: of the same project, unit, year and kind."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import FormKind, Template
from perfeval_desktop.store import FormSummary

_Key = tuple[int, FormKind, str]


class Counterparts:
    """The forms of a store by year, kind and project; width and blanks in names do not count."""

    def __init__(self, summaries: Iterable[FormSummary]) -> None:
        self._by_name: defaultdict[_Key, list[FormSummary]] = defaultdict(list)
        for one in summaries:
            if one.project.strip() and not one.is_unreadable:
                self._by_name[one.year, one.kind, _plain(one.project)].append(one)

    def of(self, template: Template, form: Form) -> FormSummary | None:
        """Return the form that ``form``, of ``template``, is another version of; ``None`` where it is new.

        Units and departments must agree where both name theirs. Of several, the one with the same project
        code comes first, then the one that was listed first.
        """
        project = _plain(text_of(template, form, Role.PROJECT))
        code = _plain(text_of(template, form, Role.PROJECT_CODE))
        of_whom = [
            _plain(text_of(template, form, role)) for role in (Role.DEPARTMENT, Role.IMPLEMENTING_UNIT)
        ]
        found = [
            one
            for one in self._by_name.get((form.year, template.kind, project), ())
            if all(map(_agree, of_whom, (one.department, one.implementing_unit)))
            and _agree(code, one.project_code)
        ]
        return min(found, key=lambda one: _plain(one.project_code) != code, default=None)


def name_of(template: Template, form: Form) -> tuple[object, ...] | None:
    """Return what tells a form from others: year, kind, project, unit; ``None`` where it names no project."""
    project = _plain(text_of(template, form, Role.PROJECT))
    unit = _plain(text_of(template, form, Role.IMPLEMENTING_UNIT))
    return (form.year, template.kind, project, unit) if project else None


def _agree(plain: str, text: str) -> bool:
    """Whether two names are the same, or one of them is not given."""
    return not plain or not text.strip() or plain == _plain(text)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
