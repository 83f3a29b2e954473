"""Forms of the end of the year made of the target forms of their projects, one or many at once."""

from collections.abc import Collection
from typing import NamedTuple

from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.form_conversion import made_from
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.domain.template import FormKind, Template
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId, FormSummary
from perfeval_desktop.summary_texts import project_text


class SiblingForms(NamedTuple):
    """New forms that are still to be stored.

    ``left`` are sentences on what of a target form has no place in its new form but the note; ``present`` the
    projects that have such a form already, of which none is made; ``others`` how many forms were no target
    forms.
    """

    forms: tuple[Form, ...]
    left: tuple[str, ...]
    present: tuple[str, ...]
    others: int

    @property
    def remarks(self) -> str:
        """What is to be told besides how many were made, ``""`` for nothing."""
        parts = [
            f"{len(self.present)} 个项目已有这样的表，没有再建" if self.present else "",
            f"{self.others} 张不是绩效目标表，没有用" if self.others else "",
            f"{len(self.left)} 处内容在新表里没有位置，记在备注里" if self.left else "",
        ]
        return "；".join(part for part in parts if part)


def sibling_forms(session: EditingSession, form_ids: Collection[FormId], template: Template) -> SiblingForms:
    """Return the forms of ``template`` that the target forms among ``form_ids`` become.

    Of several, those are left out whose project has a form of that kind in that year already; of a single
    one another may be wanted. Raises what the session does.
    """
    summaries = session.summaries()
    wanted = set(form_ids)
    chosen = [one for one in summaries if one.form_id in wanted]
    targets = [one for one in chosen if one.kind is FormKind.TARGET]
    there = {_about(one) for one in summaries if one.kind is template.kind}
    new = [one for one in targets if len(targets) == 1 or _about(one) not in there]
    forms: list[Form] = []
    left: list[str] = []
    for one in new:
        form = session.load(one.form_id)
        made = made_from(template, session.template_of(form), form)
        told = [f"{each.words}：{each.text}" for each in made.left]
        # Goes with the form, and is on no paper.
        forms.append(made.form.with_text(NOTE, "\n".join(told)) if told else made.form)
        left.extend(f"{project_text(one)}：{each}" for each in told)
    present = tuple(project_text(one) for one in targets if one not in new)
    return SiblingForms(tuple(forms), tuple(left), present, len(chosen) - len(targets))


def _about(form: FormSummary) -> tuple[int, str, str]:
    return form.year, form.project, form.implementing_unit
