"""The hits as rows of a list."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from form_summaries import listed
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.search.text_search import TextHit
from perfeval_ui.hit_box.hits import HitModel, Role
from perfeval_ui.quick_open.form_hit import FormHit

FORM = listed(1, project="企业\n政策", unit="", department="区科委", year=2023)
TEXT = FormHit(FORM, TextHit(FORM.form_id, NOTE, "备注", "…会议纪要…"))


def test_the_list_shows_hits_and_more_of_them_below() -> None:
    model: HitModel[FormHit] = HitModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([FormHit(FORM)], ("企业",))
    model.add([])
    model.add([TEXT])
    assert [model.index(row).data(Role.HIT) for row in range(model.rowCount())] == [FormHit(FORM), TEXT]
    assert model.index(0).data(Role.WORDS) == ("企业",)
    assert model.index(0).data() == "企业 政策"
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == TEXT.sentence
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) is None
    assert model.rowCount(model.index(0)) == 0
    assert model.hit(QModelIndex()) is None
    assert model.data(QModelIndex()) is None
    assert [*model.hits] == [FormHit(FORM), TEXT]
