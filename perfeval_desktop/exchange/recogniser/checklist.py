"""The checklist of a transfer (资金管理情况): a row for each question, with what there is to say of it."""

from perfeval_desktop.domain.transcripts.labels import row_label
from perfeval_desktop.domain.transcripts.value import TranscriptRow
from perfeval_desktop.exchange.recogniser.draft import Draft
from perfeval_desktop.exchange.recogniser.grid import Grid
from perfeval_desktop.exchange.recogniser.layout import Labelled, PartKind
from perfeval_desktop.exchange.recogniser.wording import is_word, may_be_label, printed_label
from perfeval_desktop.exchange.sheet import Cell


def heads_checklist(grid: Grid, rows: list[int], at: int) -> bool:
    """Whether row ``at`` of ``rows`` heads a checklist, whose first question stands in the next one."""
    heads = [cell for cell in grid.filled(rows[at]) if is_word(grid.words.checklist, cell)]
    return bool(heads) and at + 1 < len(rows) and _question(grid, rows[at + 1]) is not None


def _question(grid: Grid, row: int) -> Cell | None:
    filled = grid.filled(row)
    questions = grid.words.checklist_rows
    is_one = bool(filled) and may_be_label(filled[0].text) and questions.of(row_label(filled[0].text))
    return filled[0] if is_one else None


def read_checklist(grid: Grid, draft: Draft, rows: list[int], at: int) -> int:
    """Read the checklist whose heading is row ``at`` of ``rows``; return where the rows after it begin."""
    filled = grid.filled(rows[at])
    draft.take(*filled)
    heads = [cell for cell in filled if is_word(grid.words.checklist, cell)]
    block = printed_label(filled[0].text) if filled[0] not in heads else ""
    begin, questions = at, []
    at += 1
    while at < len(rows) and (question := _question(grid, rows[at])) is not None:
        label = printed_label(question.text)
        draft.take(question)
        questions.append(question)
        cells = {printed_label(head.text): grid.at(rows[at], head.column) for head in heads}
        draft.row_stands(block or label, label, cells)
        values = {
            heading: draft.value(cell, f"blocks.{label}.{heading}", heading)
            for heading, cell in cells.items()
        }
        draft.rows.append(TranscriptRow(block or label, label, values))
        at += 1
    labelled = [Labelled(printed_label(head.text), head) for head in heads]
    draft.lay(PartKind.CHECKLIST, rows[begin:at], labelled, questions)
    return at
