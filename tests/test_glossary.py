"""``docs/glossary.md`` and the code agree: its identifiers exist, no first line says a word it rules out."""

import ast
import re
from collections.abc import Iterator

import pytest

from perfeval_desktop.domain.columns import Role
from source_modules import PROGRAM, ROOT, Module

PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def rows_below(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, row by row."""
    text = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    _, _, *lines = re.findall(r"^\|(.*)\|$", text, re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")] for line in lines]


OF_THE_FORM = rows_below("The form")
OF_THE_PROGRAM = rows_below("The program")
# The word in place of each that is not used for its thing.
INSTEAD = {word: term for term, _, _, words in OF_THE_PROGRAM for word in words.split(", ") if word}


def identifiers(module: Module) -> Iterator[str]:
    """Yield what a module names, and what it is named after itself."""
    yield from module.name.split(".")
    for node in ast.walk(module.tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.Name(id=name) | ast.arg(arg=name):
                yield name
            case ast.Attribute(attr=name):
                yield name


def test_the_page_has_its_tables() -> None:
    assert len(OF_THE_FORM) > 40
    assert len(OF_THE_PROGRAM) > 60
    assert "sidebar" in INSTEAD


@pytest.mark.parametrize("table", [OF_THE_FORM, OF_THE_PROGRAM], ids=["the form", "the program"])
def test_terms_are_told_once_and_in_order(table: list[list[str]]) -> None:
    terms = [row[0].strip("`").replace("_", " ") for row in table]
    assert terms == sorted(set(terms))


def test_what_is_set_as_code_is_an_identifier_of_the_program() -> None:
    named = {name for module in PROGRAM for name in identifiers(module)}
    # What a form may be is a constant in the code: FINAL, TARGET.
    known = named | {name.lower() for name in named if name.isupper()}
    told = [word for row in (*OF_THE_FORM, *OF_THE_PROGRAM) for word in re.findall(r"`(\w+)`", " ".join(row))]
    assert [word for word in told if word not in known] == []


def test_every_role_of_a_column_is_explained() -> None:
    assert {role.value for role in Role} - {row[0].strip("`") for row in OF_THE_FORM} == set()


def test_no_word_is_both_a_term_and_a_word_not_to_be_used() -> None:
    assert INSTEAD.keys() & {row[0] for row in OF_THE_PROGRAM} == set()


@pytest.mark.parametrize(
    "module",
    [module for module in PROGRAM if "._" not in module.name],
    ids=lambda module: module.name,
)
def test_the_first_line_of_a_module_says_the_terms_of_the_glossary(module: Module) -> None:
    words = re.findall(r"[\w-]+", re.sub(r"``.*?``", "", module.summary).lower())
    said = {word.removesuffix("s") for word in words} | set(words)
    assert [f"{word}: say {INSTEAD[word]}" for word in sorted(said & INSTEAD.keys())] == []
