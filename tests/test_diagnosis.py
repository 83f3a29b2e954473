"""The report for whoever helps: what is in it, and that nothing is in it that a user has typed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

from perfeval_desktop import __version__, paths
from perfeval_desktop import diagnosis as module
from perfeval_desktop.diagnosis import diagnosis
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.entry import row_ids
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue

TEMPLATES = TemplateCatalogue()
CANARIES = ("金丝雀", "Canary Bird", "canary7")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that holds all the program keeps, in the home of a user of whom nothing may be told."""
    home = tmp_path / CANARIES[0]
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.setattr(paths, "data_folder", lambda: home / "data")
    monkeypatch.setattr(paths, "log_folder", lambda: home / "log")
    monkeypatch.setattr(paths, "runtime_folder", lambda: home / "run")
    monkeypatch.setattr(paths, "settings_file", lambda: home / "config" / "perfeval.ini")
    paths.log_folder().mkdir(parents=True)
    return home


def filled_with(canary: str) -> Form:
    """Return a form with ``canary`` in each cell that it has."""
    template = TEMPLATES["national-2020"]
    form = blank_form(template, 2023)
    for block in template.blocks:
        for row in row_ids(block, form):
            for column in block.columns:
                form = form.with_text(Place(block.key, row, column.key), canary)
    return form


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    path = home / f"单位 {CANARIES[1]}" / f"{CANARIES[2]} 2023.perfeval"
    path.parent.mkdir()
    with Store.open(path) as opened:
        session = EditingSession(opened, TEMPLATES, by=CANARIES[0])
        ids = session.create([filled_with(canary) for canary in CANARIES], f"新建“{CANARIES[1]}”")
        session.delete(ids[:1], f"删除“{CANARIES[0]}”")
        back_up(opened, paths.backup_folder(path))
        yield opened


def log(*lines: str) -> None:
    paths.log_file().write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_nothing_that_a_user_has_typed_is_in_it_not_even_from_the_log(store: Store, home: Path) -> None:
    log(
        f"2026-11-30 03:28:52,589 WARNING cannot open {home}/导出/2023_{CANARIES[0]}_{CANARIES[1]}.pdf",
        f"2026-11-30 03:28:52,589 WARNING cannot write 2023_{CANARIES[1]}_{CANARIES[2]}.pdf",
        f"2026-11-30 03:28:52,589 ERROR {CANARIES[0]} {CANARIES[1]} {CANARIES[2]}",
        f'  File "{home}/{CANARIES[1]}/perfeval_ui/page.py", line 7 in commit',
    )
    paths.fault_file().write_text(paths.log_file().read_text(encoding="utf-8"), encoding="utf-8")
    for opened in (store, None):
        told = diagnosis(store.path, store=opened, window=[("Qt", "6.8.3")])
        assert "WARNING cannot open" in told
        assert "line 7 in commit" in told
        for canary in (*CANARIES, "Canary", "Bird"):
            assert canary not in told
        assert str(home) not in told


def test_it_tells_of_program_system_places_store_and_backups(store: Store, home: Path) -> None:
    log("2026-11-30 03:28:52,589 WARNING odd")
    told = diagnosis(store.path, store=store, window=[("Qt", "6.8.3")])
    for words in (
        f"PerfEval Desktop {__version__}",
        "Qt：6.8.3",
        "数据文件：~/<14>/<12>.perfeval，",
        f"路径 {len(str(store.path))} 字\n",
        "打开方式：可写",
        "SQLite：3.",
        "journal_mode=truncate",
        "表：2 张，回收站 1 张",
        "检验结果：完好",
        f"文件：{store.path.stat().st_size} 字节，",
        "-journal：0 字节，",
        "份数：1\n",
        "== perfeval.log ==\n2026-11-30 03:28:52,589 WARNING odd\n",
        "== fault.log ==\n(FileNotFoundError)\n",
    ):
        assert words in told
    assert (home / "log").exists()


def test_what_is_wrong_is_counted_by_kind(store: Store) -> None:
    path = store.path
    store.close()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE row SET position = position + 1 WHERE block = 'indicators'")
    told = diagnosis(path)
    assert "检验结果：3 处问题" in told
    assert "“…”的行序号不连续：3 处" in told


def test_a_store_that_does_not_open_is_told_with_the_error_of_the_system(tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    assert "打不开：missing（OperationalError SQLITE_CANTOPEN）" in diagnosis(path)
    assert "文件：读不到（FileNotFoundError）" in diagnosis(path)
    path.write_bytes(b"no database" * 100)
    assert "打不开：foreign（DatabaseError SQLITE_NOTADB）" in diagnosis(path)


def test_a_bug_does_not_keep_the_report_from_being_made(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_store: Store) -> NoReturn:
        raise ZeroDivisionError(CANARIES[0])

    monkeypatch.setattr(Store, "verify", fail)
    told = diagnosis(store.path, store=store)
    assert "程序差错：ZeroDivisionError（diagnosis.py:" in told
    assert "== perfeval.log ==" in told


def test_what_the_system_does_not_tell_is_left_open(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise PermissionError

    log("kept")
    monkeypatch.setattr(module, "backup_names", refuse)
    monkeypatch.setattr("shutil.disk_usage", refuse)
    monkeypatch.setattr("platform.freedesktop_os_release", refuse)
    monkeypatch.setattr(Path, "exists", refuse)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("QT_IM_MODULE", raising=False)
    told = diagnosis(store.path, store=store)
    assert "读不到：PermissionError" in told
    assert "剩余空间不明" in told
    assert "发行版" not in told
    assert "LANG：zh_CN.UTF-8" in told
    assert "QT_IM_MODULE" not in told
    assert "kept" in told


def test_of_a_long_log_the_last_part_is_in_it_from_a_whole_line_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_LOG", 20)
    log("first line", "second line", "third line")
    assert diagnosis(store.path, store=store).split("== perfeval.log ==\n")[1].startswith("third line\n")


@pytest.mark.parametrize(
    ("is_portable", "is_frozen", "kind"), [(1, 1, "便携版"), (0, 1, "安装版"), (0, 0, "源代码")]
)
def test_how_it_was_installed_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch, *, is_portable: int, is_frozen: int, kind: str
) -> None:
    monkeypatch.setattr(paths, "portable_folder", lambda: Path() if is_portable else None)
    monkeypatch.setattr("sys.frozen", bool(is_frozen), raising=False)
    assert f"安装：{kind}" in diagnosis(store.path, store=store)
