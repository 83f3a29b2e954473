from perfeval_desktop.exchange.laid_out import headings
from perfeval_desktop.exchange.laid_out.pieces import Piece


def test_words_in_many_columns_that_are_no_form_are_not_tried_in_every_order() -> None:
    lines = [
        tuple(Piece("栏目", row, 4 * column, 4 * column + 2) for column in range(30)) for row in range(40)
    ]
    _, chains = headings._pieces_and_chains(tuple(lines))
    assert len(chains) == headings._MOST_CHAINS
    texts = {"".join(piece.text for piece in chain) for chain in chains}
    assert max(map(len, texts)) <= headings._LONGEST


def test_what_has_no_word_of_chinese_begins_no_label() -> None:
    lines = (tuple(Piece("def", 0, 4 * column, 4 * column + 3) for column in range(9)),)
    assert headings._pieces_and_chains(lines)[1] == []
