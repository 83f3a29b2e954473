import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError
from perfeval_desktop.storage.records import RevisionKind, StoredForm
from perfeval_desktop.storage.store import Store
from storage.examples import FORM, STANDING


@pytest.fixture
def stored(store: Store) -> StoredForm:
    """Return the first of two forms in the store, with a log of three changes."""
    first, second = store.create(
        [(FORM, STANDING), (replace(FORM, project="另一个"), STANDING)], label="新建"
    )
    for change in (replace(FORM, project="甲"), replace(FORM, project="乙"), FORM):
        first = store.save(first, change, STANDING, kind=RevisionKind.EDIT, label="修改")
    store.delete([second.form_id], label="删除")
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
        ("DELETE FROM form WHERE project = '另一个'", "数据表 content 的第 2 行不属于任何自评表"),
        ("UPDATE store SET last_revision = 2", "编号与计数不符"),
        ("UPDATE store SET last_revision = x'00'", "已损坏"),
        ("DELETE FROM store", "已损坏"),
        ("UPDATE indicator SET position = 9 WHERE position = 3", "“教师培训”的指标行序号不连续"),
        ("DELETE FROM indicator WHERE position = 0", "“另一个”的指标行序号不连续"),
        ("UPDATE form SET total = 'many'", "已损坏"),
        ("UPDATE form SET total = 'many' WHERE project = '另一个'", "已损坏"),
        ("UPDATE form SET state = 'lost' WHERE project = '另一个'", "“另一个”有内容无法读取"),
        ("UPDATE indicator SET weight = '1O'", "“教师培训”有内容无法读取"),
        ("UPDATE revision SET patch = '{' WHERE number = 3", "“教师培训”有内容无法读取"),
        ("DELETE FROM content", "“另一个”缺少正文"),
        ("UPDATE form SET project = '丙' WHERE rev = 4", "“丙”的内容与修改记录对不上（第 5 号改动）"),
        ("DELETE FROM revision WHERE number = 4", "“教师培训”的内容与修改记录对不上（第 3 号改动）"),
    ],
)
def test_what_is_wrong_is_said_with_the_remedy(store: Store, statement: str, words: str) -> None:
    found = spoil(store, statement)
    assert any(words in sentence for sentence in found)
    assert all("备份" in sentence for sentence in found)
    assert len(found) == len(set(found))


@pytest.mark.usefixtures("stored")
def test_an_index_that_does_not_fit_its_table_is_found(store: Store) -> None:
    found = spoil(
        store,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = replace(sql, '\"form_id\")', '\"label\")') WHERE type = 'index'",
        "PRAGMA writable_schema=RESET",
    )
    assert any("内部结构有误" in sentence for sentence in found)


@pytest.mark.usefixtures("stored")
def test_one_unreadable_form_does_not_hide_the_others(store: Store) -> None:
    found = spoil(
        store,
        "UPDATE content SET execution_score = '1O'",
    )
    assert [sentence[:8] for sentence in found] == ["“教师培训”有内", "“另一个”有内容"]


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "自评.perfeval"
    with Store.open(path) as store:
        for stored in store.create([(FORM, STANDING)] * 3, label="新建"):
            after = replace(FORM, expected_goal="目标" * 2000)
            store.save(stored, after, STANDING, kind=RevisionKind.EDIT, label="修改")
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
def test_no_damaged_file_ends_in_anything_but_known_trouble(
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
    store.create([(FORM, STANDING)] * 30, label="新建")
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
