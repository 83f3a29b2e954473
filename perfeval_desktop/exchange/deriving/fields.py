"""Blocks of single cells: lines of labels with values beside them, open lines of text, boxes of text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from perfeval_desktop.domain.blocks import FieldsBlock, Frame, TextsBlock
from perfeval_desktop.domain.columns import ChoiceStyle, Column, Kind, Stage
from perfeval_desktop.domain.legality import ROLES
from perfeval_desktop.exchange.deriving.columns import Plain, column_of, roles_of
from perfeval_desktop.exchange.deriving.making import At, Making
from perfeval_desktop.exchange.deriving.role_words import ROLE_WORDS
from perfeval_desktop.exchange.deriving.widths import filled, wanted
from perfeval_desktop.exchange.recogniser.layout import Labelled, Part, PartKind

# What is said of a project before its year, and stays as it is.
_PLANNED = re.compile("属性|类别|类型|性质|期限|项目期|是否|编号|编码|代码|概况|依据")
_DATE = re.compile("日期|时间")
# A label with a longer text beside it is a box of text.
_LONGEST_LINE = 40
_TEXT_LABEL = re.compile("原因|措施|问题|结论|建议|说明|概述|概况|意见|内容|方案|经验|事项")
_MOST_IN_A_LINE = 3
# In mm.
_CHARACTER, _PADDING = 4, 5
_WIDEST_LABEL, _LEAST_VALUE = 32, 12
_BOXES = re.compile("[√✓✔☑■☒🗹□☐]")
_LEAST_CHOICES = 2


def give_field_roles(making: Making, parts: Sequence[Part]) -> None:
    """Give the roles of single cells away, each once in the form, wherever it stands."""
    kinds = {PartKind.FIELDS, PartKind.LINE}
    labelled = [one for part in parts if part.kind in kinds for one in part.labelled]
    meant = roles_of(making.grid.words.fields, [one.label for one in labelled], FieldsBlock)
    making.field_roles = {(one.head, one.label): given for one, given in zip(labelled, meant, strict=True)}


def is_box(part: Part) -> bool:
    """Whether a row of fields is one box of running text."""
    if part.kind is not PartKind.FIELDS or len(part.labelled) != 1:
        return False
    (only,) = part.labelled
    text = "" if only.value is None else only.value.text.strip()
    if len(_BOXES.findall(text)) >= _LEAST_CHOICES:
        return False
    return len(text) > _LONGEST_LINE or _TEXT_LABEL.search(only.label) is not None


def texts_block(making: Making, parts: Sequence[Part], label_width: Decimal) -> TextsBlock:
    """Return boxes of text below each other."""
    key = making.block_key("texts")
    labelled = [one for part in parts for one in part.labelled]
    columns = _columns(making, TextsBlock, key, labelled, kind=Kind.TEXT)
    return TextsBlock(key=key, label_width=label_width, columns=columns)


def fields_block(making: Making, parts: Sequence[Part], whole: Decimal) -> FieldsBlock:
    """Return lines of fields: ruled ones, or those of ``parts`` that are lines of text without rules."""
    is_open = parts[0].kind is not PartKind.FIELDS
    key = making.block_key("open" if is_open else "head")
    labelled = [one for part in parts for one in part.labelled]
    columns = _columns(making, FieldsBlock, key, labelled, kind=Kind.LINE)
    rest, lines = list(columns), []
    for part in parts:
        line = [rest.pop(0) for _ in part.labelled]
        lines += [line[at : at + _MOST_IN_A_LINE] for at in range(0, len(line), _MOST_IN_A_LINE)]
    texts = dict(zip((column.key for column in columns), map(_value, labelled), strict=True))
    widths = field_widths(lines, texts, whole)
    keys = tuple(tuple(column.key for column in line) for line in lines)
    if is_open:
        columns = tuple(_with_colon(column) for column in columns)
    frame = Frame.OPEN if is_open else Frame.RULED
    return FieldsBlock(key=key, columns=columns, lines=keys, widths=widths, frame=frame)


def _with_colon(column: Column) -> Column:
    return column if column.label.endswith((":", "：")) else replace(column, label=f"{column.label}：")


def _value(one: Labelled) -> str:
    return "" if one.value is None else one.value.text.strip()


def field_widths(
    lines: Sequence[Sequence[Column]], texts: dict[str, str], whole: Decimal
) -> tuple[Decimal, ...]:
    """Return the widths of the labels and values of the fullest line."""
    fullest = max(map(len, lines))
    labels: list[int] = []
    values: list[int] = []
    for number in range(fullest):
        there = [line[number] for line in lines if len(line) > number]
        labels.append(max(min(_CHARACTER * len(one.label) + _PADDING, _WIDEST_LABEL) for one in there))
        beside = [line[number] for line in lines if len(line) == fullest]
        values.append(max(wanted(one, [texts[one.key]]) for one in beside))
    # Labels stay as they are; values share the rest.
    shared = iter(filled(values, whole - sum(labels), least=_LEAST_VALUE))
    return tuple(width for label in labels for width in (Decimal(label), next(shared)))


def _columns(
    making: Making,
    block: type[FieldsBlock] | type[TextsBlock],
    key: str,
    labelled: Sequence[Labelled],
    *,
    kind: Kind,
) -> tuple[Column, ...]:
    columns: list[Column] = []
    for one in labelled:
        given = making.field_roles[one.head, one.label]
        role = given.role if given.role in ROLES[block] else None
        if role is not None and not given.is_word:
            making.guess(one.head, f"“{one.label}”按写法读作“{ROLE_WORDS[role]}”，请核对。")
        column = column_of(
            block,
            role,
            _printed(one),
            taken=[column.key for column in columns],
            plain=Plain(
                Kind.DATE if kind is Kind.LINE and _DATE.search(one.label) else kind,
                Stage.PLAN if _PLANNED.search(one.label) else Stage.RESULT,
            ),
        )
        columns.append(_with_choices(making, column, one))
        making.heads[At(key, column.key)] = (one.head,)
    return tuple(columns)


def _printed(one: Labelled) -> str:
    """Return a label as printed; of one in a line of text, as the transcript has it."""
    return one.label if one.value is None else one.head.text


def _with_choices(making: Making, column: Column, one: Labelled) -> Column:
    """Return a field whose value is a list of boxes as a choice."""
    text = _value(one)
    boxes = _BOXES.findall(text)
    if column.role is not None or len(boxes) < _LEAST_CHOICES:
        return column
    words = ["".join(word.split()) for word in _BOXES.split(text)]
    is_before = not words[0]
    choices = [word for word in words if word]
    if len(choices) != len(boxes) or len(set(choices)) < len(choices):
        making.guess(one.head, f"“{one.label}”的选项没有读懂，按普通的一栏，请核对。")
        return column
    style = ChoiceStyle.LIST if is_before else ChoiceStyle.LIST_BEHIND
    return replace(column, kind=Kind.CHOICE, stage=Stage.PLAN, choices=tuple(choices), choice_style=style)
