from decimal import Decimal

from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedForm, PrintedRow, in_order

ONE, TWO = (Decimal(1),), (Decimal(1), Decimal(1))


def cell(text: str, first: int = 0, end: int = 1) -> PrintedCell:
    return PrintedCell(first, end, text, Look.TEXT)


def test_equal_cells_are_two_all_the_same() -> None:
    assert cell("甲") != cell("甲")


def test_cells_stand_in_their_order_from_the_left() -> None:
    left, right = cell("左"), cell("右", 1, 2)
    assert in_order([right, left]) == (left, right)


def test_a_shared_cell_has_its_text_in_the_first_of_its_rows() -> None:
    shared = cell("产出指标")
    rows = (
        PrintedRow(TWO, (shared, cell("一", 1, 2))),
        PrintedRow(TWO, (shared, cell("二", 1, 2))),
        PrintedRow(ONE, (cell("产出指标"),)),
    )
    assert PrintedForm("", "", "", rows).texts() == (("产出指标", "一"), ("", "二"), ("产出指标",))
