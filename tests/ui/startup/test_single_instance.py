import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from perfeval_ui.startup import later_starts, single_instance
from perfeval_ui.startup.single_instance import SingleInstance
from perfeval_ui.stores.request import StoreRequest

# A later start in a process of its own: calls, prints whether it was taken.
LATER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from perfeval_ui.startup.single_instance import SingleInstance
from perfeval_ui.stores.request import StoreRequest
app = QCoreApplication([])
print(SingleInstance(sys.argv[1], Path(sys.argv[2])).hand_over(StoreRequest(Path(sys.argv[3]))))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def name(tmp_path: Path) -> str:
    return f"PerfEval-test-{abs(hash(tmp_path)):x}"


@pytest.fixture
def first(name: str, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[SingleInstance]:
    """Return the running program, which listens."""
    monkeypatch.setattr(single_instance, "_FIRST_FRAME_MS", 0)
    instance = SingleInstance(name, folder)
    assert not instance.hand_over(StoreRequest())
    qtbot.waitUntil(lambda: instance._later_starts is not None)
    yield instance
    instance.release()


def test_the_first_start_runs(first: SingleInstance) -> None:
    assert first.is_first


def test_a_later_start_hands_over_what_it_asks_for_and_does_not_run(
    first: SingleInstance, name: str, folder: Path, qtbot: QtBot
) -> None:
    command = [sys.executable, "-c", LATER, name, str(folder), "/单位 甲/绩效.perfeval"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as later:  # noqa: S603  # this interpreter
        with qtbot.waitSignal(first.called, timeout=20_000) as called:
            pass
        said, _ = later.communicate()
    assert called.args == [StoreRequest(Path("/单位 甲/绩效.perfeval"))]
    assert said == "True\n"


def test_when_the_first_has_ended_the_next_runs(first: SingleInstance, name: str, folder: Path) -> None:
    first.release()
    second = SingleInstance(name, folder)
    assert not second.hand_over(StoreRequest())
    assert second.is_first
    second.release()


def test_a_program_that_was_killed_stands_in_nobodys_way(name: str, folder: Path, qtbot: QtBot) -> None:
    del qtbot
    killed = (
        LATER.replace("print(", "import os; instance = ").replace(
            ").hand_over(StoreRequest(Path(sys.argv[3]))))", "); instance.hand_over(StoreRequest())"
        )
        + "os._exit(1)"
    )
    command = [sys.executable, "-c", killed, name, str(folder), ""]
    assert subprocess.run(command, check=False).returncode == 1  # noqa: S603  # this very interpreter
    assert (folder / f"{name}.lock").exists()
    instance = SingleInstance(name, folder)
    assert not instance.hand_over(StoreRequest())
    assert instance.is_first
    instance.release()


def test_a_program_that_does_not_answer_is_not_waited_for_for_ever(
    name: str, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qtbot
    monkeypatch.setattr(single_instance, "_TIMEOUT_MS", 120)
    folder.mkdir()
    lock = QLockFile(str(folder / f"{name}.lock"))
    assert lock.tryLock(0)
    instance = SingleInstance(name, folder)
    assert not instance.hand_over(StoreRequest())
    assert not instance.is_first
    lock.unlock()


def test_where_there_can_be_no_lock_every_start_runs(name: str, tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    in_the_way = tmp_path / "run"
    in_the_way.touch()
    instance = SingleInstance(name, in_the_way)
    assert not instance.hand_over(StoreRequest())
    assert not instance.is_first
    instance.release()


def test_a_stranger_is_not_answered(first: SingleInstance, qtbot: QtBot) -> None:
    heard: list[object] = []
    first.called.connect(heard.append)
    stranger = QLocalSocket()
    stranger.connectToServer(first._address)
    assert stranger.waitForConnected()
    # In two parts: only a whole line is read.
    stranger.write(b"GET / ")
    stranger.flush()
    qtbot.waitUntil(lambda: not stranger.bytesToWrite())
    with qtbot.waitSignal(stranger.disconnected):
        stranger.write(b"HTTP/1.1\n")
    assert heard == []


def call(first: SingleInstance, said: bytes) -> QLocalSocket:
    """Say something to the running program as a stranger who does not hang up."""
    stranger = QLocalSocket()
    stranger.connectToServer(first._address)
    assert stranger.waitForConnected()
    stranger.write(said)
    stranger.flush()
    return stranger


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"[" * 30_000 + b"\n", id="nested too deeply to be read"),
        pytest.param(b'{"path": ' + b"9" * 30_000 + b"}\n", id="a number too long to be read"),
        pytest.param(b'{"path": "/a\\u0000b", "may_be_made": false}\n', id="no path of any system"),
        pytest.param(b"\xff\xfe\n", id="no text"),
        pytest.param(b"a" * 300_000, id="a line that does not end"),
    ],
)
def test_what_no_start_of_this_program_says_ends_the_call(
    first: SingleInstance, qtbot: QtBot, said: bytes
) -> None:
    heard: list[object] = []
    first.called.connect(heard.append)
    stranger = call(first, said)
    qtbot.waitUntil(lambda: stranger.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []


def test_who_says_nothing_is_not_listened_to_for_ever(
    first: SingleInstance, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later_starts, "_PATIENCE_MS", 1)
    stranger = call(first, b'{"path"')
    qtbot.waitUntil(lambda: stranger.state() is QLocalSocket.LocalSocketState.UnconnectedState)


def test_strangers_who_do_not_hang_up_keep_no_start_from_being_heard(
    first: SingleInstance, name: str, folder: Path, qtbot: QtBot
) -> None:
    strangers = []
    for _ in range(60):
        strangers.append(call(first, b"["))
        qtbot.waitUntil(lambda: len(first.findChildren(QLocalSocket)) == len(strangers))
    command = [sys.executable, "-c", LATER, name, str(folder), "/a.perfeval"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as later:  # noqa: S603  # this interpreter
        with qtbot.waitSignal(first.called, timeout=20_000):
            pass
        said, _ = later.communicate()
    assert said == "True\n"
    assert len(strangers) == 60


def test_a_start_that_has_given_up_waiting_is_not_served_as_well(first: SingleInstance, qtbot: QtBot) -> None:
    heard: list[object] = []
    first.called.connect(heard.append)
    impatient = QLocalSocket()
    impatient.connectToServer(first._address)
    assert impatient.waitForConnected()
    # What lies there unread is not withdrawn by hanging up.
    impatient.write(StoreRequest(Path("/a.perfeval")).encoded())
    assert impatient.waitForBytesWritten()
    with qtbot.waitSignal(impatient.readyRead):
        pass
    (served,) = first.findChildren(QLocalSocket)
    with qtbot.waitSignal(served.destroyed):
        impatient.disconnectFromServer()
    assert heard == []


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows has an owner of its own")
def test_in_the_folder_of_somebody_else_there_is_no_first(
    name: str, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qtbot
    folder.mkdir()
    monkeypatch.setattr("os.getuid", lambda: folder.stat().st_uid + 1)
    instance = SingleInstance(name, folder)
    assert not instance.hand_over(StoreRequest())
    assert not instance.is_first


def test_the_folder_is_made_for_this_user_alone(first: SingleInstance, folder: Path) -> None:
    assert first.is_first
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_others_may_look_into_is_closed(name: str, folder: Path, qtbot: QtBot) -> None:
    del qtbot
    folder.mkdir()
    folder.chmod(0o755)
    instance = SingleInstance(name, folder)
    assert not instance.hand_over(StoreRequest())
    assert instance.is_first
    assert folder.stat().st_mode & 0o077 == 0
    instance.release()
