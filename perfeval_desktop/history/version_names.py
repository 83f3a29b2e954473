"""Which versions of a form have a name: one that somebody gave, or that the state gave which was set."""

from collections.abc import Mapping, Sequence
from typing import Final

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.store import Revision
from perfeval_desktop.version_name import VersionName, given_name

# What a form becomes by being handed on; the state it has then is a version by itself.
_BY_STATE: Final = {FormState.IN_REVIEW: VersionName("送审稿"), FormState.FINAL: VersionName("定稿")}
USUAL_NAMES: Final = tuple(one.name for one in _BY_STATE.values())


def version_names(revisions: Sequence[Revision]) -> Mapping[int, VersionName]:
    """Return the names by the numbers of the revisions that gave them; ``revisions`` are oldest first.

    A state gives its name once: again only where more than the state has been changed since. Where somebody
    gives the same name right behind it, with a remark, that one stands for both.
    """
    found: dict[int, VersionName] = {}
    since: set[str] = set()
    by_state = (0, "")
    for revision in revisions:
        patch = revision.patch
        if patch.splices or any(change.name != "state" for change in patch.head):
            since.clear()
        given = given_name(revision)
        name = given or _name_of_state(revision)
        if name is not None and (given or name.name not in since):
            if given and by_state[1] == name.name:
                found.pop(by_state[0], None)
            found[revision.number] = name
            since.add(name.name)
        by_state = (0, "") if given or name is None else (revision.number, name.name)
    return found


def _name_of_state(revision: Revision) -> VersionName | None:
    states = (change.after for change in revision.patch.head if change.name == "state")
    return next((_BY_STATE[one] for one in states if isinstance(one, FormState) and one in _BY_STATE), None)
