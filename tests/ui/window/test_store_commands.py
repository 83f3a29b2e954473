from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from perfeval_desktop.paths import default_store
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.window.store_commands import StoreCommands

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def recent(settings: QSettings) -> RecentStores:
    return RecentStores(settings)


@pytest.fixture
def commands(store: Store, settings: QSettings, parent: QWidget) -> StoreCommands:
    return StoreCommands(store, settings, parent)


@pytest.fixture
def requests(commands: StoreCommands) -> list[StoreRequest]:
    """Return what is asked for, as it comes."""
    made: list[StoreRequest] = []
    commands.requested.connect(made.append)
    return made


def dialog(parent: QWidget) -> QFileDialog:
    (found,) = parent.findChildren(QFileDialog)
    return found


@pytest.mark.parametrize("ask", [StoreCommands.ask_open, StoreCommands.ask_new])
def test_the_dialog_begins_where_the_open_store_lies(
    commands: StoreCommands, store: Store, parent: QWidget, ask: Callable[[StoreCommands], None]
) -> None:
    ask(commands)
    asking = dialog(parent)
    assert Path(asking.directory().absolutePath()) == store.path.parent
    assert "*.perfeval" in asking.nameFilters()[0]
    asking.reject()


def test_a_store_to_be_opened_must_be_there(
    commands: StoreCommands, requests: list[StoreRequest], store: Store, parent: QWidget
) -> None:
    commands.ask_open()
    asking = dialog(parent)
    assert asking.fileMode() is QFileDialog.FileMode.ExistingFile
    asking.selectFile(str(store.path))
    asking.accept()
    assert requests == [StoreRequest(store.path)]


def test_a_new_store_may_be_made_and_one_that_is_there_is_not_overwritten(
    commands: StoreCommands, requests: list[StoreRequest], tmp_path: Path, parent: QWidget
) -> None:
    commands.ask_new()
    asking = dialog(parent)
    assert asking.testOption(QFileDialog.Option.DontConfirmOverwrite)
    asking.selectFile("单位")
    asking.accept()
    QCoreApplication.processEvents()
    assert requests == [StoreRequest(tmp_path / "单位.perfeval", may_be_made=True)]


def test_the_menu_lists_the_stores_used_last_but_for_the_open_one(
    commands: StoreCommands, recent: RecentStores, requests: list[StoreRequest], store: Store, tmp_path: Path
) -> None:
    wanted = tmp_path / "甲&乙.perfeval"
    for path in (wanted, store.path):
        recent.add(path)
    menu = QMenu()
    for _ in range(2):
        commands.list_recent(menu)
    (action,) = menu.actions()
    # No mnemonic is made of what stands in a name.
    assert action.text().startswith("&1  ")
    assert action.text().endswith("甲&&乙.perfeval")
    action.trigger()
    assert requests == [StoreRequest(wanted)]


def test_the_way_back_to_the_users_own_store_is_always_there(
    commands: StoreCommands, recent: RecentStores, requests: list[StoreRequest]
) -> None:
    with Store.open(default_store()):
        pass
    menu = QMenu()
    commands.list_recent(menu)
    menu.actions()[0].trigger()
    assert requests == [StoreRequest(default_store())]
    recent.add(default_store())
    commands.list_recent(menu)
    assert len(menu.actions()) == 1


def test_a_menu_without_stores_says_so(commands: StoreCommands) -> None:
    menu = QMenu()
    commands.list_recent(menu)
    (action,) = menu.actions()
    assert action.text() == "没有用过其他数据文件"
    assert not action.isEnabled()
