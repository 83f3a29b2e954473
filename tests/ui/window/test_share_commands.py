from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop import remote_places
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.lease_names import is_leased, lease_file
from perfeval_desktop.storage.shares import checkout
from perfeval_desktop.storage.shares.checkout import check_out
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.stores.shares import ShareAction
from perfeval_ui.window.main_window import MainWindow
from ui.office import Asked

pytestmark = pytest.mark.usefixtures("home")


class Shown:
    """Windows on stores, and what they ask of their maker."""

    def __init__(self, settings: QSettings, qtbot: QtBot) -> None:
        self._settings, self._qtbot = settings, qtbot
        self.wanted: list[ShareAction] = []
        self.stores: list[Store] = []

    def on(self, store: Store) -> MainWindow:
        self.stores.append(store)
        signals = SessionSignals(EditingSession(store, TemplateCatalogue()))
        window = MainWindow(signals, store, self._settings)
        # Closing would ask.
        self._qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "share", None))
        window.commands.shares.wanted.connect(self.wanted.append)
        window.start()
        window.show()
        return window


@pytest.fixture
def shown(settings: QSettings, qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(settings, qtbot)
    yield made
    for store in made.stores:
        store.close()


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store on the network."""
    path = tmp_path / "共享" / "单位.perfeval"
    path.parent.mkdir()
    Store.open(path).close()
    monkeypatch.setattr(remote_places, "_is_on_network", lambda path: "共享" in path)
    return path


@pytest.fixture
def reader(share: Path, shown: Shown) -> MainWindow:
    """Return the window on a store on the network that nobody has."""
    return shown.on(Store.open(share, read_only=True))


@pytest.fixture
def writer(share: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """Return the window on a working copy; the end of the test does not ask about it."""
    monkeypatch.setattr(QGuiApplication, "isSavingSession", lambda _app: False)
    return shown.on(Store.open(check_out(share).working_copy))


def test_a_store_on_the_network_says_why_it_is_only_shown_and_offers_the_way(
    reader: MainWindow, shown: Shown
) -> None:
    bar = reader.message_bar
    assert bar.isVisible()
    assert "“单位”在网络共享文件夹里，现在只能查看" in bar.text.text()
    assert reader.status_bar.saved.text() == "只能查看，签出后可以填写"
    bar.buttons[0].click()
    assert shown.wanted == [ShareAction.CHECK_OUT]


def test_who_has_it_is_told(share: Path, shown: Shown) -> None:
    check_out(share, user="李四")
    window = shown.on(Store.open(share, read_only=True))
    assert window.message_bar.text.text().startswith("“单位”已由 李四（电脑")
    assert window.status_bar.saved.text() == "只能查看，已被签出"


def test_a_lease_of_another_is_broken_only_where_the_user_insists(
    share: Path, shown: Shown, asked: Asked
) -> None:
    made = check_out(share, user="李四")
    made.forget()
    window = shown.on(Store.open(share, read_only=True))
    asked.answers = ["返回", "解除对方的签出，由我来填"]
    window.actions_.check_out.trigger()
    assert shown.wanted == []
    assert is_leased(share)
    window.actions_.check_out.trigger()
    assert shown.wanted == [ShareAction.CHECK_OUT]
    assert not is_leased(share)
    assert "已由 李四" in asked.questions[0]


def test_a_lease_that_cannot_be_broken_is_told(
    share: Path, shown: Shown, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError(StorageErrorKind.CONFLICT, "已经换了。")

    lease_file(share).touch()
    monkeypatch.setattr(checkout, "break_lease", refuse)
    window = shown.on(Store.open(share, read_only=True))
    asked.answers = ["解除对方的签出，由我来填"]
    window.actions_.check_out.trigger()
    assert window.message_bar.text.text() == "已经换了。"
    assert shown.wanted == []


def test_a_lease_of_ones_own_that_was_left_over_needs_no_question(share: Path, shown: Shown) -> None:
    check_out(share).working_copy.unlink()
    window = shown.on(Store.open(share, read_only=True))
    window.actions_.check_out.trigger()
    assert shown.wanted == [ShareAction.CHECK_OUT]


def test_a_working_copy_says_so_and_is_checked_in(writer: MainWindow, shown: Shown, asked: Asked) -> None:
    assert "单位（已签出）" in writer.windowTitle()
    assert writer.status_bar.share.text() == "已签出到本机"
    assert not writer.actions_.check_out.isEnabled()
    writer.actions_.check_in.trigger()
    asked.answers = ["返回", "放弃签出", "以后再签入"]
    writer.actions_.give_up.trigger()
    assert shown.wanted == [ShareAction.CHECK_IN]
    writer.actions_.give_up.trigger()
    assert shown.wanted == [ShareAction.CHECK_IN, ShareAction.GIVE_UP]
    assert writer.close()


def test_at_the_end_it_is_asked_whether_to_check_in(writer: MainWindow, shown: Shown, asked: Asked) -> None:
    asked.answers = ["返回", "现在签入", "以后再签入"]
    assert not writer.close()
    assert shown.wanted == []
    assert not writer.close()
    assert shown.wanted == [ShareAction.CHECK_IN_AND_QUIT]
    assert writer.close()
    assert "还签出在本机" in asked.questions[0]


def test_nobody_is_asked_while_the_system_ends_the_session(
    writer: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "isSavingSession", lambda _app: True)
    assert writer.close()
