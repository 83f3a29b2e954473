from perfeval_desktop.exchange.ruled_tables import Box, Rule, ruled_tables, rules_of


def level(at: float, start: float, end: float) -> Rule:
    return Rule(is_level=True, at=at, start=start, end=end)


def upright(at: float, start: float, end: float) -> Rule:
    return Rule(is_level=False, at=at, start=start, end=end)


def frame(left: float, top: float, right: float, bottom: float) -> list[Rule]:
    levels = [level(at, left, right) for at in (top, bottom)]
    return levels + [upright(at, top, bottom) for at in (left, right)]


def spans(rules: list[Rule]) -> list[list[tuple[int, int, int, int]]]:
    return [
        [(one.row, one.column, one.rows, one.columns) for one in table.cells] for table in ruled_tables(rules)
    ]


def test_what_is_thin_and_long_is_a_rule() -> None:
    assert rules_of(Box(0, 9, 100, 10)) == [level(9.5, 0, 100)]
    assert rules_of(Box(9, 0, 10, 100)) == [upright(9.5, 0, 100)]
    assert rules_of(Box(0, 0, 1, 1)) == []
    assert rules_of(Box(0, 0, 100, 100)) == []


def test_a_cell_goes_on_where_no_rule_parts_it() -> None:
    rules = [
        *frame(0, 0, 300, 90),
        level(30, 0, 300),
        level(60, 100, 300),
        upright(100, 30, 90),
        upright(200, 30, 60),
    ]
    assert spans(rules) == [[(0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 2)]]


def test_rules_in_pieces_and_drawn_twice_are_one() -> None:
    rules = [
        *frame(0, 0, 300, 60),
        level(30, 0, 150),
        level(31, 148, 301),
        level(30, 10, 20),
        upright(299, 0, 60),
    ]
    assert spans(rules) == [[(0, 0, 1, 1), (1, 0, 1, 1)]]


def test_a_table_may_be_open_at_its_sides() -> None:
    levels = [level(at, 0, 200) for at in (0, 30)]
    assert spans([*levels, upright(100, 0, 60)]) == [
        [(row, column, 1, 1) for row in (0, 1) for column in (0, 1)]
    ]
    assert spans([level(0, 0, 200), upright(0, 0, 30)]) == [[(0, 0, 1, 1)]]
    assert spans([level(0, 0, 200), upright(0, 0, 2), upright(200, -2, 2)]) == []


def test_what_does_not_touch_is_another_table_or_none() -> None:
    rules = [
        *frame(0, 100, 50, 150),
        *frame(0, 0, 50, 50),
        level(75, 0, 50),
        level(80, 200, 250),
        level(80, 300, 400),
    ]
    assert [table.box.top for table in ruled_tables(rules)] == [0, 100]
