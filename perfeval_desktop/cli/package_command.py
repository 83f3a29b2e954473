"""The commands on exchange packages: forms with their logs out of a store into a file, and into another."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from perfeval_desktop.cli.arguments import Arguments, Existing, UsageError
from perfeval_desktop.cli.form_lookup import catalogue, source_of, store_path
from perfeval_desktop.cli.output import json_line, visible
from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.exchange_package.difference_words import told_differences
from perfeval_desktop.exchange_package.plan import (
    Case,
    Choice,
    PackagePlan,
    PlannedForm,
    apply,
    needing_choice,
    plan,
)
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.exchange_package.writing import packed, write_package
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.summary_texts import project_name, unit_text
from perfeval_desktop.terminal import print_error, print_line


def export_package(arguments: Arguments) -> int:
    """Write the chosen forms into one package and print its path."""
    if arguments.samples is not None:
        raise UsageError("交换包从数据文件导出，不能用于内置示例，请去掉 --samples。")
    if arguments.out is None:
        raise UsageError("导出交换包请用 --out 写出文件名，如 --out 上报.perfevalx。")
    templates = catalogue()
    with Store.open(store_path(arguments), read_only=True) as store:
        chosen = source_of(store, templates, arguments).chosen(arguments)
        if not chosen:
            raise UsageError("没有符合条件的自评表，没有导出任何文件。")
        write_package(arguments.out, packed(store, templates, [one.form_id for one in chosen]))
    print_line(f"已导出 {len(chosen)} 张自评表：{arguments.out}")
    return 0


def import_package(arguments: Arguments, file: Path) -> int:
    """Take the forms of a package into the store, in one step; print what became of each.

    Return 1 if something was left out because here it was changed, too.
    """
    templates = catalogue()
    package = read_package(file)
    with Store.open(store_path(arguments), read_only=arguments.dry_run) as store:
        planned = plan(package, store, templates)
        choices = {one.form_id: _choice(one, arguments.existing) for one in planned.forms}
        if not arguments.dry_run:
            session = EditingSession(store, templates)
            intake = apply(planned, choices, {})
            session.take_in(intake.added, intake.changed, f"导入交换包“{file.stem}”", intake.templates)
    _print(arguments, planned, choices)
    left = [one for one in needing_choice(planned.forms) if choices[one.form_id] is Choice.LEAVE]
    return 1 if left else 0


def _choice(one: PlannedForm, existing: Existing) -> Choice:
    """Return what is done with a form, as the user wants it of forms that are there already."""
    wanted = {Existing.UPDATE: Choice.TAKE, Existing.ADD: Choice.BESIDE}.get(existing)
    is_open = one.case in {Case.OLDER, Case.BOTH_CHANGED}
    return wanted if wanted is not None and is_open and wanted in one.choices else one.choices[0]


def _print(arguments: Arguments, planned: PackagePlan, choices: Mapping[FormId, Choice]) -> None:
    for one in planned.forms:
        choice = choices[one.form_id]
        if arguments.json:
            print_line(json_line(_values(one, choice)))
            continue
        unit = unit_text(one.unit)
        name = f"{project_name(one.project)}（{year_text(one.theirs.year)}，{unit}）"
        print_line(visible(f"{name}：{one.case.value}，{_done(one, choice)}"))
        if choice is Choice.LEAVE:
            for sentence in _left(one):
                print_error(visible(sentence))


def _done(one: PlannedForm, choice: Choice) -> str:
    if choice is Choice.TAKE and one.ours is None:
        return "加入"
    return "不变" if choice is Choice.LEAVE else choice.value


def _left(one: PlannedForm) -> Iterator[str]:
    """Yield why a form was left as it is, and what differs."""
    if one.is_held:
        yield "  本机的表已定稿，没有改动。要采用对方的内容，请先把它的状态改回填报中，再导入一次。"
    elif one.conflicts:
        yield "  双方改了同一格，没有改动。用 --existing update 采用对方，或 --existing add 另存为新项目："
    elif one.case is Case.IN_BIN:
        yield "  它在本机的回收站里，没有改动。要采用对方的内容，请先还原它，再导入一次。"
    for told in told_differences(one):
        yield f"    {told.place}：原为“{told.before}”，本机“{told.ours}”，对方“{told.theirs}”"


def _values(one: PlannedForm, choice: Choice) -> dict[str, object]:
    return {
        "id": one.form_id,
        "project": one.project,
        "fiscal_year": one.theirs.year,
        "unit": one.unit,
        "case": one.case.name.lower(),
        "choice": choice.name.lower(),
        "differences": [told._asdict() for told in told_differences(one)],
    }
