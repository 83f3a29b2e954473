"""Whatever is typed wherever: after a crash it comes back as if it had been saved, and can be undone."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.unsaved_work import TypedText, WayBack
from perfeval_desktop.work_keeper import WorkKeeper
from session_driver import SessionDriver
from small_forms import SELF
from small_strategies import forms_of, places

# Also halves of rare characters.
typed = st.text(st.characters(categories=None), max_size=20)


def crashed(driver: SessionDriver, folder: Path) -> WorkKeeper:
    """Keep what is not saved, and start the program anew."""
    works = UnsavedFolder(driver.store, folder)
    WorkKeeper(driver.session, works).keep()
    works.close()
    driver.restart()
    return WorkKeeper(driver.session, UnsavedFolder(driver.store, folder))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_text_comes_back_as_if_it_had_been_saved(data: st.DataObject) -> None:
    form: Form = data.draw(forms_of(SELF))
    place, text = data.draw(st.sampled_from(places(SELF, form))), data.draw(typed)
    with TemporaryDirectory() as name:
        driver = SessionDriver(Path(name) / "自评.perfeval")
        form_id = driver.open_new(form)
        before = driver.saved(form_id)
        wanted = enter(SELF, before, place, text)
        driver.session.preview(wanted, TypedText(place, text))
        keeper = crashed(driver, Path(name) / "未保存")
        offers = keeper.offers()
        assert [one.prospect.way for one in offers] == [WayBack.READY] * (wanted != before)
        for offer in offers:
            assert keeper.put_back(offer.left)
        assert driver.saved(form_id) == wanted
        for _ in offers:
            assert driver.session.undo()
        assert driver.saved(form_id) == before
        driver.store.close()


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_refused_commit_comes_back_whatever_it_changes(data: st.DataObject) -> None:
    form, wanted = data.draw(forms_of(SELF)), data.draw(forms_of(SELF))
    with TemporaryDirectory() as name:
        driver = SessionDriver(Path(name) / "自评.perfeval")
        form_id = driver.open_new(form)
        driver.store.room = 0
        is_saved = driver.session.commit(wanted, "改")
        keeper = crashed(driver, Path(name) / "未保存")
        offers = keeper.offers()
        assert len(offers) == (not is_saved)
        for offer in offers:
            assert offer.prospect.way is WayBack.READY
            assert keeper.put_back(offer.left)
        assert driver.saved(form_id) == wanted
        assert keeper.offers() == []
        driver.store.close()
