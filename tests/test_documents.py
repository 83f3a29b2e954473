"""What the documents name is there - files, modules, classes, commands - and what they count is right."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

import pytest

from perfeval_desktop.cli import Command
from perfeval_desktop.domain.block_reader import BLOCK_TYPES
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.samples import published_samples
from source_modules import PROGRAM, ROOT, Module, modules

DOCUMENTS = [
    *("README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "RELEASING.md"),
    *sorted(
        path.relative_to(ROOT).as_posix()
        for pattern in ("docs/**/*.md", "benchmarks/*.md", "resources/**/*.md", "tests/**/*.md")
        for path in ROOT.glob(pattern)
        # What clerks read has tests of its own.
        if path.parent.name != "manual"
    ),
]
EVERY_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS)
# These tell how the project is made; the others, what a template or an installation holds.
FOR_DEVELOPERS = [one for one in DOCUMENTS if one == "CONTRIBUTING.md" or one.startswith("docs/decisions/")]

# Where a document may begin a path, beside its own folder: "domain/rounding.py", "window/actions.py".
BEGINNINGS = ("", "perfeval_desktop", "ui/perfeval_ui", "resources/perfeval_resources", "resources/packaging")
FILE_NAME = re.compile(r".*\.(icc|json|lock|md|nsi|py|sh|spec|toml|ttf|typ|xml|yml)")
# What is made or given while one works, or stands somewhere else, and is never part of the project.
NOT_OURS = re.compile(
    r"(build/(venv|bundle)|dist|linux|windows|release|\.venv-old|perfeval-output|~|/tmp|Doc|Modules)(/.*)?"
    r"|(FILE|my-county)\.toml|(FORMS|report|qt_attribution)\.json|PDF/A|via/d|\./PerfEval-|\./perfeval-desktop_|.*[<>…*].*"
)
# Names of other people's things, and words of a file format.
NAMES_OF_OTHERS = frozenset(
    {"ActualText", "DecimalField", "QUndoStack", "QtSingleApplication", "ToUnicode", "insert_many"}
)


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def code_in(document: str) -> Iterator[str]:
    """Yield what a document sets as code: spans, and lines that stand further in."""
    text = re.sub(r"^```.*?^```", "", text_of(document), flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", text)
    yield from re.findall(r"^ {4,}(.+)$", text, re.MULTILINE)


def paths_in(document: str) -> Iterator[str]:
    for code in code_in(document):
        for word in re.split(r"[\s,;()\[\]=\"']+", code):
            path = word.rstrip(".:")
            if re.fullmatch(r"[\w.*/…<>~-]+", path) and ("/" in path or FILE_NAME.fullmatch(path)):
                yield path
    yield from re.findall(r"\]\((?!\w+:)([^)#]+)\)", text_of(document))


@cache
def names_of_files() -> frozenset[str]:
    tops = ("perfeval_desktop", "ui", "resources", "tests", "docs", "benchmarks", "requirements", ".github")
    return frozenset(path.name for top in tops for path in (ROOT / top).rglob("*"))


def is_there(path: str, document: str) -> bool:
    if path in names_of_files():
        return True
    beginnings = [*BEGINNINGS, PurePosixPath(document).parent.as_posix()]
    return any((ROOT / beginning / path).exists() for beginning in beginnings)


@EVERY_DOCUMENT
def test_every_path_that_a_document_names_exists(document: str) -> None:
    named = [path for path in paths_in(document) if not NOT_OURS.fullmatch(path)]
    assert [path for path in named if not is_there(path, document)] == []


@cache
def modules_by_name() -> dict[str, Module]:
    """Return the modules by their names, also as documents shorten them: ``domain.printed.widths``."""
    whole = {module.name: module for module in PROGRAM}
    return whole | {name.partition(".")[2]: module for name, module in whole.items()}


def is_known(name: str) -> bool:
    """Whether a dotted name is that of a module, or of a function or class in one."""
    package, _, last = name.rpartition(".")
    found = modules_by_name()
    return name in found or (package in found and last in found[package].defined)


@EVERY_DOCUMENT
def test_every_module_that_a_document_names_exists(document: str) -> None:
    packages = {name.partition(".")[0] for name in modules_by_name() if "." in name}
    named = {
        name
        for code in code_in(document)
        for name in re.findall(r"(?<![\w./-])[a-z_]+(?:\.[a-z_]\w*)+(?![\w/-])", code)
        if name.partition(".")[0] in packages and not FILE_NAME.fullmatch(name)
    }
    assert {name for name in named if not is_known(name)} == set()


@cache
def words_of_the_sources() -> frozenset[str]:
    sources = [*PROGRAM, *modules("tests", "resources/packaging", "benchmarks", "requirements")]
    others = [ROOT / "perfeval.py", ROOT / "build.spec", ROOT / "pyproject.toml"]
    texts = ["\n".join(module.lines) for module in sources] + [path.read_text("utf-8") for path in others]
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


@pytest.mark.parametrize("document", FOR_DEVELOPERS)
def test_every_name_that_developers_read_of_is_in_the_sources(document: str) -> None:
    named = {
        name
        for code in re.findall(r"`([\w.]+)(?:\(\))?`", text_of(document))
        if not FILE_NAME.fullmatch(code)
        for name in code.split(".")
        if re.search(r"[a-z]_[a-z]|[a-z][A-Z]|[A-Z]_[A-Z]|^[A-Z]{4,}$", name)
    }
    assert named - words_of_the_sources() - NAMES_OF_OTHERS == set()


# -- what is counted -----------------------------------------------------------------------------------------

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
CHINESE_NUMBERS = "零一二三四五六七八九十"
SAMPLES = len(list(published_samples()))


def files_in(folder: str, suffix: str) -> int:
    return sum(one.name.endswith(suffix) for one in (files("perfeval_resources") / folder).iterdir())


# What follows a number, and how many there are.
COUNTS = {
    "checks": len(Code),
    "项审核": len(Code),
    "templates of the country": files_in("templates", ".toml"),
    "种表样": files_in("templates", ".toml"),
    "published forms": SAMPLES,
    "samples": SAMPLES,
    "份已公开": SAMPLES,
    "份《财政项目支出绩效自评表》示例": SAMPLES,
    "fonts of its own": files_in("fonts", ".ttf"),
    "types of blocks": len(BLOCK_TYPES),
}


def number(word: str) -> int | None:
    """Return what a word counts, ``None`` for no number: 28, seven, 七."""
    if word.isdigit():
        return int(word)
    if word in NUMBERS:
        return NUMBERS.index(word)
    return CHINESE_NUMBERS.index(word) if word in CHINESE_NUMBERS else None


@pytest.mark.parametrize("counted", COUNTS)
def test_what_documents_count_is_right_wherever_it_is_told(counted: str) -> None:
    told = [
        (document, found)
        for document in DOCUMENTS
        for word in re.findall(
            rf"([0-9]+|[a-z]+|[{CHINESE_NUMBERS}]) ?{counted}", text_of(document).replace("\n", " ")
        )
        if (found := number(word)) is not None
    ]
    assert told
    assert [one for one in told if one[1] != COUNTS[counted]] == []


def test_the_readme_names_every_command_in_order() -> None:
    (told,) = re.findall(r"^`((?:\w+ )+\w+)`; `--store", text_of("README.md"), re.MULTILINE)
    assert told.split() == list(Command)


def test_the_pages_about_benchmarks_name_every_one_in_order() -> None:
    (told,) = re.findall(r"one: ((?:\w+, )+\w+)", text_of("benchmarks/README.md"))
    (names,) = re.findall(r"^NAMES = \((.*?)\)$", text_of("benchmarks/run.py"), re.MULTILINE | re.DOTALL)
    assert told.split(", ") == re.findall(r"\w+", names)


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_the_readmes_name_the_pythons_of_the_project(document: str) -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    pythons = re.findall(r"(?<=:: )3\.\d+$", "\n".join(project["classifiers"]), re.MULTILINE)
    (told,) = re.findall(r"Python ([\d., or或、]+)", text_of(document))[:1]
    assert re.findall(r"3\.\d+", told) == pythons


def test_a_recipe_is_five_lines_that_name_files() -> None:
    text = text_of("CONTRIBUTING.md").partition("## Recipes")[2]
    _, *recipes = re.split(r"^### ", text, flags=re.MULTILINE)
    assert len(recipes) == 8
    for recipe in recipes:
        _, *lines = re.split(r"^\d\. ", recipe.partition("\n## ")[0], flags=re.MULTILINE)
        assert len(lines) == 5, recipe
        assert sum("`" in line for line in lines) >= 4, recipe
