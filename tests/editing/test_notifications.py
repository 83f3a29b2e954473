from perfeval_desktop.domain.patch import difference
from perfeval_desktop.session import Notification
from session_driver import FIRST, SECOND, SessionDriver
from small_forms import TRAININGS, with_cell


def test_the_patch_that_was_saved_is_the_one_in_the_notification(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.commit(SECOND, "改名")
    (revision,) = driver.session.revisions()[1:]
    assert driver.notifications[-1].patch == revision.patch == difference(FIRST, SECOND)


def test_after_a_preview_the_patch_leads_from_what_was_seen(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    typed = with_cell(TRAININGS, "actual", "5场", FIRST)
    driver.session.preview(typed)
    driver.session.commit(SECOND, "改名")
    previewed, committed = driver.notifications
    assert previewed.patch == difference(FIRST, typed)
    assert committed.patch == difference(typed, SECOND)


def test_what_leaves_the_open_form_alone_has_an_empty_patch(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    driver.session.create([SECOND], "新建")
    assert driver.notifications[-1].patch is not None
    assert not driver.notifications[-1].patch
    driver.session.open(None)
    assert driver.notifications[-1].patch is None


def test_a_form_opened_again_has_no_patch_from_the_one_before(driver: SessionDriver) -> None:
    form_id = driver.open_new(FIRST)
    driver.session.preview(SECOND)
    driver.session.open(form_id)
    assert driver.notifications[-1].patch is None


def test_listeners_are_notified_in_turn_until_they_unsubscribe(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    notified: list[str] = []
    unsubscribe = driver.session.subscribe(lambda _: notified.append("第一"))
    driver.session.subscribe(lambda _: notified.append("第二"))
    driver.session.preview(SECOND)
    unsubscribe()
    driver.session.preview(None)
    assert notified == ["第一", "第二", "第二"]


def test_a_listener_may_unsubscribe_while_it_is_notified(driver: SessionDriver) -> None:
    driver.open_new(FIRST)
    notified: list[str] = []

    def unsubscribe_at_once(_: Notification) -> None:
        notified.append("第一")
        unsubscribe()

    unsubscribe = driver.session.subscribe(unsubscribe_at_once)
    driver.session.subscribe(lambda _: notified.append("第二"))
    driver.session.preview(SECOND)
    driver.session.preview(None)
    assert notified == ["第一", "第二", "第二"]
