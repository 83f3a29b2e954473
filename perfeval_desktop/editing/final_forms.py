"""Final forms: what they are protected from, and which forms may become final."""

from collections.abc import Sequence
from dataclasses import replace

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.errors import FinalFormError, UnfinishedFormError

_MOST_NAMED = 5


def check_not_final(project: str, before: Form, after: Form) -> None:
    """Raise :class:`FinalFormError` where ``before`` is final and more than its state would be changed."""
    if before.state is FormState.FINAL and replace(before, state=after.state) != after:
        raise FinalFormError(
            f"{_quoted(project)}已定稿，不能改动。要修改，请先把状态改回“{FormState.DRAFT.label}”。"
        )


def becomes_final(before: Form, after: Form) -> bool:
    """Whether the change from ``before`` to ``after`` makes a form final."""
    return after.state is FormState.FINAL and before.state is not FormState.FINAL


def label_despite_errors(errors: int) -> str:
    """Return what the log says of a form that became final in spite of so many errors."""
    return f"定稿（有 {errors} 处错误）"


def unfinished_error(forms: Sequence[tuple[str, int]]) -> UnfinishedFormError:
    """Return the refusal to make ``forms`` final: each with its project and how many errors it has."""
    errors = sum(number for _, number in forms)
    if len(forms) == 1:
        what = f"{_quoted(forms[0][0])}还有 {errors} 处错误，没有定稿"
    else:
        named = "、".join(f"{_quoted(project)}{number} 处" for project, number in forms[:_MOST_NAMED])
        others = " 等" if len(forms) > _MOST_NAMED else ""
        what = f"有 {len(forms)} 张表还有错误，一张也没有定稿：{named}{others}"
    return UnfinishedFormError(f"{what}。请先按检查结果改正，或确认仍要定稿。", errors=errors)


def _quoted(project: str) -> str:
    return f"“{project}”" if project else "这张表"
