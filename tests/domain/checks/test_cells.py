"""Rows are read cell by cell; a text that was found sound is not read again."""

from perfeval_desktop.domain.checks.cells import BlockReader
from perfeval_desktop.domain.form import Row, RowId
from perfeval_desktop.domain.money import MoneyUnit
from short_forms import short_template

TEMPLATE = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 target actual weight score reason"'
)
YUAN, TEN_THOUSAND = MoneyUnit.YUAN, MoneyUnit.TEN_THOUSAND_YUAN
SOUND = {"level3": "培训场次", "target": "≥10场", "actual": "11场", "weight": "10", "score": "10"}


class Asked(list[str]):
    """The texts that were read, told by who is asked for their characters."""

    def __call__(self, text: str) -> str:
        self.append(text)
        return "㐀" if "㐀" in text else ""


def reader(asked: Asked) -> BlockReader:
    grid = TEMPLATE.grid
    assert grid is not None
    return BlockReader(TEMPLATE, grid, asked)


def row(**cells: str) -> Row:
    return Row(RowId("r1"), {**SOUND, **cells})


def test_a_sound_text_is_read_once_for_its_column_and_unit() -> None:
    own = reader(asked := Asked())
    assert own.read(row(), YUAN) is None
    assert asked == ["培训场次", "≥10场", "11场", "10", "10"]
    assert own.read(row(actual="12场", score="9"), YUAN) is None
    assert asked[5:] == ["12场", "9"]
    assert own.read(row(), TEN_THOUSAND) is None
    assert asked[7:] == asked[:5]


def test_what_is_to_be_said_of_a_text_is_said_each_time() -> None:
    own = reader(Asked())
    for _ in range(2):
        reading = own.read(row(level3="㐀"), YUAN)
        assert reading is not None
        assert [one.column.key for one in reading.cells] == ["level3"]


def test_a_sound_text_of_one_column_may_be_wrong_in_another() -> None:
    own = reader(Asked())
    assert own.read(row(reason="11场"), YUAN) is None
    assert own.read(row(score="11场"), YUAN) is not None


def test_neither_long_texts_nor_too_many_are_kept() -> None:
    own = reader(asked := Asked())
    own.read(row(reason="很长" * 30), YUAN)
    own.read(row(reason="很长" * 30), YUAN)
    assert asked.count("很长" * 30) == 2
    for number in range(3000, 5100):
        own.read(row(level3=f"第{number}项"), YUAN)
    assert asked.count("11场") == 2
