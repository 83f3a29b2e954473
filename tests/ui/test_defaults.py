"""What the user has set is kept."""

from PySide6.QtCore import QSettings

from perfeval_ui.defaults import FolderUse, NewProjectDefaults, keep_folder, set_folder


def test_at_first_nothing_is_set(settings: QSettings) -> None:
    assert NewProjectDefaults.kept_in(settings) == NewProjectDefaults("", "", "")
    assert {set_folder(settings, use) for use in FolderUse} == {""}


def test_what_is_set_is_kept(settings: QSettings) -> None:
    defaults = NewProjectDefaults(template="minhang-2023", department="区科委", implementing_unit="信息中心")
    defaults.keep(settings)
    keep_folder(settings, FolderUse.IMPORT, "/x")
    assert NewProjectDefaults.kept_in(settings) == defaults
    assert set_folder(settings, FolderUse.IMPORT) == "/x"
    assert set_folder(settings, FolderUse.EXPORT) == ""
