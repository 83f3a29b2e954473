import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from broken_stores import overwrite, page_of
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import StoredForm
from storage.examples import BY, FORM, add, edit, named


@pytest.fixture
def stored(store: Store) -> StoredForm:
    """Return the first of two forms in the store, with a log of three changes."""
    first, second = add(store, FORM, named("另一个"))
    for name in ("甲", "乙"):
        first = edit(store, first, named(name))
    first = edit(store, first, FORM)
    store.delete([second.form_id], label="删除", by=BY)
    return first


def spoil(store: Store, *statements: str) -> tuple[str, ...]:
    """Return what is found after ``statements`` have been at the file behind the program's back."""
    connection = store.database.connection
    connection.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        connection.execute(statement)
    return store.verify()


@pytest.mark.usefixtures("stored")
def test_a_sound_store_has_no_problems(store: Store) -> None:
    assert store.verify() == ()


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("PRAGMA application_id=7", "程序标识"),
        ("DELETE FROM form WHERE project = '另一个'", "数据表 rest 的第 2 行不属于任何表"),
        ("UPDATE store SET last_revision = 2", "编号与计数不符"),
        ("UPDATE store SET last_revision = x'00'", "已损坏"),
        ("DELETE FROM store", "已损坏"),
        ("UPDATE row SET position = 9 WHERE position = 3", "“教师培训”的行序号不连续"),
        ("UPDATE row SET position = 1 WHERE position = 2", "“教师培训”的行序号不连续"),
        ("DELETE FROM row WHERE position = 0 AND block = 'indicators'", "“另一个”的行序号不连续"),
        ("UPDATE form SET total = 'many'", "“教师培训”有内容无法读取"),
        ("UPDATE form SET total = 'many' WHERE project = '另一个'", "“另一个”有内容无法读取"),
        ("UPDATE form SET year = '二〇二三' WHERE project = '另一个'", "“另一个”有内容无法读取"),
        (
            "UPDATE form SET project = CAST(x'e4bda0ff' AS TEXT) WHERE project = '另一个'",
            "“你\ufffd”有内容无法读取",
        ),
        ("UPDATE row SET cells = CAST(x'7bff7d' AS TEXT) WHERE id = 'r3'", "“教师培训”有内容无法读取"),
        ("UPDATE revision SET label = x'00' WHERE number = 3", "“教师培训”有内容无法读取"),
        ("UPDATE store SET lineage = '../../x'", "已损坏"),
        ("UPDATE form SET state = 'lost' WHERE project = '另一个'", "“另一个”有内容无法读取"),
        ("UPDATE row SET cells = '{\"weight\":10}'", "“教师培训”有内容无法读取"),
        ("UPDATE revision SET patch = '{' WHERE number = 3", "“教师培训”有内容无法读取"),
        ("DELETE FROM rest", "“另一个”缺少正文"),
        (
            "UPDATE row SET cells = '{\"project\":\"丙\"}' WHERE block = 'head'",
            "“教师培训”的内容与修改记录对不上（第 5 号改动）",
        ),
        ("DELETE FROM revision WHERE number = 4", "“教师培训”的内容与修改记录对不上（第 3 号改动）"),
    ],
)
def test_what_is_wrong_is_said_with_the_remedy(store: Store, statement: str, words: str) -> None:
    found = spoil(store, statement)
    assert any(words in sentence for sentence in found)
    assert all("备份" in sentence for sentence in found)
    assert len(found) == len(set(found))


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE row SET position = 9 WHERE position = 3",
        "UPDATE row SET position = 1 WHERE position = 2",
        "DELETE FROM row WHERE position = 0 AND block = 'indicators'",
    ],
)
def test_rows_that_do_not_follow_each_other_are_told_once(store: Store, statement: str) -> None:
    found = spoil(store, statement)
    assert [sentence.partition("”")[2][:8] for sentence in found] == ["的行序号不连续。"] * 2


@pytest.mark.usefixtures("stored")
def test_a_store_that_is_in_use_is_not_called_damaged(store: Store, store_path: Path) -> None:
    store.database.connection.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(store_path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="正被其他程序占用") as caught:
            store.verify()
        assert caught.value.kind is StorageErrorKind.BUSY
    assert store.verify() == ()


@pytest.mark.usefixtures("stored")
def test_an_index_that_does_not_fit_its_table_is_found(store: Store, store_path: Path) -> None:
    # The store's own connection takes no orders against the schema, if Python can tell it so.
    with closing(sqlite3.connect(store_path, isolation_level=None)) as connection:
        connection.executescript(
            "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, '\"form_id\")',"
            " '\"label\")') WHERE type = 'index'; PRAGMA schema_version=99"
        )
    found = store.verify()
    assert any("内部结构有误" in sentence for sentence in found)


@pytest.mark.usefixtures("stored")
def test_one_unreadable_form_does_not_hide_the_others(store: Store) -> None:
    found = spoil(
        store,
        "UPDATE row SET cells = '1O'",
    )
    assert [sentence[:8] for sentence in found] == ["“教师培训”有内", "“另一个”有内容"]


@pytest.mark.usefixtures("stored")
def test_a_table_that_cannot_be_read_at_all_is_told_of_each_form(store: Store, store_path: Path) -> None:
    store.close()
    overwrite(store_path, page_of(store_path, "row"))
    with Store.open(store_path) as opened:
        found = opened.verify()
    assert [one[:10] for one in found if "内容无法读取" in one] == [
        "“教师培训”有内容无",
        "“另一个”有内容无法",
    ]


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "自评.perfeval"
    with Store.open(path) as store:
        for stored in add(store, FORM, FORM, FORM):
            edit(store, stored, FORM.with_text(Place("goals", RowId("g1"), "expected_goal"), "目标" * 2000))
    return path.read_bytes()


def read_everything(path: Path) -> None:
    with Store.open(path) as store:
        problems = store.verify()
        try:
            for line in (*store.summaries(), *store.bin()):
                store.load(line.form_id)
                store.revisions(line.form_id)
        except StorageError:
            assert problems
            raise


@pytest.mark.parametrize("seed", range(12))
def test_no_damaged_file_ends_in_anything_but_an_error_of_ours(
    sound_file: bytes, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same damage every time
    path = tmp_path / "自评.perfeval"
    refused = 0
    for _ in range(25):
        damaged = bytearray(sound_file)
        for _ in range(chance.choice((1, 1, 3, 30))):
            damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
        path.write_bytes(damaged[: chance.choice((None, None, None, chance.randrange(len(damaged))))])
        try:
            read_everything(path)
        except StorageError:
            refused += 1
    assert refused


def test_flipped_bytes_within_a_page_are_corruption_on_reading(store: Store, store_path: Path) -> None:
    add(store, *[FORM] * 30)
    store.close()
    whole = store_path.read_bytes()
    with sqlite3.connect(":memory:") as connection:
        connection.deserialize(whole)
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'form'").fetchone()
    connection.close()
    start = (page - 1) * 4096
    store_path.write_bytes(whole[:start] + b"\xff" * 4096 + whole[start + 4096 :])
    with Store.open(store_path) as opened:
        with pytest.raises(StorageError, match="已损坏") as caught:
            opened.summaries()
        assert str(store_path) in str(caught.value)
        assert opened.verify() != ()
