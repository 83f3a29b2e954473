"""The command that fills the funding of many forms from a ledger."""

from collections.abc import Iterator, Sequence

from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.cli.form_lookup import catalogue, store_path
from perfeval_desktop.cli.output import json_line, visible
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import ImportFileError, LedgerError
from perfeval_desktop.exchange.ledger.columns import Confidence, Proposal, proposals
from perfeval_desktop.exchange.ledger.fields import LedgerField
from perfeval_desktop.exchange.ledger.table import LedgerTable, ledger_tables
from perfeval_desktop.importing.contents import Reading
from perfeval_desktop.importing.reader_pool import ReaderPool
from perfeval_desktop.ledger_filling.filling import LedgerFilling, LedgerPlan, Tick, proposed_year
from perfeval_desktop.ledger_filling.matching import MatchKind
from perfeval_desktop.ledger_filling.plan import Change, PlannedRow
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.store import Store
from perfeval_desktop.summary_texts import project_text
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_desktop.terminal import print_error, print_line


def fill_from_ledger(arguments: Arguments) -> int:
    """Fill the funding of the forms that the rows of a ledger are about; print each row and what it changes.

    Return 1 if any row was not matched surely, or any amount not taken.
    """
    templates = catalogue()
    # One that is not there is told before any file is read.
    template = templates[arguments.template] if arguments.template else None
    table = _table(arguments, templates)
    found = _proposals(arguments, table)
    choice = {one.field: one.column for one in found}
    with Store.open(store_path(arguments), read_only=arguments.dry_run) as store:
        session = EditingSession(store, templates)
        filling = LedgerFilling(session, table)
        year = arguments.year or proposed_year(table, session.summaries(), arguments.file.stem)
        plan = filling.plan(choice, year, unit=arguments.money)
        ticks = frozenset(_ticks(arguments, plan))
        new = _new(plan, template)
        _print_plan(arguments, table, found, plan, ticks)
        if arguments.dry_run:
            return 0 if _is_whole(plan, ticks, new) else 1
        if plan.unit.confidence is Confidence.UNSURE and (ticks or new):
            raise LedgerError(f"{plan.unit.reason}。请用 --unit 写明元或万元，什么也没有填。")
        done = filling.apply(plan, ticks, new)
    if not arguments.json:
        print_line(f"{plan.counts}。{done.words}。")
    return 0 if _is_whole(plan, ticks, new) else 1


def _table(arguments: Arguments, templates: TemplateCatalogue) -> LedgerTable:
    """Return the ledger in the file, which is read in a process of its own."""
    with ReaderPool(Reading(templates, now().year, forms=False)) as pool:
        pool.add([arguments.file])
        (contents,) = pool.all_results()
    if contents.refusal:
        raise ImportFileError(contents.refusal)
    tables = ledger_tables(contents.sheets)
    wanted = [one for one in tables if arguments.sheet in {"", one.sheet}]
    if not wanted:
        names = "、".join(one.sheet for one in tables)
        where = f"里没有名为“{arguments.sheet}”的工作表，有：{names}" if names else "里没有台账那样的表格"
        raise LedgerError(f"“{arguments.file.name}”{where}。请检查是否选对了文件。")
    return wanted[0]


def _proposals(arguments: Arguments, table: LedgerTable) -> Sequence[Proposal]:
    """Return what the columns are, as the command line says and else as proposed."""
    found = {one.field: one for one in proposals(table)}
    for word in arguments.columns:
        label, _, wanted = word.rpartition("=")
        column = next((one for one in table.columns if label in {one.label, one.parts[-1]}), None)
        if column is None:
            known = "、".join(one.label for one in table.columns if one.label)
            raise UsageError(f"台账里没有“{label}”这一栏，有：{known}。")
        if wanted not in tuple(LedgerField):
            raise UsageError(f"“{wanted}”不是可填的内容，等号后面应写 {'、'.join(LedgerField)} 之一。")
        field = LedgerField(wanted)
        found = {one.field: one for one in found.values() if one.column != column}
        found[field] = Proposal(field, column, Confidence.SURE, "由 --column 指定")
    names = {LedgerField.PROJECT, LedgerField.CODE}
    if not (names & found.keys() and any(one.is_amount for one in found)):
        raise LedgerError(
            f"在“{table.sheet}”里没有认出项目名称和金额的栏。请用 --column 栏名={LedgerField.PROJECT} 写明。"
        )
    return [found[field] for field in LedgerField if field in found]


def _ticks(arguments: Arguments, plan: LedgerPlan) -> Iterator[Tick]:
    """Yield the changes that are made: of what is filled in already only where that is wanted."""
    usual = plan.usual_ticks
    for row in plan.rows:
        for change in row.changes:
            tick = row.row.number, change.field
            is_alike = arguments.similar and row.match.kind is MatchKind.FUZZY and not change.is_far
            if (tick in usual or is_alike) and (arguments.overwrite or not change.overwrites):
                yield tick


def _new(plan: LedgerPlan, template: Template | None) -> dict[int, Template]:
    if template is None:
        return {}
    return {one.row.number: template for one in plan.rows if one.match.kind is MatchKind.NONE}


def _is_whole(plan: LedgerPlan, ticks: frozenset[Tick], new: dict[int, Template]) -> bool:
    """Whether all that the ledger says is in the forms then."""
    return all(
        one.row.number in new
        or (one.match.form is not None and not one.troubles and _taken(one, ticks) == list(one.changes))
        for one in plan.rows
    )


def _taken(one: PlannedRow, ticks: frozenset[Tick]) -> list[Change]:
    return [change for change in one.changes if (one.row.number, change.field) in ticks]


# -- what is printed -----------------------------------------------------------------------------------------


def _print_plan(
    arguments: Arguments,
    table: LedgerTable,
    found: Sequence[Proposal],
    plan: LedgerPlan,
    ticks: frozenset[Tick],
) -> None:
    if arguments.json:
        for values in _values(table, found, plan, ticks):
            print_line(json_line(values))
        return
    print_line(visible(f"{plan.year} 年度，工作表“{table.sheet}”，{plan.unit.unit}（{plan.unit.reason}）"))
    for one in found:
        print_line(visible(f"  {one.field}：“{one.column.label}”，{one.confidence}（{one.reason}）"))
    for row in plan.rows:
        _print_row(row, _taken(row, ticks))
    for form in plan.without_row:
        named = "，".join(filter(None, (project_text(form), form.implementing_unit, form.form_id)))
        print_error(visible(f"台账里没有：{named}"))
    for line in plan.left_out:
        print_error(visible(f"不是项目：{line.place}：{line.text}（{line.reason}）"))


def _print_row(one: PlannedRow, taken: Sequence[Change]) -> None:
    form = "" if one.match.form is None else f" → {project_text(one.match.form)}"
    named = one.row.project or one.row.code
    print_line(visible(f"{one.row.place}：{named}{form}：{one.match.reason}"))
    for change in one.changes:
        kept = "" if change in taken else "（没有填）"
        before = change.before or "空"
        print_line(visible(f"  {change.words}：{before} → {change.after}{kept}"))
    for sentence in (*one.troubles, *one.notes):
        print_error(visible(f"  {sentence}"))
    if one.match.form is None:
        for candidate in one.match.candidates:
            named = f"{project_text(candidate.form)}（{candidate.form.form_id}）"
            print_error(visible(f"  可能是：{named}：{candidate.reason}"))


def _values(
    table: LedgerTable, found: Sequence[Proposal], plan: LedgerPlan, ticks: frozenset[Tick]
) -> Iterator[dict[str, object]]:
    yield {
        "sheet": table.sheet,
        "fiscal_year": plan.year,
        "unit": plan.unit.unit,
        "unit_reason": plan.unit.reason,
        "columns": [
            {
                "field": one.field,
                "label": one.column.label,
                "confidence": one.confidence,
                "reason": one.reason,
            }
            for one in found
        ],
    }
    for one in plan.rows:
        taken = _taken(one, ticks)
        yield {
            "row": one.row.place,
            "project": one.row.project,
            "match": one.match.kind,
            "reason": one.match.reason,
            "id": one.form_id,
            "candidates": [
                {"id": candidate.form.form_id, "score": candidate.score, "reason": candidate.reason}
                for candidate in one.match.candidates
            ],
            "changes": [
                {
                    "place": change.place.path,
                    "before": change.before,
                    "after": change.after,
                    "taken": change in taken,
                }
                for change in one.changes
            ],
            "troubles": list(one.troubles),
            "notes": list(one.notes),
        }
    for form in plan.without_row:
        yield {"form_without_row": form.form_id, "project": form.project}
    for line in plan.left_out:
        yield {"left_out": line.place, "text": line.text, "reason": line.reason}
