from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from perfeval_ui.window.docks import add_dock, stacked


def test_a_dock_has_no_title_bar_and_can_be_closed_but_not_moved(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    dock = add_dock(window, "项目", "tree", QLabel("甲"), Qt.DockWidgetArea.LeftDockWidgetArea)
    window.show()
    assert window.dockWidgetArea(dock) is Qt.DockWidgetArea.LeftDockWidgetArea
    assert dock.titleBarWidget().height() == 0
    assert dock.toggleViewAction().text() == "项目"
    assert dock.features() is dock.DockWidgetFeature.DockWidgetClosable


def test_of_two_stacked_widgets_one_takes_the_room_that_is_left(qtbot: QtBot) -> None:
    for tall in (0, 1):
        labels = QLabel("甲"), QLabel("乙")
        both = stacked(*labels, tall=labels[tall])
        qtbot.addWidget(both)
        both.resize(100, 500)
        both.show()
        small = labels[1 - tall]
        assert small.height() == small.sizeHint().height()
        assert labels[tall].height() == 500 - small.height()
