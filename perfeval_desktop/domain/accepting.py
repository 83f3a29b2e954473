"""Setting findings aside with a reason, which stays on record; and asking for them again."""

from dataclasses import replace

from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Accepted, Form
from perfeval_desktop.domain.half_characters import without_halves
from perfeval_desktop.errors import EntryError


def accepting(form: Form, finding: Finding, reason: str) -> Form:
    """Return ``form`` with ``finding`` set aside for ``reason``, at all its places.

    Raises :class:`EntryError` without a reason.
    """
    reason = without_halves(reason.strip())
    if not reason:
        raise EntryError("请写明为什么不用改：理由和表一起保存，检查结果里会列出。")
    accepted = tuple(Accepted(finding.code.value, place, reason, finding.remark) for place in finding.places)
    return replace(form, accepted=(*_others(form, finding), *accepted))


def asking_again(form: Form, finding: Finding) -> Form:
    """Return ``form`` with ``finding`` set aside no more."""
    return replace(form, accepted=_others(form, finding))


def _others(form: Form, finding: Finding) -> tuple[Accepted, ...]:
    places = frozenset(finding.places)
    return tuple(one for one in form.accepted if one.code != finding.code or one.place not in places)
