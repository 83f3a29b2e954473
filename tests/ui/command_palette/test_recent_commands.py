"""The commands that were run last."""

from PySide6.QtCore import QSettings

from perfeval_ui.command_palette.recent_commands import RecentCommands


def test_the_last_one_comes_first_and_none_twice(settings: QSettings) -> None:
    recent = RecentCommands(settings)
    assert recent.newest_first == ()
    for key in ("甲", "乙", "甲"):
        recent.add(key)
    assert RecentCommands(settings).newest_first == ("甲", "乙")


def test_no_more_than_a_dozen_are_kept(settings: QSettings) -> None:
    recent = RecentCommands(settings)
    for number in range(20):
        recent.add(str(number))
    assert len(recent.newest_first) == 12


def test_a_spoilt_list_counts_as_none(settings: QSettings) -> None:
    settings.setValue("recent_commands", 5)
    assert RecentCommands(settings).newest_first == ()
    settings.setValue("recent_commands", "甲")
    assert RecentCommands(settings).newest_first == ("甲",)
