"""Which stored form a check code on paper belongs to: as it is now, or as it was when it was final before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from perfeval_desktop.domain.check_code import check_code, read_code
from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.patch import apply
from perfeval_desktop.domain.template import Template
from perfeval_desktop.form_evaluator import FormEvaluator
from perfeval_desktop.store import FormId, Revision, Store, StoredForm
from perfeval_desktop.summary_texts import project_name, total_text, unit_text

MISTYPED: Final = (
    "校验码没有输对：应为 10 个字母和数字，没有 0、1、I、O。请对照纸上页脚再输入一次，注意容易看错的字。"
)
UNKNOWN: Final = (
    "数据文件里没有印过这个校验码的表：纸上的表可能出自别的数据文件，或不是定稿后印的。"
    "请再核对一遍校验码，或打开另一个数据文件再试。"
)
MEANING: Final = "校验码相同，说明填报的内容和模板相同；它能发现拿错、改错，不能防止有意伪造。"


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A form of the store that printed with a code.

    ``until`` is the revision that changed it since, ``None`` where it is still as on the paper.
    """

    stored: StoredForm
    is_in_bin: bool
    until: Revision | None

    @property
    def form_id(self) -> FormId:
        """Which form it is."""
        return self.stored.form_id


def find_code(store: Store, templates: Mapping[str, Template], text: str) -> tuple[FoundForm, ...] | None:
    """Return the forms that printed with the code that somebody has typed; ``None`` where it is mistyped.

    Raises :class:`StorageError`, and :class:`TemplateError` where the template of a final form is missing.
    """
    code = read_code(text)
    if code is None:
        return None
    evaluator = FormEvaluator(templates, store)
    in_bin = {line.form_id for line in store.bin()}
    found: list[FoundForm] = []
    for form_id in store.once_final():
        stored = store.load(form_id)
        for form, until in _states(stored.form, store.revisions(form_id)):
            if form.state is FormState.FINAL and check_code(evaluator.template_of(form), form) == code:
                found.append(FoundForm(stored, form_id in in_bin, until))
                break
    return tuple(sorted(found, key=lambda one: (one.until is not None, one.is_in_bin)))


def _states(form: Form, log: Sequence[Revision]) -> Iterator[tuple[Form, Revision | None]]:
    """Yield the states that a form has been in, the present one first, with what changed each."""
    yield form, None
    for revision in reversed(log):
        if revision.patch:
            try:
                form = apply(revision.patch.inverse, form)
            except ValueError:
                # The log is damaged there, which verifying the store tells.
                return
            yield form, revision


def code_sentences(found: Sequence[FoundForm] | None, open_form: FormId | None = None) -> tuple[str, ...]:
    """Return what to say of the forms that printed with a code, the meaning of it last.

    ``open_form`` is the one that somebody has before them.
    """
    if found is None:
        return (MISTYPED,)
    if not found:
        return (UNKNOWN,)
    sentences = [_sentence(one) for one in found]
    if open_form is not None and open_form not in {one.form_id for one in found}:
        sentences.insert(0, "这张纸不是现在打开的表，而是数据文件里的另一张：")
    return (*sentences, MEANING)


def _sentence(found: FoundForm) -> str:
    outline = found.stored.outline
    total = total_text(outline.standing)
    score = f"，总分 {total}" if total else ""
    name = (
        f"“{project_name(outline.project)}”（{year_text(found.stored.form.year)}，"
        f"{unit_text(outline.implementing_unit)}）"
    )
    where = "，它现在在回收站里" if found.is_in_bin else ""
    if found.until is None:
        return f"一致：这张纸就是{name}现在的样子{score}{where}。"
    until = found.until
    who = f"由{until.by}" if until.by else ""
    return (
        f"旧版：这张纸是{name}以前定稿时的样子；{until.at:%Y-%m-%d %H:%M} {who}“{until.label}”"
        f"以后就不同了，现在的状态是{found.stored.form.state.label}{where}。请以现在的表重新打印。"
    )
