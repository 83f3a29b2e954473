"""One bad form among sound ones: listed in its place, told by its name, in nobody's way."""

import pytest

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormCount, FormId, FormSummary, StoredForm, UnitYear
from storage.examples import BY, FORM, add, edit, named

PART = UnitYear(2023, "区教育局", "")
NOT_UTF_8 = "CAST(x'e4bda0ff' AS TEXT)"

# What may stand in a column though nobody can have entered it.
ODD = [
    *("rev = NULL", "rev = -1", "rev = 'x'", "kind = 'target '", "kind = NULL", "template = NULL"),
    *("digest = x'00'", "project_code = x'37'", "state = 'lost'", "adjusted = 'NaN'", "executed = '1E+400'"),
    *("total = x'39'", "total = '１０'", "grade = x'ff'", "is_complete = 'yes'", "errors = -1"),
    *("warnings = 4611686018427387904", "rules_version = NULL", "changed_by = x'ff'"),
    *(f"{name} = {NOT_UTF_8}" for name in ("template", "digest", "grade", "changed_by", "total")),
]
# The same where the lists are sorted and grouped by it.
ODD_KEYS = [
    *("year = NULL", "year = 0", "year = 10000", "year = -5", "year = '二〇二三'", "year = 2023.5"),
    *("department = NULL", "department = x'ff'", "implementing_unit = NULL", "implementing_unit = x'41'"),
    *(f"{name} = {NOT_UTF_8}" for name in ("department", "implementing_unit")),
]


@pytest.fixture
def forms(store: Store) -> list[StoredForm]:
    """Return three forms of one unit and year; the second is the bad one."""
    # The constraints of the file are off: whoever damages a file does not ask it.
    made = add(store, named("甲"), named("乙"), named("丙"))
    connection = store.database.connection
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("CREATE TABLE loose AS SELECT * FROM form")
    connection.execute("DROP TABLE form")
    connection.execute("ALTER TABLE loose RENAME TO form")
    return list(made)


def spoil(store: Store, assignment: str) -> None:
    store.database.connection.execute(f"UPDATE form SET {assignment} WHERE project = '乙'")  # noqa: S608  # ours


def told_by(store: Store, bad: StoredForm) -> str:
    with pytest.raises(StorageError) as told:
        store.load(bad.form_id)
    assert told.value.kind is StorageErrorKind.CORRUPT
    return str(told.value)


@pytest.mark.parametrize("assignment", ODD)
def test_a_line_that_cannot_be_read_stands_in_its_place(
    store: Store, forms: list[StoredForm], assignment: str
) -> None:
    first, bad, last = forms
    spoil(store, assignment)
    for lines in (store.summaries(), store.summaries_of(PART)):
        assert [lines[0], lines[2]] == [first.summary, last.summary]
        assert (lines[1].form_id, lines[1].project, lines[1].unit_year) == (
            bad.form_id,
            "〔无法读取〕乙",
            PART,
        )
        assert [line.is_unreadable for line in lines] == [False, True, False]
    assert store.counts() == {PART: FormCount(3, 0)}
    assert store.unit_year_of(bad.form_id) == PART
    assert "“乙”有内容无法读取" in told_by(store, bad)
    assert store.load(last.form_id) == last
    assert edit(store, first, FORM).rev == 2
    assert [one for one in store.verify() if "“乙”有内容无法读取" in one]


@pytest.mark.parametrize("assignment", ODD_KEYS)
def test_one_of_an_unreadable_unit_or_year_is_in_some_part_of_the_list(
    store: Store, forms: list[StoredForm], assignment: str
) -> None:
    first, bad, last = forms
    spoil(store, assignment)
    counts = store.counts()
    assert sum(count.forms for count in counts.values()) == 3
    parts: list[FormSummary] = [line for one in counts for line in store.summaries_of(one)]
    assert {line.form_id for line in parts if line.is_unreadable} == {bad.form_id}
    assert sorted(line.form_id for line in parts) == sorted(one.form_id for one in forms)
    assert {first.summary, last.summary} < set(parts)
    assert {line.form_id for line in store.summaries()} == {line.form_id for line in parts}
    assert store.unit_year_of(bad.form_id) in counts
    assert "“乙”有内容无法读取" in told_by(store, bad)


def test_one_without_a_readable_name_is_called_by_what_can_be_read(
    store: Store, forms: list[StoredForm]
) -> None:
    spoil(store, f"project = {NOT_UTF_8}")
    assert [line.project for line in store.summaries()] == ["甲", "〔无法读取〕你\ufffd", "丙"]
    assert "“你\ufffd”" in told_by(store, forms[1])


def test_one_without_a_name_is_called_by_its_id(store: Store, forms: list[StoredForm]) -> None:
    spoil(store, "project = NULL")
    assert f"“{forms[1].form_id}”" in told_by(store, forms[1])


def test_one_without_an_id_is_listed_too(store: Store, forms: list[StoredForm]) -> None:
    spoil(store, "id = NULL")
    assert [line.form_id for line in store.summaries()] == [forms[0].form_id, "", forms[2].form_id]


def test_the_recycle_bin_shows_the_others_too(store: Store, forms: list[StoredForm]) -> None:
    store.delete([one.form_id for one in forms], label="删除", by=BY)
    spoil(store, "state = 'lost'")
    assert [(line.is_unreadable, line.state) for line in store.bin()] == [
        (False, FormState.IN_REVIEW),
        (True, FormState.DRAFT),
        (False, FormState.IN_REVIEW),
    ]


@pytest.mark.usefixtures("forms")
def test_final_forms_are_counted_beside_one_that_cannot_be_read(store: Store) -> None:
    store.database.connection.execute("UPDATE form SET state = 'final' WHERE project = '甲'")
    spoil(store, "year = 'x'")
    assert store.counts() == {PART: FormCount(2, 1), UnitYear(0, "区教育局", ""): FormCount(1, 0)}


@pytest.mark.parametrize("read", ["counts", "summaries", "bin"])
def test_a_file_that_cannot_be_read_is_not_taken_for_a_form(store: Store, read: str) -> None:
    store.database.connection.execute("ALTER TABLE form RENAME TO gone")
    with pytest.raises(StorageError, match="已损坏"):
        getattr(store, read)()
    with pytest.raises(StorageError, match="已损坏"):
        store.summaries_of(PART)
    with pytest.raises(StorageError, match="已损坏"):
        store.load(FormId("any"))


def test_a_log_that_cannot_be_read_is_told_by_the_name_of_its_form(
    store: Store, forms: list[StoredForm]
) -> None:
    store.database.connection.execute(f"UPDATE revision SET label = {NOT_UTF_8}")  # noqa: S608  # ours
    with pytest.raises(StorageError, match="“丙”有内容无法读取"):
        store.revisions(forms[2].form_id)


@pytest.mark.usefixtures("forms")
def test_a_template_that_is_no_text_is_damage(store: Store) -> None:
    store.database.connection.execute("UPDATE template SET text = x'00'")
    with pytest.raises(StorageError, match="已损坏"):
        store.template_text(FORM.template.digest)
