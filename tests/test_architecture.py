"""Who may import whom: every rule is a table, and a broken one is told with the way the import takes.

The sources are read, not imported, so all of this also holds where there is no Qt. What a source file itself
must look like stands in ``test_source_files.py``, what the documents say in ``test_documents.py``.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import grimp
import pytest

from layers import LAYERS
from source_modules import PROGRAM

# The one import that goes up: without a command, the core starts the window.
THE_DOOR = ("perfeval_desktop.__main__", "perfeval_ui.app")

# Only these may import it; who else needs what it does asks them.
ONLY_KNOWN_TO: dict[str, tuple[str, ...]] = {
    "PySide6": ("perfeval_ui",),
    "shiboken6": (),
    "pypdfium2": (
        *("perfeval_ui.paper.page_images", "perfeval_ui.self_test.workflow"),
        *("perfeval_desktop.exchange.readers.pdf", "perfeval_desktop.exchange.readers.pdf_page"),
    ),
    "reportlab": ("perfeval_desktop.printing.pdf.document",),
    "xlsxwriter": (
        *("perfeval_desktop.exchange.writers.xlsx", "perfeval_desktop.exchange.writers.list_xlsx"),
    ),
    # Files of other programs are read here alone, each kind by one module.
    "lxml": ("perfeval_desktop.exchange.readers.html", "perfeval_desktop.exchange.readers.xml_parts"),
    "xlrd": ("perfeval_desktop.exchange.readers.xls",),
    "doc2docx": ("perfeval_desktop.exchange.readers.doc",),
    "platformdirs": ("perfeval_desktop.paths",),
    # The store alone knows SQLite, locks and how keys are made, and its rows never leave it.
    "sqlite3": ("perfeval_desktop.storage",),
    "peewee": ("perfeval_desktop.storage",),
    "filelock": ("perfeval_desktop.storage.lock",),
    "uuid6": ("perfeval_desktop.storage.ids",),
    "perfeval_desktop.storage.tables": ("perfeval_desktop.storage",),
    "perfeval_desktop.storage.rows": ("perfeval_desktop.storage",),
    "perfeval_desktop.storage.repository": ("perfeval_desktop.storage",),
    # The program never calls anybody; SQLite is handed the address of a file in the spelling of the web.
    "urllib": ("perfeval_desktop.storage.connections",),
    "socket": (),
    "ssl": (),
    "http": (),
    "asyncio": (),
    # What stands in a file is data: it is read, never run.
    "pickle": (),
    "subprocess": (),
}

# What a package never comes to know, not through others either.
OUT_OF_REACH: dict[str, tuple[str, ...]] = {
    "perfeval_desktop": ("perfeval_ui", "PySide6", "shiboken6"),
    "perfeval_resources": ("perfeval_desktop", "perfeval_ui", "PySide6"),
}

# All that the domain takes from others: nothing that reads a clock, a disk or the environment.
PURE = """
    bisect collections dataclasses decimal enum functools hashlib itertools math operator re string textwrap
    tomllib typing unicodedata
    """


PACKAGES = [package for package in LAYERS if package]
ROOTS = LAYERS[""].split()


def layers_of(package: str) -> list[list[str]]:
    """Return the table of a package: from top to bottom, the names that stand side by side."""
    rows = re.sub(r"#.*|(?<=\|)\n", "", LAYERS[package]).splitlines()
    return [row.replace("|", " ").split() for row in rows if row.strip()]


@cache
def imports() -> grimp.ImportGraph:
    """Return every import of the program, those that are carried out late among them; the door is shut."""
    graph = grimp.build_graph(*ROOTS, include_external_packages=True, cache_dir=None)
    importer, imported = THE_DOOR
    graph.remove_import(importer=importer, imported=imported)
    return graph


def is_inside(module: str, packages: Iterable[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def importers_of(module: str) -> list[str]:
    graph = imports()
    return sorted(graph.find_modules_that_directly_import(module)) if module in graph.modules else []


def way(chain: tuple[str, ...]) -> Iterator[str]:
    """Yield a chain of imports for reading: where each of them stands."""
    for importer, imported in pairwise(chain):
        (first, *_) = imports().get_import_details(importer=importer, imported=imported)
        yield f"    {importer}, line {first['line_number']}: {first['line_contents'].strip()}"


def broken(rule: str, *chains: tuple[str, ...]) -> str:
    return "\n".join([rule, *(line for chain in sorted(chains) for line in way(chain))])


def none_of(complaints: Iterable[str]) -> None:
    """Fail with the complaints as they are to be read, without the source of the test around them."""
    if told := list(complaints):
        pytest.fail("\n".join(told), pytrace=False)


def test_every_module_has_one_place_in_the_tables() -> None:
    graph = imports()
    placed = Counter(
        f"{package}.{name}" for package in PACKAGES for layer in layers_of(package) for name in layer
    )
    there = Counter(name for name in graph.modules if name.partition(".")[0] in ROOTS and "." in name)
    none_of(
        [
            *(f"{one} has no place in the table of {one.rpartition('.')[0]}" for one in there - placed),
            *(f"{one} has a place in a table and is not there" for one in placed - there),
        ]
    )


@pytest.mark.parametrize("package", LAYERS, ids=lambda package: package or "the program")
def test_imports_lead_down_never_up_and_never_aside(package: str) -> None:
    layers = [grimp.Layer(*names) for names in layers_of(package)]
    found = imports().find_illegal_dependencies_for_layers(layers, containers={package} if package else None)
    none_of(
        broken(
            f"{one.importer} may not know {one.imported}, which stands above or beside it:",
            *((min(route.heads), *route.middle, min(route.tails)) for route in one.routes),
        )
        for one in sorted(found, key=lambda one: (one.importer, one.imported))
    )


def test_the_core_has_one_door_to_the_window_and_opens_it_late() -> None:
    importer, imported = THE_DOOR
    (door,) = (module for module in PROGRAM if module.name == importer)
    assert any(isinstance(node, ast.ImportFrom) and node.module == imported for node in ast.walk(door.tree))
    assert imported not in door.imported_when_loaded()


@pytest.mark.parametrize(("known", "allowed"), ONLY_KNOWN_TO.items())
def test_what_only_some_may_know_nobody_else_imports(known: str, allowed: tuple[str, ...]) -> None:
    importers = importers_of(known)
    none_of(
        broken(f"only {' and '.join(allowed) or 'nobody'} may import {known}:", (one, known))
        for one in importers
        if not is_inside(one, allowed)
    )
    none_of(
        f"{one} may import {known} and does not"
        for one in allowed
        if not any(is_inside(importer, [one]) for importer in importers)
    )


def test_each_package_of_others_is_known_to_somebody_in_particular() -> None:
    others = {name for name in imports().modules if not is_inside(name, ROOTS)} - sys.stdlib_module_names
    none_of(
        broken(f"who may import {one}, and who not?", *((importer, one) for importer in importers_of(one)))
        for one in sorted(others - ONLY_KNOWN_TO.keys())
    )


@pytest.mark.parametrize(
    ("package", "beyond"), [(package, one) for package, many in OUT_OF_REACH.items() for one in many]
)
def test_what_is_out_of_reach_is_not_come_by_through_others(package: str, beyond: str) -> None:
    if beyond in imports().modules:
        chains = imports().find_shortest_chains(importer=package, imported=beyond, as_packages=True)
        none_of(broken(f"{package} reaches {beyond}:", chain) for chain in sorted(chains))


def test_the_domain_takes_only_pure_parts_of_the_standard_library() -> None:
    ours = ("perfeval_desktop.domain", "perfeval_desktop.errors")
    none_of(
        broken(f"{taken} is not among what the domain may take:", (module, taken))
        for module in sorted(imports().modules)
        if is_inside(module, ours)
        for taken in sorted(imports().find_modules_directly_imported_by(module))
        if taken not in PURE.split() and not is_inside(taken, ours)
    )
