"""The window moves from a store on a share to the working copy and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop import paths, remote_places
from perfeval_desktop.storage.lease_names import is_leased
from perfeval_desktop.storage.store import Store
from perfeval_ui.startup.window_controller import WindowController
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.window.main_window import MainWindow
from storage.backups.backup_examples import add, projects
from ui.office import Asked


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store on the network."""
    path = tmp_path / "共享" / "单位.perfeval"
    path.parent.mkdir()
    with Store.open(path) as store:
        add(store, "原有")
    monkeypatch.setattr(remote_places, "_is_on_network", lambda path: "共享" in path)
    return path


@pytest.fixture
def controller(home: Path, settings: QSettings, qtbot: QtBot) -> Iterator[WindowController]:
    del home, qtbot
    made = WindowController(settings)
    yield made
    made.clear()


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return whether the program was asked to end."""
    calls: list[str] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_: calls.append("quit"))
    return calls


def store_of(controller: WindowController) -> Store:
    assert controller._store is not None
    return controller._store


def window_of(controller: WindowController) -> MainWindow:
    assert controller.window is not None
    return controller.window


def check_out(controller: WindowController, share: Path, qapp: QApplication) -> None:
    """Open the store on the share, check it out and add a form to the working copy."""
    assert controller.start(StoreRequest(share))
    window_of(controller).message_bar.buttons[0].click()
    qapp.processEvents()
    add(store_of(controller), "新填的")


def projects_in(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return sorted(projects(store))


def test_checked_out_the_window_goes_on_with_the_working_copy(
    controller: WindowController, share: Path, qapp: QApplication, settings: QSettings
) -> None:
    check_out(controller, share, qapp)
    store = store_of(controller)
    assert not store.is_read_only
    assert store.path.is_relative_to(paths.checkouts_folder())
    assert "已签出到本机" in window_of(controller).message_bar.text.text()
    assert RecentStores(settings).newest_first[0] == store.path
    # Whoever opens the store on the share goes on with it, too.
    assert controller.open(StoreRequest(share))
    assert store_of(controller) is store


def test_the_next_start_goes_on_with_it(
    controller: WindowController, share: Path, qapp: QApplication, settings: QSettings
) -> None:
    check_out(controller, share, qapp)
    path = store_of(controller).path
    controller.clear()
    later = WindowController(settings)
    assert later.start(StoreRequest())
    assert store_of(later).path == path
    assert "（已签出）" in window_of(later).windowTitle()
    later.clear()


def test_checked_in_it_shows_the_store_on_the_share_again(
    controller: WindowController, share: Path, qapp: QApplication, settings: QSettings
) -> None:
    check_out(controller, share, qapp)
    window_of(controller).actions_.check_in.trigger()
    qapp.processEvents()
    assert store_of(controller).path == share
    assert store_of(controller).is_read_only
    assert window_of(controller).message_bar.text.text().startswith("已签入")
    assert projects_in(share) == ["原有", "新填的"]
    assert RecentStores(settings).newest_first == (share,)


def test_given_up_as_well(
    controller: WindowController, share: Path, qapp: QApplication, asked: Asked
) -> None:
    check_out(controller, share, qapp)
    asked.answers = ["放弃签出"]
    window_of(controller).actions_.give_up.trigger()
    qapp.processEvents()
    assert store_of(controller).path == share
    assert projects_in(share) == ["原有"]
    assert not is_leased(share)


def test_where_it_cannot_be_checked_in_the_working_copy_stays_open(
    controller: WindowController, share: Path, qapp: QApplication
) -> None:
    check_out(controller, share, qapp)
    path = store_of(controller).path
    share.parent.rename(share.parent.with_name("断开"))
    window_of(controller).actions_.check_in.trigger()
    qapp.processEvents()
    assert store_of(controller).path == path
    assert not store_of(controller).is_read_only
    assert window_of(controller).message_bar.text.text().startswith("没有签入")


def test_the_program_ends_once_it_is_checked_in(
    controller: WindowController, share: Path, qapp: QApplication, asked: Asked, ended: list[str]
) -> None:
    check_out(controller, share, qapp)
    asked.answers = ["现在签入"]
    window_of(controller).close()
    qapp.processEvents()
    assert ended == ["quit"]
    assert controller.window is None
    assert projects_in(share) == ["原有", "新填的"]
    # The next start shows the store on the share.
    assert controller.start(StoreRequest())
    assert store_of(controller).path == share


def test_it_does_not_end_where_that_fails(
    controller: WindowController, share: Path, qapp: QApplication, asked: Asked, ended: list[str]
) -> None:
    check_out(controller, share, qapp)
    share.parent.rename(share.parent.with_name("断开"))
    asked.answers = ["现在签入"]
    window_of(controller).close()
    qapp.processEvents()
    assert ended == []
    assert window_of(controller).isVisible()


def test_a_share_that_goes_at_that_moment_leaves_a_window_on_the_users_own_store(
    controller: WindowController,
    share: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    asked: Asked,
) -> None:
    check_out(controller, share, qapp)
    carried_out = controller._shares.carry_out

    def carry_out_and_lose(action: object, store: Path) -> object:
        done = carried_out(action, store)  # type: ignore[arg-type]  # as it is called
        share.parent.rename(share.parent.with_name("断开"))
        return done

    monkeypatch.setattr(controller._shares, "carry_out", carry_out_and_lose)
    asked.answers = ["退出"]
    window_of(controller).actions_.check_in.trigger()
    qapp.processEvents()
    assert store_of(controller).path == paths.default_store()
    assert "已签入" in window_of(controller).message_bar.text.text()


def test_where_the_user_wants_to_go_back_nothing_is_done(
    controller: WindowController, share: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_out(controller, share, qapp)
    window = window_of(controller)
    monkeypatch.setattr(window, "prepare_to_close", lambda: False)
    window.actions_.check_in.trigger()
    qapp.processEvents()
    assert controller.window is window
    assert is_leased(share)


def test_without_any_store_left_the_program_ends(
    controller: WindowController,
    share: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    ended: list[str],
) -> None:
    check_out(controller, share, qapp)
    monkeypatch.setattr(controller, "open", lambda _request: False)
    monkeypatch.setattr(controller, "_open_last", lambda: False)
    window_of(controller).actions_.check_in.trigger()
    qapp.processEvents()
    assert ended == ["quit"]
    assert isinstance(qapp, QGuiApplication)
