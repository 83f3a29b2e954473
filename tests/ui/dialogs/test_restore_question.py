from datetime import datetime

from PySide6.QtWidgets import QWidget

from perfeval_desktop.storage.backups.changes import ChangedForm, ChangesSince, FormChange
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.restore_question import RestoreQuestion

AT = datetime(2024, 5, 6, 10, 32).astimezone()


def test_each_form_is_listed_with_what_was_done_to_it_when_and_by_whom(parent: QWidget) -> None:
    forms = (
        ChangedForm(FormId("a"), FormChange.CHANGED, "教师\n培训", 2024, "修改“得分”", AT, "张三"),
        ChangedForm(FormId("b"), FormChange.DELETED, "", 2023, "彻底删除", None, ""),
    )
    question = RestoreQuestion("说明。", ChangesSince(forms, is_related=True, last_change=AT), parent)
    texts = [[question.table.index(row, column).data() for column in range(6)] for row in range(2)]
    assert texts == [
        ["改过", "教师 培训", "2024", "修改“得分”", "2024-05-06 10:32", "张三"],
        ["删除", "未命名项目", "2023", "彻底删除", "", ""],
    ]
    agreed: list[bool] = []
    question.agreed.connect(lambda: agreed.append(True))
    question.restore_button.click()
    assert agreed == [True]
