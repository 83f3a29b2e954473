"""How a store comes to be opened where that is not simply possible; real files, answered questions."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

import broken_stores
from perfeval_desktop import paths
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store
from perfeval_ui.startup import rescuing
from perfeval_ui.startup.store_opener import StoreOpener
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.stores.request import StoreRequest
from perfeval_ui.stores.second_place import SecondPlace, SecondPlaceSettings
from storage.backups.backup_examples import files, projects
from storage.examples import add, named
from ui.office import Asked

RESTORE, SALVAGE, RETRY, QUIT = "恢复最近的备份", "抢救还能读出的表", "重试", "退出"


@pytest.fixture
def opener(home: Path, settings: QSettings) -> StoreOpener:
    del home
    return StoreOpener(settings)


@pytest.fixture
def path(home: Path) -> Path:
    """Return a store of two forms, the first of which is in a backup."""
    made = home / "单位" / "自评.perfeval"
    made.parent.mkdir(parents=True)
    with Store.open(made) as store:
        add(store, named("早先的"))
        back_up(store, paths.backup_folder(made))
        add(store, named("后来的"))
    return made


def opened(opener: StoreOpener, path: Path, *, may_be_made: bool = False) -> list[str] | None:
    """Return the projects of the store that is opened, ``None`` for none."""
    store = opener.open(StoreRequest(path, may_be_made))
    if store is None:
        return None
    with store:
        return sorted(projects(store))


# -- a store that can be opened ----------------------------------------------------------------------------


def test_a_store_that_may_be_made_is_made(opener: StoreOpener, tmp_path: Path) -> None:
    assert opened(opener, tmp_path / "单位" / "新.perfeval", may_be_made=True) == []


def test_a_store_in_use_is_opened_for_reading_where_the_user_agrees(
    opener: StoreOpener, store: Store, asked: Asked
) -> None:
    asked.answers = ["只读打开"]
    read_only = opener.open(StoreRequest(store.path))
    assert read_only is not None
    assert read_only.is_read_only
    read_only.close()
    assert "打开" in asked.questions[0]


def test_a_store_in_use_is_left_alone_where_she_does_not(
    opener: StoreOpener, store: Store, asked: Asked
) -> None:
    asked.answers = ["不打开"]
    assert opener.open(StoreRequest(store.path)) is None


def test_a_store_in_use_is_tried_again(opener: StoreOpener, store: Store, asked: Asked) -> None:
    asked.answers = [RETRY, "不打开"]
    assert opener.open(StoreRequest(store.path)) is None
    assert len(asked.questions) == 2


def test_a_backup_is_only_looked_at(opener: StoreOpener, store: Store, tmp_path: Path, asked: Asked) -> None:
    backup = back_up(store, tmp_path / "备份")
    asked.answers = ["不打开", "只读打开"]
    assert opened(opener, backup.path) is None
    read_only = opener.open(StoreRequest(backup.path))
    assert read_only is not None
    assert read_only.is_read_only
    read_only.close()
    assert "是一份备份，只能查看" in asked.questions[0]


@pytest.mark.parametrize(
    ("kind", "words"), [(StorageErrorKind.CORRUPT, "有损坏。"), (StorageErrorKind.FULL, "现在打不开。")]
)
def test_a_store_that_cannot_even_be_read_is_told(
    opener: StoreOpener,
    store: Store,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
    *,
    kind: StorageErrorKind,
    words: str,
) -> None:
    def refuse(_path: Path, *, read_only: bool = False) -> Store:
        raise StorageError(kind if read_only else StorageErrorKind.READ_ONLY, "不能打开。")

    monkeypatch.setattr(Store, "open", refuse)
    asked.answers = ["只读打开", QUIT]
    assert opener.open(StoreRequest(store.path)) is None
    assert words in asked.questions[1]


# -- damage ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damage", "words", "found"),
    [
        (broken_stores.empty, "变成空的了。", ["早先的"]),
        (broken_stores.put_text, "被换成了别的文件，里面不是自评数据。", ["早先的"]),
        (broken_stores.put_other_database, "被换成了别的程序的数据。", ["早先的"]),
        (broken_stores.put_folder, "现在是一个文件夹，不是数据文件。", ["早先的"]),
        (broken_stores.remove, "不见了。", ["早先的"]),
        (broken_stores.zero_header, "有损坏。", ["后来的", "早先的"]),
    ],
)
def test_the_first_way_out_brings_the_forms_back(
    opener: StoreOpener,
    path: Path,
    asked: Asked,
    *,
    damage: Callable[[Path], None],
    words: str,
    found: list[str],
) -> None:
    damage(path)
    asked.answers = [RESTORE]
    assert opened(opener, path) == found
    question, result = asked.questions
    assert words in question.splitlines()[0]
    assert "不用担心" in question
    assert result.startswith(f"已恢复，现在有 {len(found)} 份自评表。")


def test_the_forms_of_the_file_are_salvaged_where_the_user_chooses_that(
    opener: StoreOpener, path: Path, asked: Asked
) -> None:
    broken_stores.zero_header(path)
    asked.answers = [SALVAGE]
    assert opened(opener, path) == ["后来的", "早先的"]
    assert "的备份" not in asked.questions[1]


def test_a_rescue_that_fails_is_told_and_the_ways_out_are_offered_again(
    opener: StoreOpener, path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise StorageError(StorageErrorKind.FULL, "没有恢复：磁盘已满。")

    monkeypatch.setattr(rescuing, "rescue", refuse)
    path.unlink()
    asked.answers = [RESTORE, "知道了", QUIT]
    assert opened(opener, path) is None
    assert asked.questions[1] == "没有恢复：磁盘已满。"


def test_whoever_gives_up_finds_everything_as_it_was(opener: StoreOpener, path: Path, asked: Asked) -> None:
    broken_stores.put_text(path)
    before = files(path.parent)
    asked.answers = [QUIT]
    assert opened(opener, path) is None
    assert set(files(path.parent)) - {f"{path.name}.lock"} == set(before) - {f"{path.name}.lock"}


def test_a_backup_in_the_second_place_is_found(
    opener: StoreOpener, path: Path, settings: QSettings, asked: Asked
) -> None:
    paths.backup_folder(path).rename(path.parent / "U盘")
    SecondPlaceSettings(settings).set(path, SecondPlace(path.parent / "U盘"))
    path.unlink()
    asked.answers = [RESTORE]
    assert opened(opener, path) == ["早先的"]


# -- out of reach ------------------------------------------------------------------------------------------


def test_a_store_whose_drive_is_gone_is_tried_again_once_it_is_back(
    opener: StoreOpener, path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = path.parent.with_name("拔掉了")
    path.parent.rename(away)
    answer = asked.answer_rescue

    def plug_in(dialog: object) -> int:
        if len(asked.questions) == 1:
            away.rename(path.parent)
        return answer(dialog)  # type: ignore[arg-type]

    monkeypatch.setattr(asked, "answer_rescue", plug_in)
    asked.answers = [RETRY, RETRY]
    assert opened(opener, path) == ["后来的", "早先的"]
    assert "U 盘" in asked.questions[0]
    assert asked.questions[0].splitlines()[3].startswith(RETRY), "it is the default"
    assert "还是不行" in asked.questions[1]


def test_a_store_whose_drive_is_gone_is_never_made_there(
    opener: StoreOpener, path: Path, settings: QSettings, asked: Asked
) -> None:
    RecentStores(settings).add(path)
    path.parent.rename(path.parent.with_name("拔掉了"))
    asked.answers = [QUIT]
    assert opened(opener, path, may_be_made=True) is None
    assert not path.parent.exists()


def test_a_store_that_was_there_before_is_not_made_anew_unasked(
    opener: StoreOpener, settings: QSettings, tmp_path: Path, asked: Asked
) -> None:
    known = tmp_path / "旧.perfeval"
    RecentStores(settings).add(known)
    asked.answers = [QUIT]
    assert opened(opener, known, may_be_made=True) is None
    assert "旁边没有找到备份" in asked.questions[0]
    assert not known.exists()


def test_a_store_of_which_there_are_backups_is_not_made_anew_unasked(
    opener: StoreOpener, path: Path, asked: Asked
) -> None:
    path.unlink()
    asked.answers = [QUIT]
    assert opened(opener, path, may_be_made=True) is None
    assert not path.exists()


def test_a_file_that_may_not_be_read_is_no_damage(
    opener: StoreOpener, path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_stores.zero_header(path)

    def refuse(*_arguments: object) -> None:
        raise StorageError(StorageErrorKind.READ_ONLY, "不能读。")

    monkeypatch.setattr(rescuing, "look_for_finds", refuse)
    asked.answers = [QUIT]
    assert opened(opener, path) is None
    assert "现在读不了" in asked.questions[0]
    assert RESTORE not in asked.questions[0]


def test_a_store_of_a_later_program_is_not_tried_again(
    opener: StoreOpener, path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> Store:
        raise StorageError(StorageErrorKind.NEWER, "由更新的程序写成。")

    monkeypatch.setattr(Store, "open", refuse)
    asked.answers = [QUIT]
    assert opened(opener, path) is None
    assert RETRY not in asked.questions[0]


# -- another store -----------------------------------------------------------------------------------------


def test_the_store_of_this_computer_is_offered_where_another_is_out_of_reach(
    opener: StoreOpener, tmp_path: Path, asked: Asked
) -> None:
    with Store.open(paths.default_store()) as store:
        add(store, named("本机的"))
    asked.answers = ["打开本机的"]
    assert opened(opener, tmp_path / "没有" / "网络盘.perfeval") == ["本机的"]
