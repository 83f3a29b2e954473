"""The program's modules as their source says: names, docstrings, calls and imports. Nothing is loaded."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE_ROOTS = (ROOT, ROOT / "ui", ROOT / "resources")
PACKAGES = ("perfeval_desktop", "ui/perfeval_ui", "resources/perfeval_resources")


@dataclass(frozen=True)
class Module:
    """A source file, parsed."""

    path: Path

    @property
    def file(self) -> str:
        """The path as the documents write it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        """The dotted name it is imported by."""
        root = max((one for one in SOURCE_ROOTS if self.path.is_relative_to(one)), key=lambda one: one.parts)
        parts = self.path.relative_to(root).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def lines(self) -> list[str]:
        """Its text, line by line."""
        return self.path.read_text(encoding="utf-8").splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return ast.parse("\n".join(self.lines))

    @property
    def summary(self) -> str:
        """The first paragraph of its docstring, which says what it is for."""
        return " ".join((ast.get_docstring(self.tree) or "").split("\n\n")[0].split())

    @property
    def defined(self) -> set[str]:
        """The classes and functions it defines."""
        return {one.name for one in self.tree.body if isinstance(one, ast.ClassDef | ast.FunctionDef)}

    @property
    def texts(self) -> Iterator[str]:
        """The literal texts in it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value

    def place(self, node: ast.expr) -> str:
        """Return file and line of a part of its syntax."""
        return f"{self.file}:{node.lineno}"

    def calls(self, method: str) -> Iterator[tuple[ast.Call, ast.Attribute]]:
        """Yield the calls of anything's method of this name."""
        for node in ast.walk(self.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == method
            ):
                yield node, node.func

    def imported_when_loaded(self) -> Iterator[str]:
        """Yield the names that its own import loads: those outside of functions."""
        for node in _run_when_loaded(self.tree):
            match node:
                case ast.Import(names):
                    yield from (alias.name for alias in names)
                case ast.ImportFrom(module=str(module), names=names):
                    # The name may be a module of the package.
                    yield module
                    yield from (f"{module}.{alias.name}" for alias in names)


def _run_when_loaded(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from _run_when_loaded(child)


def modules(*folders: str) -> list[Module]:
    """Return the modules below folders of the project."""
    found = [Module(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found
    return found


PROGRAM = modules(*PACKAGES)
