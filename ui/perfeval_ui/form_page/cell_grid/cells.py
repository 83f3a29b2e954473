"""What is known of a single cell of a grid: what kind it is, how it looks, which editor it opens."""

from dataclasses import dataclass
from enum import StrEnum, auto

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from perfeval_desktop.domain.scoring import Origin, Score

AnyIndex = QModelIndex | QPersistentModelIndex

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

# The roles under which a model hands out a CellAppearance, and the severity of the gravest finding.
APPEARANCE_ROLE = Qt.ItemDataRole.UserRole
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1


class CellKind(StrEnum):
    """Where the text of a cell comes from; each kind looks different.

    A label is part of the form. What is suggested follows from a rule until the user types something else;
    what is overridden was typed and is not what the rule says.
    """

    LABEL = auto()
    TYPED = auto()
    COMPUTED = auto()
    SUGGESTED = auto()
    OVERRIDDEN = auto()


class EditorKind(StrEnum):
    """The editor that a cell opens: for one line, or for a text of several lines."""

    LINE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class CellAppearance:
    """How a cell looks: its text, its kind and where the text stands."""

    text: str
    kind: CellKind
    alignment: Qt.AlignmentFlag = LEFT


def score_kind(score: Score) -> CellKind:
    """Return the kind of the cell that shows a score."""
    if score.overrides:
        return CellKind.OVERRIDDEN
    return CellKind.SUGGESTED if score.origin is Origin.RULE else CellKind.TYPED
