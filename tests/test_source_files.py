"""What every source file of the project keeps to, whoever imports it."""

import ast
import re

from source_modules import PROGRAM, ROOT, Module, modules

# Lines. Beyond it a file has more than one thing in it, or one that nobody can overlook.
LONGEST_SOURCE = 450
LONGEST_TEST = 600

BESIDE_THE_PROGRAM = [*modules("resources/packaging", "benchmarks"), Module(ROOT / "perfeval.py")]
TESTS = modules("tests")


def test_every_module_says_what_it_is_for() -> None:
    silent = [module.file for module in [*PROGRAM, *BESIDE_THE_PROGRAM] if not module.summary.endswith(".")]
    assert silent == []


def test_no_file_is_longer_than_one_can_overlook() -> None:
    bounds = dict.fromkeys([*PROGRAM, *BESIDE_THE_PROGRAM], LONGEST_SOURCE)
    bounds |= dict.fromkeys(TESTS, LONGEST_TEST)
    lengths = {module: len(module.lines) for module in bounds}
    assert {module.file: lengths[module] for module in bounds if lengths[module] > bounds[module]} == {}


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
    found = [module.name for module in PROGRAM for _ in module.calls("quantize")]
    assert found == ["perfeval_desktop.domain.rounding"]


def test_the_store_is_one_file_never_with_a_write_ahead_log() -> None:
    modes = {
        (module.name.rpartition(".")[2], mode.upper())
        for module in PROGRAM
        for text in module.texts
        for mode in re.findall(r"journal_mode\s*=\s*(\w*)", text, re.IGNORECASE)
    }
    # The copy that nobody reads before it is whole needs no journal.
    assert modes == {("database", "TRUNCATE"), ("copying", "OFF")}


def test_no_dialog_stops_the_program_without_a_reason_given_above() -> None:
    found = [
        module.place(call)
        for module in modules("ui/perfeval_ui")
        for call, method in module.calls("exec")
        if not (isinstance(method.value, ast.Name) and method.value.id == "app")
        and not module.lines[call.lineno - 2].lstrip().startswith("# ")
    ]
    assert found == []
