"""What is not saved is kept, forgotten once it is saved, and offered after a crash."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.errors import OutputError
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.unsaved_work import LeftWork, TypedText, UnsavedWork, WayBack
from perfeval_desktop.work_keeper import WorkKeeper
from session_driver import FIRST, SessionDriver
from small_forms import PROJECT

AT = datetime(2024, 5, 6, 10, 32, 5).astimezone()


class Works(UnsavedFolder):
    """Counts what is written; refuses it where the disk ``is_full``."""

    written = 0
    is_full = False

    def keep(self, work: UnsavedWork) -> None:
        if self.is_full:
            raise OutputError("磁盘已满。")
        super().keep(work)
        self.written += 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "未保存"


@pytest.fixture
def works(driver: SessionDriver, folder: Path) -> Iterator[Works]:
    made = Works(driver.store, folder)
    yield made
    made.close()


@pytest.fixture
def keeper(driver: SessionDriver, works: Works) -> WorkKeeper:
    made = WorkKeeper(driver.session, works, clock=lambda: AT)
    driver.session.subscribe(lambda _: made.follow())
    return made


def type_in(driver: SessionDriver, text: str) -> None:
    driver.session.preview(driver.session.base.with_text(PROJECT, text), TypedText(PROJECT, text))


def kept(folder: Path) -> int:
    """Return how many files of unsaved work there are."""
    return len(list(folder.glob("*.json")))


def after_a_crash(driver: SessionDriver, works: Works, folder: Path) -> WorkKeeper:
    works.close()
    driver.restart()
    return WorkKeeper(driver.session, Works(driver.store, folder), clock=lambda: AT)


def texts(left: LeftWork) -> list[str]:
    return [one.text for one in left.work.texts]


def test_what_is_typed_is_kept_and_forgotten_once_it_is_saved(
    driver: SessionDriver, keeper: WorkKeeper, folder: Path
) -> None:
    driver.open_new()
    keeper.keep()
    type_in(driver, "改名")
    assert kept(folder) == 0
    keeper.keep()
    assert kept(folder) == 1
    driver.session.commit(FIRST.with_text(PROJECT, "改名"), "改")
    assert kept(folder) == 0


def test_what_is_typed_on_and_on_is_kept_as_it_is_then(
    driver: SessionDriver, keeper: WorkKeeper, works: Works, folder: Path
) -> None:
    driver.open_new()
    for text in ("改", "改名", "改名了"):
        type_in(driver, text)
        keeper.keep()
    keeper.keep()
    assert works.written == 3
    (offer,) = after_a_crash(driver, works, folder).offers()
    assert (texts(offer.left), offer.left.work.at) == (["改名了"], AT)


def test_what_is_typed_and_taken_away_again_is_kept_no_longer(
    driver: SessionDriver, keeper: WorkKeeper, folder: Path
) -> None:
    driver.open_new()
    type_in(driver, "改名")
    keeper.keep()
    type_in(driver, "甲项目")
    keeper.keep()
    assert kept(folder) == 0


def test_escape_gives_it_up(driver: SessionDriver, keeper: WorkKeeper, folder: Path) -> None:
    driver.open_new()
    type_in(driver, "改名")
    keeper.keep()
    driver.session.preview(None)
    assert kept(folder) == 0


def test_what_a_full_disk_refuses_is_kept_until_it_is_saved(
    driver: SessionDriver, keeper: WorkKeeper, folder: Path
) -> None:
    driver.open_new()
    driver.store.room = 0
    driver.session.commit(FIRST.with_text(PROJECT, "改名"), "改")
    keeper.keep()
    assert kept(folder) == 1
    driver.store.room = None
    driver.session.retry()
    assert kept(folder) == 0


def test_what_could_not_be_kept_is_tried_again(
    driver: SessionDriver, keeper: WorkKeeper, works: Works, folder: Path
) -> None:
    driver.open_new()
    type_in(driver, "改名")
    works.is_full = True
    with pytest.raises(OutputError, match="磁盘已满"):
        keeper.keep()
    works.is_full = False
    keeper.keep()
    assert kept(folder) == 1


def test_what_is_not_saved_at_the_end_has_been_given_up(
    driver: SessionDriver, keeper: WorkKeeper, folder: Path
) -> None:
    driver.open_new()
    driver.session.preview(None, TypedText(YEAR, "20x"))
    keeper.keep()
    keeper.close()
    assert list(folder.iterdir()) == []


# -- after a crash -------------------------------------------------------------------------------------------


def test_it_is_put_back_and_forgotten(
    driver: SessionDriver, keeper: WorkKeeper, works: Works, folder: Path
) -> None:
    form_id = driver.open_new()
    type_in(driver, "改名")
    keeper.keep()
    later = after_a_crash(driver, works, folder)
    (offer,) = later.offers()
    assert offer.prospect.way is WayBack.READY
    assert later.put_back(offer.left)
    assert driver.saved(form_id) == FIRST.with_text(PROJECT, "改名")
    assert (later.offers(), kept(folder)) == ([], 0)


def test_it_is_not_forgotten_before_it_is_saved(
    driver: SessionDriver, keeper: WorkKeeper, works: Works, folder: Path
) -> None:
    driver.open_new()
    type_in(driver, "改名")
    keeper.keep()
    later = after_a_crash(driver, works, folder)
    (offer,) = later.offers()
    driver.store.room = 0
    assert not later.put_back(offer.left)
    assert later.offers() == [offer]


def test_what_was_saved_at_the_last_moment_is_forgotten_unasked(
    driver: SessionDriver, works: Works, folder: Path
) -> None:
    driver.open_new()
    # Nobody follows: the crash comes between the saving and the forgetting.
    deaf = WorkKeeper(driver.session, works, clock=lambda: AT)
    type_in(driver, "改名")
    deaf.keep()
    driver.session.commit(FIRST.with_text(PROJECT, "改名"), "改")
    assert kept(folder) == 1
    assert after_a_crash(driver, works, folder).offers() == []
    assert kept(folder) == 0


def test_it_can_be_discarded(driver: SessionDriver, keeper: WorkKeeper, works: Works, folder: Path) -> None:
    driver.open_new()
    type_in(driver, "改名")
    keeper.keep()
    later = after_a_crash(driver, works, folder)
    (offer,) = later.offers()
    later.discard(offer.left)
    assert (later.offers(), kept(folder)) == ([], 0)
