from pathlib import Path

import pytest

from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.about import AboutDialog
from perfeval_ui.self_test.dialog_steps import look_at_dialogs
from perfeval_ui.self_test.step import SelfTestError
from perfeval_ui.window.main_window import MainWindow


def test_a_dialog_that_does_not_open_is_named(
    full_window: MainWindow,
    form_ids: tuple[FormId, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(AboutDialog, "open", lambda _dialog: None)
    with pytest.raises(SelfTestError, match="应打开 AboutDialog，实为 NoneType"):
        look_at_dialogs(full_window, form_ids, tmp_path, lambda: None)
