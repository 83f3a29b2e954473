"""What stands on the pages in the order of reading, once each; what is printed again stands apart."""

from hypothesis import given

from perfeval_desktop.printing.typesetting.layout import LaidOutForm
from perfeval_desktop.printing.typesetting.measures import BODY, LINE_HEIGHT
from perfeval_desktop.printing.typesetting.table import Scope, TableCell, TableLabel
from printing.typesetting.pages import assert_every_line_is_read_once
from printing.typesetting.plain_layout import boxes_of_pages
from printing.typesetting.printed_forms import EVERY_SAMPLE, UNHURRIED, long_forms, sample


@EVERY_SAMPLE
def test_texts_stand_row_by_row_and_from_left_to_right(name: str) -> None:
    form = sample(name)
    places: dict[TableCell | TableLabel, tuple[int, int]] = {
        cell: (number - 3, 0) for number, cell in enumerate(form.head)
    }
    for number, row in enumerate(form.rows):
        for cell in row.cells:
            places.setdefault(cell, (number, cell.first))
    last_row = -3
    for page in form.pages:
        read = [places[text.source] for text in page.texts]
        assert read == sorted(set(read))
        # A row may go on where the page before ended, but nothing goes back.
        assert read[0][0] >= last_row
        last_row = read[-1][0]


@EVERY_SAMPLE
def test_every_line_of_every_cell_stands_there_once(name: str) -> None:
    assert_every_line_is_read_once(sample(name))


@UNHURRIED
@given(long_forms())
def test_every_line_of_a_form_of_any_length_stands_there_once(form: LaidOutForm) -> None:
    assert_every_line_is_read_once(form)


@EVERY_SAMPLE
def test_only_headings_and_labels_are_printed_again(name: str) -> None:
    read: set[TableCell | TableLabel] = set()
    for page in sample(name).pages:
        again = [text.source for text in page.repeats[:-1]]
        assert read.issuperset(again)
        assert all(isinstance(cell, TableLabel) or cell.heads is Scope.COLUMN for cell in again)
        read.update(text.source for text in page.texts)


@UNHURRIED
@given(long_forms())
def test_each_page_holds_the_cells_of_its_rows(form: LaidOutForm) -> None:
    # How much of each cell has stood on the pages so far.
    done: dict[TableCell | TableLabel, int] = {}
    heads = set(form.head)
    for page, boxes in zip(form.pages, boxes_of_pages(form), strict=True):
        printed = [box for box in boxes if not box.is_blank]
        again = [box for box in printed if box.start < done.get(box.cell, 0)]
        new = [box for box in printed if box not in again]
        texts = [text for text in page.texts if text.source not in heads]
        repeats = [text for text in page.repeats if text.y != form.paper.footer]
        assert [text[:2] for text in texts] == [(box.cell, box.lines) for box in new]
        assert [text[:2] for text in repeats] == [(box.cell, box.lines) for box in again]
        for text, box in zip([*texts, *repeats], [*new, *again], strict=True):
            top = text.y - BODY.baseline(LINE_HEIGHT)
            assert top == (box.top + box.bottom - len(box.lines) * LINE_HEIGHT) // 2
            assert box.left < text.x < box.right
        done |= {box.cell: box.start + len(box.lines) for box in new}
