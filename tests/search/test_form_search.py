"""The best forms first."""

from collections.abc import Iterable

from form_summaries import form_id, listed
from perfeval_desktop.search import form_search
from perfeval_desktop.search.form_search import FormSearch
from perfeval_desktop.store import FormSummary


def search_in(forms: Iterable[FormSummary]) -> FormSearch:
    made = FormSearch()
    renew(made, forms)
    return made


def renew(search: FormSearch, forms: Iterable[FormSummary]) -> int:
    return sum(1 for _ in search.renewing(forms))


def test_the_best_come_first_then_those_opened_last_then_the_newest() -> None:
    inside = listed(1, project="闵行区企业政策", year=2024)
    old = listed(2, project="企业政策二期", year=2021)
    new = listed(3, project="企业政策一期", year=2024)
    opened = listed(4, project="企业政策三期", year=2020)
    found = search_in([inside, old, new, opened]).search("qyzc", [opened, inside], most=9)
    assert found.forms == (opened, new, old, inside)
    assert found.total == 4


def test_no_more_are_returned_than_asked_for_but_all_are_counted() -> None:
    found = search_in(listed(number, project="企业政策") for number in range(30)).search("qyzc", most=5)
    assert len(found.forms) == 5
    assert found.total == 30


def test_nothing_typed_gives_what_was_opened_last() -> None:
    forms = [listed(1), listed(2)]
    found = search_in(forms)
    assert found.search("  ", forms[1:], most=9).forms == (forms[1],)
    assert found.search("", most=9).forms == ()


def test_gaps_are_allowed_where_little_else_is_found() -> None:
    abbreviated = listed(1, project="发展改革调研")
    assert search_in([abbreviated]).search("发改", most=9).forms == (abbreviated,)
    many = [listed(number, project="发改") for number in range(2, 30)]
    assert abbreviated not in search_in([abbreviated, *many]).search("发改", most=99).forms


def test_all_forms_that_contain_the_words_are_told_by_their_ids() -> None:
    forms = [
        listed(1, project="企业政策"),
        listed(2, project="发展改革"),
        listed(3, project="企业", year=2020),
    ]
    search = search_in(forms)
    assert search.containing(("qy",)) == {form_id(1), form_id(3)}
    assert [one.form_id for one in search.forms] == [form_id(1), form_id(2), form_id(3)]


def test_an_empty_list_finds_nothing() -> None:
    assert FormSearch().search("qyzc", most=9).forms == ()


def test_only_what_has_changed_is_made_ready_anew() -> None:
    forms = [listed(number, year=2020 + number % 2) for number in range(2000)]
    search = FormSearch()
    whole = renew(search, forms)
    again = renew(search, forms)
    changed = renew(search, [*forms[:-1], forms[-1]._replace(project="另一个")])
    assert whole - again == 2
    assert changed - again == 1
    assert [one.form_id for one in search.search("另一个", most=9).forms] == [form_id(1999)]


def test_many_forms_are_made_ready_in_parts() -> None:
    search = FormSearch()
    forms = [listed(number, project=f"项目{number}号") for number in range(2 * form_search.FORMS_AT_ONCE + 1)]
    steps = search.renewing(forms)
    next(steps)
    assert search.search("项目", most=1).forms == ()
    for _ in steps:
        pass
    assert search.search("项目", most=1).total == len(forms)
