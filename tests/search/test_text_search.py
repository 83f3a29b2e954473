"""Forms found by the texts in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.errors import StorageError
from perfeval_desktop.search.text_search import excerpt, spellings, text_hits
from perfeval_desktop.search.words import words_of
from perfeval_desktop.store import FormId
from perfeval_desktop.summary_texts import folded
from session_driver import GRID, SessionDriver
from small_forms import CATALOGUE, SELF, clean_form, named

NAME = Place(GRID, RowId("r1"), "level3")


def noted(text: str, name: str = "甲项目") -> Form:
    return enter(SELF, named(clean_form(), name), NOTE, text)


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[SessionDriver]:
    made = SessionDriver(tmp_path / "自评.perfeval")
    yield made
    made.store.close()


def found(driver: SessionDriver, form_ids: tuple[FormId, ...], typed: str) -> list[tuple[FormId, str, str]]:
    hits = text_hits(driver.session, form_ids, words_of(typed))
    return [(hit.form_id, hit.label, hit.excerpt) for hit in hits]


def test_a_hit_names_its_place_and_the_text_around_it(driver: SessionDriver) -> None:
    first, second = driver.session.create([noted("无"), noted("参见\n会议 纪要第3号", "乙项目")], "新建")
    assert found(driver, (first, second), "会议纪要") == [(second, "备注", "参见 会议 纪要第3号")]
    (hit,) = text_hits(driver.session, [second], ("会议纪要",))
    assert hit.place == NOTE


@pytest.mark.parametrize("typed", ["ＡＢ", "ab", "会\u200b议", "（第3号", "ab 会议"])
def test_neither_case_nor_width_nor_hidden_characters_matter(driver: SessionDriver, typed: str) -> None:
    form_ids = driver.session.create([noted("aＢ会\u00ad议\u200b(第３号")], "新建")
    assert len(found(driver, form_ids, typed)) == 1


@pytest.mark.parametrize("typed", ["hyjy", "会议 无此词", "议会"])
def test_all_words_have_to_stand_in_one_cell_as_they_are_typed(driver: SessionDriver, typed: str) -> None:
    form_ids = driver.session.create([noted("会议纪要")], "新建")
    assert found(driver, form_ids, typed) == []


def test_words_of_two_cells_are_no_hit(driver: SessionDriver) -> None:
    (form_id,) = driver.session.create([noted("会议纪要")], "新建")
    form = driver.session.load(form_id)
    name = form.row(GRID, form.rows(GRID)[0].id)
    assert name is not None
    assert found(driver, (form_id,), f"会议 {name.text('level3')}") == []


def test_each_form_is_told_of_once_in_the_order_asked_for(driver: SessionDriver) -> None:
    form_ids = driver.session.create([noted(f"会议{number}") for number in range(3)], "新建")
    asked = form_ids[::-1]
    assert [form_id for form_id, *_ in found(driver, asked, "会议")] == list(asked)
    assert [hit.form_id for hit in text_hits(driver.session, asked, ("会议",), most=2)] == list(asked[:2])


def test_a_cell_without_a_place_in_the_template_is_passed_over(driver: SessionDriver) -> None:
    (form_id,) = driver.session.create([noted("会议")], "新建")
    driver.store.database.connection.execute(
        'UPDATE "row" SET cells = \'{"gone":"会议"}\' WHERE block = \'form\''
    )
    assert found(driver, (form_id,), "会议") == []


def test_a_form_whose_template_is_missing_is_passed_over(driver: SessionDriver) -> None:
    form_ids = driver.session.create([noted("会议")], "新建")
    driver.store.database.connection.execute("DELETE FROM template")
    others = {name: one for name, one in CATALOGUE.items() if name != SELF.id}
    driver.store.close()
    driver.start(catalogue=others)
    assert found(driver, form_ids, "会议") == []


def test_a_store_that_cannot_be_read_is_told_of(driver: SessionDriver) -> None:
    form_ids = driver.session.create([noted("会议")], "新建")
    driver.store.is_broken = True
    with pytest.raises(StorageError):
        text_hits(driver.session, form_ids, ("会议",))


def test_a_glance_at_a_row_overlooks_no_spelling() -> None:
    overlooked = [
        (one, folded(one))
        for one in map(chr, range(0x10000))
        for character in folded(one)
        if spellings(character) and one not in spellings(character)
    ]
    assert overlooked == []
    assert set(spellings("q")) == {"q", "Q", "ｑ", "Ｑ"}


def test_a_long_text_is_cut_around_the_words() -> None:
    text = "前" * 40 + "会议纪要" + "后" * 200
    assert excerpt(text, ("会议",)) == "…" + "前" * 12 + "会议纪要" + "后" * 64 + "…"
    assert excerpt("会议\n纪要", ("会议",)) == "会议 纪要"
    assert excerpt("别的", ("会议",)) == "别的"
