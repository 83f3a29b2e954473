"""Which states a form went through: when, by whom, and with what remark.

A remark is part of the name of the version that was handed on, which the log has right behind the change.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.store import Revision, RevisionKind
from perfeval_desktop.version_name import VersionName, given_name

# What a form is called that has come into a state.
VERSIONS: Final = {
    FormState.DRAFT: "填报稿",
    FormState.IN_REVIEW: "送审稿",
    FormState.FINAL: "定稿",
    FormState.RETURNED: "退回稿",
}


class StateChange(NamedTuple):
    """A form came into ``state`` by ``revision``, with a ``remark`` or ``""``."""

    state: FormState
    revision: Revision
    remark: str = ""

    def words(self, today: date) -> str:
        """When that was, by whom, and why; the year is left out while it is the present one."""
        at = self.revision.at.astimezone()
        year = f"{at.year}年" if at.year != today.year else ""
        return f"{year}{at.month}月{at.day}日{self._by_and_why}"

    @property
    def line(self) -> str:
        """The same as a line of a list of all changes."""
        undone = "（撤销）" if self.revision.kind is RevisionKind.UNDO else ""
        at = self.revision.at.astimezone().strftime("%Y-%m-%d %H:%M")
        return f"{at}　{self.state.label}{undone}{self._by_and_why}"

    @property
    def _by_and_why(self) -> str:
        by = f" {self.revision.by}" if self.revision.by else ""
        return f"{by}：“{' '.join(self.remark.split())}”" if self.remark else by


def remarked(state: FormState, remark: str) -> VersionName:
    """Return the name that the log gets for a form that has come into ``state``, with a remark on it."""
    return VersionName(VERSIONS[state], remark)


def state_changes(revisions: Iterable[Revision]) -> tuple[StateChange, ...]:
    """Return the changes of state in ``revisions``, which are oldest first."""
    found: list[StateChange] = []
    is_right_behind = False
    for revision in revisions:
        given = given_name(revision)
        # One of the same name that somebody gives later on says nothing of the change.
        if given is not None and is_right_behind and given.name == VERSIONS[found[-1].state]:
            found[-1] = found[-1]._replace(remark=given.remark)
        states = [change.after for change in revision.patch.head if change.name == "state"]
        made = [StateChange(state, revision) for state in states if isinstance(state, FormState)]
        found += made
        is_right_behind = bool(made)
    return tuple(found)
