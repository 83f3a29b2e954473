"""What import-linter cannot say about the house; its contracts stand in ``pyproject.toml``.

The sources are read, not imported, so all of this also holds where there is no Qt.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE_ROOTS = (ROOT, ROOT / "ui", ROOT / "resources")
PACKAGES = ("perfeval_desktop", "ui/perfeval_ui", "resources/perfeval_resources")

# What the domain may take from the standard library: nothing that reads a clock, a disk or the environment.
PURE = frozenset(
    {
        *("bisect", "collections", "collections.abc", "dataclasses", "decimal", "enum", "functools", "hashlib"),
        *("itertools", "math", "operator", "re", "string", "textwrap", "tomllib", "typing", "unicodedata"),
    }
)
# Dear to load; the window and the commands wait for them only with the first printed form.
DEAR = frozenset({"reportlab", "pypdfium2"})


@dataclass(frozen=True)
class Module:
    """A source file, parsed."""

    path: Path

    @property
    def name(self) -> str:
        """The dotted name it is imported by."""
        root = max((one for one in SOURCE_ROOTS if self.path.is_relative_to(one)), key=lambda one: one.parts)
        parts = self.path.relative_to(root).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse("\n".join(self.lines))

    @property
    def texts(self) -> Iterator[str]:
        """The literal texts in it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value

    def place(self, node: ast.expr) -> str:
        return f"{self.path.relative_to(ROOT).as_posix()}:{node.lineno}"

    def calls(self, method: str) -> Iterator[tuple[ast.Call, ast.Attribute]]:
        """Yield the calls of anything's method of this name."""
        for node in ast.walk(self.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == method
            ):
                yield node, node.func

    def imports(self, *, with_the_module: bool = False) -> Iterator[str]:
        """Yield the names it imports; ``with_the_module``, only those that its own import loads."""
        for node in _run_on_import(self.tree) if with_the_module else ast.walk(self.tree):
            match node:
                case ast.Import(names):
                    yield from (alias.name for alias in names)
                case ast.ImportFrom(module=str(module), names=names):
                    # The name may be a module of the package.
                    yield module
                    yield from (f"{module}.{alias.name}" for alias in names)


def _run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from _run_on_import(child)


def modules(*folders: str) -> list[Module]:
    found = [Module(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found
    return found


EVERYTHING = modules(*PACKAGES)


@pytest.mark.parametrize("module", ["perfeval_desktop.cli", "perfeval_desktop.session"])
def test_the_core_is_loaded_without_qt_and_without_what_prints(module: str) -> None:
    code = f"import sys; sys.path[:0] = {sys.path!r}; import {module}; print(*sys.modules)"
    # -I: of the environment of the tests, nothing but their path.
    ran = subprocess.run(  # noqa: S603  # this very interpreter
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True
    )
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert module.partition(".")[0] in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6", "perfeval_ui", *DEAR})


@pytest.mark.parametrize(
    ("start", "needed"),
    [("perfeval_desktop.__main__", "perfeval_desktop.cli"), ("perfeval_ui.app", "PySide6")],
)
def test_what_prints_is_loaded_with_the_first_printed_form_and_not_with_the_program(
    start: str, needed: str
) -> None:
    ours = {module.name: module for module in EVERYTHING}
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(_packages_of(name))
            if name in ours:
                waiting.extend(ours[name].imports(with_the_module=True))
    assert needed in reached
    assert sorted(reached & DEAR) == []


def _packages_of(name: str) -> list[str]:
    """Return the packages that are loaded before the module ``name``."""
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def test_the_domain_takes_only_pure_parts_of_the_standard_library() -> None:
    taken = {
        (module.name, name)
        for module in modules("perfeval_desktop/domain")
        for name in module.imports()
        if not name.startswith(("perfeval_desktop.domain", "perfeval_desktop.errors"))
        and PURE.isdisjoint({name, name.rpartition(".")[0]})
    }
    assert taken == set()


def test_the_domain_computes_in_decimals_and_opens_nothing() -> None:
    banned = {"float", "round", "open", "input", "print", "eval", "exec", "__import__"}
    found = [
        module.place(node)
        for module in modules("perfeval_desktop/domain")
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Name) and node.id in banned)
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]
    assert found == []


def test_the_program_rounds_in_one_place() -> None:
    found = [module.name for module in EVERYTHING for _ in module.calls("quantize")]
    assert found == ["perfeval_desktop.domain.rounding"]


def test_the_store_is_one_file_never_with_a_write_ahead_log() -> None:
    modes = {
        (module.name.rpartition(".")[2], mode.upper())
        for module in EVERYTHING
        for text in module.texts
        for mode in re.findall(r"journal_mode\s*=\s*(\w*)", text, re.IGNORECASE)
    }
    # The copy that nobody reads before it is whole needs no journal.
    assert modes == {("database", "TRUNCATE"), ("copying", "OFF")}


def test_every_module_says_what_it_is_for() -> None:
    everything = [*EVERYTHING, *modules("resources/packaging", "benchmarks"), Module(ROOT / "perfeval.py")]
    silent = [
        str(module.path)
        for module in everything
        if not (ast.get_docstring(module.tree) or "").split("\n\n")[0].endswith(".")
    ]
    assert silent == []


def test_no_module_is_longer_than_one_can_overlook() -> None:
    assert {module.name: len(module.lines) for module in EVERYTHING if len(module.lines) > 450} == {}


def test_no_dialog_stops_the_program_without_a_reason_given_above() -> None:
    found = [
        module.place(call)
        for module in modules("ui/perfeval_ui")
        for call, method in module.calls("exec")
        if not (isinstance(method.value, ast.Name) and method.value.id == "app")
        and not module.lines[call.lineno - 2].lstrip().startswith("# ")
    ]
    assert found == []
