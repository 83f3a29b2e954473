"""What the user says of a derived template: what a column means, is called, or that it is none."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from perfeval_desktop.domain.block_reader import IMPLIED, UNKNOWN, USUAL_DECIMALS
from perfeval_desktop.domain.blocks import (
    AnyBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    FundingLayout,
    TextsBlock,
)
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Role, Stage
from perfeval_desktop.domain.legality import NEEDS_SCORING, ROLES, first_problem
from perfeval_desktop.domain.template import Template
from perfeval_desktop.exchange.deriving.fields import field_widths
from perfeval_desktop.exchange.deriving.making import At, clean_label
from perfeval_desktop.exchange.deriving.points import USUAL_SCORING, earns_points, execution_rule
from perfeval_desktop.exchange.deriving.value import Derived, reread

_SINGLE = (FieldsBlock, TextsBlock)
# What a target is: in one cell, or its number beside its sign.
_EITHER = frozenset({Role.TARGET, Role.TARGET_NUMBER})


def legal_roles(derived: Derived, at: At) -> tuple[Role, ...]:
    """Return the roles that a column may have, in the order of the roles; it may always be without one."""
    block = derived.template.by_key[at.block]
    return tuple(
        role
        for role in Role
        if role in ROLES[type(block)] and first_problem(_with_role(derived, at, role)) is None
    )


def with_role(derived: Derived, at: At, role: Role | None) -> Derived:
    """Return the template with another role for a column; a column that had it is without one then.

    Raises :class:`TemplateError` for a role that is not legal there.
    """
    return replace(derived, template=reread(_with_role(derived, at, role)))


def with_label(derived: Derived, at: At, label: str) -> Derived:
    """Return the template with another label for a column."""
    words = clean_label(label)
    changed = _changed(derived.template, at, lambda column: replace(column, label=words))
    return replace(derived, template=reread(changed))


def with_name(derived: Derived, template_id: str, name: str) -> Derived:
    """Return the template under another id and name."""
    return replace(derived, template=reread(replace(derived.template, id=template_id, name=name)))


def may_be_left_out(derived: Derived, at: At) -> bool:
    """Whether the template is still one without a column."""
    return first_problem(_without(derived, at)) is None


def without(derived: Derived, at: At) -> Derived:
    """Return the template without a column; its neighbours have its room."""
    heads = {key: cells for key, cells in derived.heads.items() if key != at}
    return replace(derived, template=reread(_without(derived, at)), heads=heads)


# -- roles ---------------------------------------------------------------------------------------------------


def _with_role(derived: Derived, at: At, role: Role | None) -> Template:
    template = derived.template
    blocks = tuple(_given(block, at, role) for block in template.blocks)
    changed = replace(template, blocks=blocks)
    if role in NEEDS_SCORING and template.scoring is None:
        changed = replace(changed, scoring=USUAL_SCORING)
    scoring = changed.scoring
    if scoring is None:
        return changed
    if changed.funding is None and not changed.has_execution_row:
        return replace(changed, scoring=replace(scoring, execution=None))
    is_earned = changed.funding is not None and earns_points(changed.funding)
    if scoring.execution is None and is_earned and role is Role.EXECUTED:
        rule = execution_rule(derived.execution_weight)
        return replace(changed, scoring=replace(scoring, execution=rule))
    return changed


def _given(block: AnyBlock, at: At, role: Role | None) -> AnyBlock:
    """Return a block in which the column at ``at`` alone has the role."""
    is_single = isinstance(block, _SINGLE)
    if block.key != at.block and not (is_single and role not in ROLES[FiguresBlock]):
        return block
    gone = _EITHER if role in _EITHER else {role}
    columns = tuple(
        _as(block, column, role)
        if At(block.key, column.key) == at
        else _as(block, column, None)
        if column.role is not None and column.role in gone
        else column
        for column in block.columns
    )
    changed = replace(block, columns=columns)
    if isinstance(changed, FundingBlock):
        # Only what is computed can be printed otherwise.
        roles = {column.key: column.role for column in columns}
        computed = {Role.WEIGHT, Role.EXECUTION_RATE, Role.SCORE}
        rows = tuple(
            replace(row, fixed={key: text for key, text in row.fixed.items() if roles[key] in computed})
            for row in block.rows
        )
        return replace(changed, rows=rows)
    return changed


def _as(block: AnyBlock, column: Column, role: Role | None) -> Column:
    """Return a column with a role and what that implies; without one it keeps its kind where it can."""
    if column.role is role:
        return column
    implied = UNKNOWN if role is None else IMPLIED[role]
    keeps_choice = column.kind is Kind.CHOICE and not implied.kind.is_number
    kind = Kind.CHOICE if keeps_choice and implied.stage is not Stage.COMPUTED else implied.kind
    if role is None:
        kind = column.kind
    stage = implied.stage
    if isinstance(block, FundingBlock) and role is Role.WEIGHT:
        stage = Stage.COMPUTED
    return replace(
        column,
        role=role,
        kind=kind,
        stage=stage,
        required=implied.is_required,
        choices=column.choices if kind is Kind.CHOICE else (),
        choice_style=column.choice_style if kind is Kind.CHOICE else ChoiceStyle.WORD,
        decimals=column.decimals if kind.is_number else 0,
        most_decimals=USUAL_DECIMALS.get(kind),
    )


# -- columns -------------------------------------------------------------------------------------------------


def _changed(template: Template, at: At, change: Callable[[Column], Column]) -> Template:
    blocks = tuple(
        replace(block, columns=tuple(change(one) if one.key == at.column else one for one in block.columns))
        if block.key == at.block
        else block
        for block in template.blocks
    )
    return replace(template, blocks=blocks)


def _without(derived: Derived, at: At) -> Template:
    template = derived.template
    blocks = [
        _left(template, block, at.column) if block.key == at.block else block for block in template.blocks
    ]
    changed = replace(template, blocks=tuple(block for block in blocks if block is not None))
    return _with_role(replace(derived, template=changed), at, None)


def _left(template: Template, block: AnyBlock, key: str) -> AnyBlock | None:
    """Return a block without a column, ``None`` where it was its only one."""
    columns = [column for column in block.columns if column.key != key]
    if not columns:
        return None
    gone = block.by_key[key]
    room = gone.width
    if isinstance(block, FundingBlock) and block.layout is FundingLayout.BESIDE and gone.kind is Kind.AMOUNT:
        # Its name goes as well.
        room += block.name_width
    widest = max(columns, key=lambda column: column.width)
    sized = [replace(one, width=one.width + room) if one is widest else one for one in columns]
    rows = tuple(
        replace(
            row, fixed=_but(row.fixed, key), labels=_but(row.labels, key), prefilled=_but(row.prefilled, key)
        )
        for row in block.rows
    )
    if isinstance(block, FieldsBlock):
        lines = [line for line in (tuple(one for one in line if one != key) for line in block.lines) if line]
        own = {column.key: column for column in columns}
        in_lines = [[own[one] for one in line] for line in lines]
        widths = field_widths(in_lines, dict.fromkeys(own, ""), template.page.table_width)
        return replace(block, columns=tuple(columns), lines=tuple(lines), widths=widths)
    return replace(block, columns=tuple(sized), rows=rows)


def _but(texts: Mapping[str, str], key: str) -> dict[str, str]:
    return {own: text for own, text in texts.items() if own != key}
