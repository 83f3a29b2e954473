from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from form_summaries import form_id
from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.store import Revision, RevisionKind
from perfeval_ui.panels.history_table import history_table
from perfeval_ui.widgets.record_table import RecordTable

AT = datetime(2024, 5, 6, 10, 32, 5, tzinfo=UTC)


def revision(kind: RevisionKind) -> Revision:
    return Revision(1, form_id(1), kind, "改名为甲", Patch(), AT, "王")


def table(*kinds: RevisionKind) -> RecordTable[Revision]:
    made = history_table()
    made.set_rows([revision(kind) for kind in kinds])
    return made


def test_a_change_has_its_time_what_was_changed_and_by_whom() -> None:
    made = table(RevisionKind.EDIT)
    at = AT.astimezone()
    assert [made.index(0, column).data() for column in range(3)] == [
        f"{at:%Y-%m-%d %H:%M:%S}",
        "改名为甲",
        "王",
    ]
    assert made.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "改名为甲"


@pytest.mark.parametrize("kind", RevisionKind)
def test_what_was_undone_or_redone_says_so(kind: RevisionKind) -> None:
    prefix = {RevisionKind.UNDO: "撤销：", RevisionKind.REDO: "重做："}.get(kind, "")
    assert table(kind).index(0, 1).data() == f"{prefix}改名为甲"
