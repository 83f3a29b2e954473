"""What is to be seen of each cell of a form from which a template is derived."""

from derived_templates import NATIONAL
from drawn_sheets import drawn
from perfeval_desktop.exchange.deriving import derived
from perfeval_desktop.exchange.recogniser import recognised
from perfeval_ui.dialogs.derived_marks import doubts_of, marks_of
from perfeval_ui.widgets.sheet_model import MarkKind

# A name that was left out where most are written: it may be meant so.
TEXT = NATIONAL.replace("| ^ | ^ | 质量指标 |", "| ^ | | 质量指标 |").replace(
    "| ^ | 满意度指标 |", "| ^ | 效益指标 |"
)


def test_values_in_doubt_are_marked_with_the_reason() -> None:
    sheet = drawn(TEXT)
    (found,) = recognised(sheet)
    made = derived(sheet, found)
    (doubted, text) = doubts_of(made, found)[-1]
    assert text == "“产出指标(50分)”：这一格是空的，按上面一行读作同一级。"
    assert doubted is not None
    mark = marks_of(made, found)[doubted.row, doubted.column]
    assert (mark.kind, mark.tip) == (MarkKind.DOUBTFUL, text)


def test_names_of_rows_are_labels() -> None:
    sheet = drawn(TEXT)
    (found,) = recognised(sheet)
    marks = marks_of(derived(sheet, found), found)
    (name,) = (cell for cell in sheet.cells if cell.text == "年度资金总额")
    assert marks[name.row, name.column].kind is MarkKind.LABEL
