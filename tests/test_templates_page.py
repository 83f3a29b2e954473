"""The page about templates cannot lie: what it says is compared with the program."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from perfeval_desktop import paths, templates
from perfeval_desktop.cli.parsing import parse
from perfeval_desktop.domain import block_reader, legal_widths, legality, template_reader, toml_table
from perfeval_desktop.domain.block_reader import BLOCK_TYPES, IMPLIED
from perfeval_desktop.domain.columns import ChoiceStyle, Kind, Role, RowRole, Stage
from perfeval_desktop.domain.figures import rate_text
from perfeval_desktop.domain.fund_lines import rate_figure
from perfeval_desktop.domain.legality import PLACEHOLDERS, ROLES
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.rounding import RoundingMode
from perfeval_desktop.domain.rules import USUAL_REACHED_WORDS, RateForm
from perfeval_desktop.domain.template import FORM_FIELDS, FormKind, Orientation, Page, Template
from perfeval_desktop.domain.template_reader import read_template
from short_forms import filled
from template_text import toml
from whole_template import Asked, as_word, asked, asked_in

PAGE = (Path(__file__).parents[1] / "docs" / "templates.md").read_text(encoding="utf-8")
PROSE = re.sub("```.*?```", "", PAGE, flags=re.DOTALL)
EXAMPLES = re.findall("```toml\n(.*?)```", PAGE, flags=re.DOTALL)
COMPLETE = [text for text in EXAMPLES if "format = " in text]
FRAGMENTS = [text for text in EXAMPLES if "format = " not in text]
ASKED = asked()

# What a fragment is put into: a form with all that one block may ask of the others.
MINIMAL = """
format = 2
id = "minimal"
name = "最小"
title = "自评表"
scoring = {}

[[blocks]]
type = "fields"
key = "whose"
widths = ["30", "150"]
columns = [{ role = "project", label = "项目名称" }]

[[blocks]]
type = "funding"
key = "money"
name_width = "40"
columns = [{ role = "executed", label = "执行数", width = "140" }]
rows = [{ key = "total", role = "total", label = "合计" }]

[[blocks]]
type = "indicators"
key = "indicators"
columns = [
    { role = "level3", label = "指标", width = "60" },
    { role = "weight", label = "分值", width = "60" },
    { role = "score", label = "得分", width = "60" },
]
"""


class MarkedTable(NamedTuple):
    """A table of the page with what the remark above it says it is: ``keys: rate``."""

    what: str
    about: str
    rows: tuple[tuple[str, ...], ...]


def marked_tables() -> Iterator[MarkedTable]:
    marker = re.compile(r"<!-- (\w+)(?:: ?(\S*))? -->\n((?:\|.*\n)+)")
    for what, about, lines in marker.findall(PAGE):
        rows = [tuple(cell.strip() for cell in line.strip("|\n").split("|")) for line in lines.splitlines()]
        yield MarkedTable(what, about, tuple(rows[2:]))


TABLES = tuple(marked_tables())
KEYS = {table.about: table.rows for table in TABLES if table.what == "keys"}
WORDS = {table.about: table.rows for table in TABLES if table.what == "words"}


def bare(cell: str) -> str:
    return cell.strip("`")


def merged(text: str) -> Template:
    """Return the template that a fragment makes of the minimal one."""
    part, whole = tomllib.loads(text), tomllib.loads(MINIMAL)
    # One block of a type that there can be only one of.
    own = {block["type"] for block in part.get("blocks", ())}
    kept = [block for block in whole["blocks"] if block["type"] != "indicators" or "indicators" not in own]
    blocks = [*kept, *part.pop("blocks", ())]
    return read_template(toml({**whole, **part, "blocks": blocks}), source="示例.toml")


# -- the examples --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", COMPLETE, ids=range(len(COMPLETE)))
def test_a_complete_example_is_a_template(text: str) -> None:
    read_template(text, source="示例.toml")


@pytest.mark.parametrize("text", FRAGMENTS, ids=range(len(FRAGMENTS)))
def test_any_other_example_is_a_part_of_one(text: str) -> None:
    merged(text)


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_prints(text: str) -> None:
    template = read_template(text, source="示例.toml") if text in COMPLETE else merged(text)
    assert printed(Seen.of(template, filled(template))).rows


def test_there_is_a_small_example_and_an_odd_one() -> None:
    assert len(COMPLETE) == 2
    assert len(FRAGMENTS) > 10
    assert {block["type"] for text in EXAMPLES for block in tomllib.loads(text).get("blocks", ())} == set(
        BLOCK_TYPES
    )


# -- the keys ------------------------------------------------------------------------------------------------

# Tables that say the same as another one.
SAME = {
    "scoring.total": "scoring.score",
    "scoring.execution.steps": "scoring.achievement",
    "scoring.over_achievement.ladder": "scoring.achievement",
}
COMMON = {"type", "key", "heading", "label", "label_width", "columns", "rows"}


def known(about: str) -> dict[str, Asked]:
    """Return the keys that the reader asks for in the kind of table that a table of the page is about."""
    if about == "blocks.*":
        return {key: one for key, one in asked_in("blocks.texts", ASKED).items() if key in COMMON}
    keys = asked_in(about, ASKED)
    return (
        {key: one for key, one in keys.items() if key not in COMMON} if about.startswith("blocks.") else keys
    )


def test_every_kind_of_table_that_the_reader_reads_has_its_keys_on_the_page() -> None:
    kinds = {one.table for one in ASKED} - SAME.keys()
    own = {kind for kind in kinds if known(kind)}
    assert KEYS.keys() == {*own, "blocks.*"}


@pytest.mark.parametrize("kind", SAME)
def test_tables_of_one_kind_have_the_same_keys(kind: str) -> None:
    assert asked_in(kind, ASKED).keys() == asked_in(SAME[kind], ASKED).keys()


@pytest.mark.parametrize("kind", [f"blocks.{one}" for one in BLOCK_TYPES])
def test_what_all_blocks_have_all_blocks_have(kind: str) -> None:
    assert {key: one._replace(table="") for key, one in asked_in(kind, ASKED).items() if key in COMMON} == {
        key: one._replace(table="") for key, one in known("blocks.*").items()
    }


@pytest.mark.parametrize("about", KEYS)
def test_the_keys_of_the_page_are_those_of_the_reader(about: str) -> None:
    assert [bare(row[0]) for row in KEYS[about]] == list(dict.fromkeys(bare(row[0]) for row in KEYS[about]))
    assert {bare(row[0]) for row in KEYS[about]} == known(about).keys()


ROWS = [(about, row) for about, rows in KEYS.items() for row in rows]
EVERY_ROW = pytest.mark.parametrize(
    ("about", "row"), ROWS, ids=[f"{about}.{bare(row[0])}" for about, row in ROWS]
)
BY_ROLE = {("columns", key) for key in ("kind", "stage", "required")}


@EVERY_ROW
def test_what_a_key_takes_is_what_the_reader_takes(about: str, row: tuple[str, ...]) -> None:
    assert row[1] == value_words(known(about)[bare(row[0])])


@EVERY_ROW
def test_the_default_of_a_key_is_the_readers(about: str, row: tuple[str, ...]) -> None:
    assert row[2] == default_words(known(about)[bare(row[0])])


@EVERY_ROW
def test_every_key_has_its_meaning(about: str, row: tuple[str, ...]) -> None:
    assert row[3].endswith((".", "…", ")")), about


def value_words(one: Asked) -> str:
    """Return what the page has to say about what a key takes."""
    choices = ", ".join(f"`{choice}`" for choice in one.choices)
    bounds = f", {one.least} to {one.most}"
    if (one.table, one.key) == ("scoring", "achievement"):
        return "one of `proportional`, `all-or-nothing`, or list of tables"
    if (one.table, one.key) == ("columns", "role"):
        return "a role"
    return {
        "text": "text",
        "texts": "list of texts",
        "lists": "list of lists of texts",
        "mapping": "table of texts",
        "flag": "true or false",
        "whole": f"whole number{bounds}",
        "number": f"number{bounds}",
        "numbers": f"list of numbers{bounds}",
        "choice": f"one of {choices}",
        "table": "table",
        "tables": "list of tables",
    }[one.takes]


def default_words(one: Asked) -> str:
    """Return what the page has to say about a key that is left out."""
    place = (one.table, one.key)
    if place in BY_ROLE:
        return "by role"
    special = {
        ("columns", "key"): "the role",
        ("columns", "most_decimals"): "by kind",
        ("scoring", "tiers"): "three, below",
        ("scoring", "reached_words"): "seven, below",
        ("scoring", "achievement"): "`proportional`",
        ("blocks.fields", "lines"): "a line each",
    }
    if place in special:
        return special[place]
    if one.is_required:
        return "required"
    if one.default is None or one.default == ():
        return "none"
    return "empty" if one.default == "" else f"`{as_word(one.default)}`"


def test_the_defaults_that_depend_are_as_the_page_says() -> None:
    assert len(template_reader.USUAL_TIERS) == 3
    assert len(USUAL_REACHED_WORDS) == 7
    assert block_reader.USUAL_DECIMALS == {Kind.POINTS: 2, Kind.PERCENT: 2}
    assert "2 for points and percentages" in PAGE


@pytest.mark.parametrize("tier", template_reader.USUAL_TIERS, ids=lambda tier: tier.name)
def test_the_usual_tiers_are_named(tier: Any) -> None:  # noqa: ANN401
    assert f"`{tier.name}`\n({tier.least} to {tier.most})" in PAGE or (
        f"`{tier.name}` ({tier.least} to {tier.most})" in PAGE
    )


def test_the_usual_words_for_reached_are_named() -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("The usual `reached_words`"))
    assert set(re.findall("`([^`]+)`", line)) - {"reached_words"} == USUAL_REACHED_WORDS


def test_the_usual_break_points_are_named() -> None:
    paragraph = PAGE[PAGE.index("The usual break points:") :].split("\n\n")[0]
    assert set(re.findall("`([^`]+)`", paragraph)) == set(template_reader._USUAL_LABELS)


# -- the words -----------------------------------------------------------------------------------------------

CLOSED: Mapping[str, tuple[str, ...]] = {
    "FormKind": tuple(FormKind),
    "BLOCK_TYPES": BLOCK_TYPES,
    "Kind": tuple(Kind),
    "Stage": tuple(Stage),
    "ChoiceStyle": tuple(ChoiceStyle),
    "RowRole": tuple(RowRole),
}


def test_every_table_of_words_is_one_of_the_closed_sets() -> None:
    assert WORDS.keys() == CLOSED.keys()


@pytest.mark.parametrize("name", CLOSED)
def test_the_words_of_the_page_are_those_of_the_code(name: str) -> None:
    assert [bare(row[0]) for row in WORDS[name]] == list(CLOSED[name])


def test_kinds_of_forms_are_called_as_in_the_window() -> None:
    assert [row[1] for row in WORDS["FormKind"]] == [kind.label for kind in FormKind]


def test_rates_are_written_as_the_page_says() -> None:
    row = next(row for row in KEYS["rate"] if row[0] == "`form`")
    *usual, finer = re.findall("`([0-9.]+%?)`", row[3])
    share = Decimal("0.9888")
    for form, told in zip(RateForm, usual, strict=True):
        style = merged(f'[rate]\nform = "{form}"').rate
        assert rate_text(rate_figure(style, share), style) == told
    style = merged('[rate]\nform = "fraction"\ndecimals = 4').rate
    assert rate_text(rate_figure(style, share), style) == finer


def test_modes_of_rounding_are_called_as_in_the_window() -> None:
    assert "、".join(mode.label for mode in RoundingMode) == "四舍五入、截断、进位"
    assert "四舍五入, 截断 or 进位" in PAGE


def test_centred_kinds_are_told() -> None:
    sentence = re.search(r"All but `(\w+)` and `(\w+)` stand in the middle", PAGE)
    assert sentence is not None
    assert set(sentence.groups()) == {kind for kind in Kind if not kind.is_centred}


# -- the roles -----------------------------------------------------------------------------------------------

ROLE_ROWS = {bare(row[0]): row for table in TABLES if table.what == "roles" for row in table.rows}
TYPE_OF = {
    type(block): name
    for name in BLOCK_TYPES
    for block in [
        block_reader._READERS[name](toml_table.TomlTable({"key": "k", "widths": [], "grid": "g"}, ""))
    ]
}


def test_every_role_has_its_row_and_every_row_its_role() -> None:
    assert list(ROLE_ROWS) == sorted(Role, key=list(ROLE_ROWS).index)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_where_and_what_the_page_says(role: Role) -> None:
    _, where, kind, stage, required, meaning = ROLE_ROWS[role]
    of_form = ["every form"] if role in FORM_FIELDS.by_role else []
    blocks = [f"`{TYPE_OF[type_]}`" for type_, roles in ROLES.items() if role in roles]
    implied = IMPLIED[role]
    assert where == ", ".join([*of_form, *blocks])
    assert (kind, stage) == (f"`{implied.kind}`", f"`{implied.stage}`")
    assert required == ("yes" if implied.is_required else "no")
    assert meaning


def test_roles_that_need_scoring_are_told() -> None:
    sentence = re.search(r"((?:`\w+`[, and]+)+`\w+`) need a `\[scoring\]` table", PAGE)
    assert sentence is not None
    assert set(re.findall(r"`(\w+)`", sentence[1])) == legality.NEEDS_SCORING


def test_what_may_be_fixed_is_told() -> None:
    row = next(row for row in KEYS["rows"] if row[0] == "`fixed`")
    told = re.search(r"by the key of the column \(([^)]+)\)", row[3])
    assert told is not None
    assert set(re.findall(r"`(\w+)`", told[1])) == legality._MAY_BE_FIXED


# -- what is legal -------------------------------------------------------------------------------------------

REASONS = [bare(row[0]) for table in TABLES if table.what == "reasons" for row in table.rows]


def reasons_of(module: Any, *calls: str) -> set[str]:  # noqa: ANN401  # a module
    """Return the Chinese texts of a module, of some calls alone if they are named; ``…`` is filled in."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    texts: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in calls:
            texts |= {text for argument in node.args for text in chinese(argument)}
        elif not calls and isinstance(node, ast.Constant | ast.JoinedStr):
            texts |= set(chinese(node))
    return texts


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def chinese(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "…" for part in node.values]
        text = "".join(map(str, parts))
    else:
        return
    if re.search("[\u4e00-\u9fff]{2}", text):
        yield text


def are_alike(one: str, other: str) -> bool:
    def covers(pattern: str, text: str) -> bool:
        return re.fullmatch(re.escape(pattern).replace("…", ".*"), text) is not None

    return covers(one, other) or covers(other, one)


IN_CODE = {
    *reasons_of(legality),
    *reasons_of(legal_widths),
    *(
        reason
        for module in (toml_table, block_reader, template_reader)
        for reason in reasons_of(module, "wrong")
    ),
}


@pytest.mark.parametrize("reason", sorted(IN_CODE))
def test_every_reason_for_a_refusal_is_on_the_page(reason: str) -> None:
    # A part of a text that stands in the code by itself is none.
    whole = [one for one in IN_CODE if one != reason and reason in one]
    assert whole or any(are_alike(told, reason) for told in REASONS)


@pytest.mark.parametrize("told", REASONS)
def test_every_reason_on_the_page_is_in_the_code(told: str) -> None:
    assert any(are_alike(told, reason) for reason in IN_CODE)


# -- limits, places and commands -----------------------------------------------------------------------------


def test_the_page_is_as_wide_as_it_says() -> None:
    told = {int(width) for width in re.findall(r"(\d+) mm (?:wide )?in (?:portrait|landscape)", PROSE)}
    assert told == {int(Page(orientation).table_width) for orientation in Orientation}


def test_a_text_may_be_as_long_as_it_says() -> None:
    assert f"at most {templates._LONGEST_TEXT:,} characters" in PAGE
    assert "at most 60 of them" in PAGE
    assert legality._NAME.fullmatch("名" * 60)
    assert not legality._NAME.fullmatch("名" * 61)


def test_placeholders_are_those_of_the_code() -> None:
    sentence = PAGE[PAGE.index("- `title` and `year_line` may hold") :].split(", and no other")[0]
    assert re.findall(r"`\{(\w+)\}`", sentence) == list(PLACEHOLDERS)


def test_the_unit_stands_in_the_labels_that_the_page_names() -> None:
    def worded(value: Any) -> Any:  # noqa: ANN401  # what TOML holds
        if isinstance(value, dict):
            return {
                key: "（{unit}）" if key in {"label", "name_label", "heading"} else worded(one)
                for key, one in value.items()
            }
        return [worded(one) for one in value] if isinstance(value, list) else value

    data = tomllib.loads(MINIMAL)
    grid = data["blocks"].pop()
    data["blocks"] += [
        {"type": "texts", "key": "texts", "heading": "一", "columns": [{"key": "a", "label": "意见"}]},
    ]
    data["blocks"][1] |= {"label": "资金", "label_width": "20", "name_width": "20", "name_label": "来源"}
    figures: dict[str, Any] = {"type": "figures", "key": "figures", "grid": "indicators", "label": "总分"}
    figures["columns"] = [{"role": "total", "label": "总分"}, {"role": "grade", "label": "等级"}]
    data["blocks"] = [*worded(data["blocks"]), grid, worded(figures)]
    template = read_template(toml(data), source="示例.toml")
    texts = [cell.text for row in printed(Seen.of(template, filled(template))).rows for cell in row.cells]
    assert sum("（万元）" in text for text in texts) >= 8
    assert not any("{unit}" in text for text in texts)


def test_the_folder_of_own_templates_is_where_it_says() -> None:
    assert paths.templates_folder().name == "templates"
    assert "folder `templates`" in PAGE
    assert f"in the folder `{paths._PORTABLE_FOLDER}` of a portable copy" in PAGE


COMMANDS = re.findall(r"^perfeval (.*)$", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page_are_understood(command: str) -> None:
    assert parse(shlex.split(command)).command == "templates"


def test_there_are_commands() -> None:
    assert "templates check my-county.toml" in COMMANDS


# -- whatever else the page calls by its name ----------------------------------------------------------------


def test_every_word_of_code_exists() -> None:
    def words(value: object) -> Iterator[str]:
        if isinstance(value, StrEnum | str):
            yield str(value)
        elif isinstance(value, tuple | list | set | frozenset):
            for one in value:
                yield from words(one)

    known_words = {
        *(one.key for one in ASKED),
        *(one.table for one in ASKED),
        *(word for one in ASKED for word in words(one.choices)),
        *Role,
        *BLOCK_TYPES,
        *("proportional", "all-or-nothing", "true", "false", "templates", "form", "my-county", "r"),
    }
    named = set(re.findall(r"`([a-z][a-z0-9_.-]*)`", PROSE))
    assert named - known_words - {"my-county.toml"} == set()


def test_every_link_leads_to_a_heading() -> None:
    headings = re.findall("^#+ (.*)$", PROSE, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
    links = set(re.findall(r"\]\(#([^)]*)\)", PAGE))
    assert links
    assert links <= anchors


def test_decimals_of_the_page_are_decimals() -> None:
    assert all(Decimal(one) >= 0 for one in re.findall(r"`(\d+\.\d+)`", PROSE))
