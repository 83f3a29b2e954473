"""What users call a state of a form (送审稿, 定稿), as the log keeps it: in the label of a revision."""

from typing import NamedTuple

from perfeval_desktop.domain.half_characters import without_halves
from perfeval_desktop.store import Revision, RevisionKind


class VersionName(NamedTuple):
    """A name, on one line, and a remark on it."""

    name: str
    remark: str = ""

    @property
    def label(self) -> str:
        """Both as the label of a revision; a remark alone is nothing."""
        label = f"{self.name}\n{self.remark}" if self.name and self.remark else self.name
        return without_halves(label)


def given_name(revision: Revision) -> VersionName | None:
    """Return the name that a revision gives to the state it was made in; ``None`` where it gives none."""
    if revision.kind is not RevisionKind.NAME:
        return None
    name, _, remark = revision.label.partition("\n")
    return VersionName(name, remark)
