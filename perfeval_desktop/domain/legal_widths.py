"""Whether the widths of a block fill the table, and leave room for what is printed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from perfeval_desktop.domain.blocks import (
    AnyBlock,
    ChecklistBlock,
    ClosingBlock,
    FieldsBlock,
    FiguresBlock,
    FundingBlock,
    FundingLayout,
    GoalsBlock,
    IndicatorsBlock,
    TextsBlock,
)
from perfeval_desktop.domain.columns import Kind
from perfeval_desktop.domain.numerals import decimals_of
from perfeval_desktop.domain.rounding import EXACT
from perfeval_desktop.domain.template import Template

# The printer counts in hundredths of a millimetre.
_WIDTH_DECIMALS = 2


def width_problems(template: Template, block: AnyBlock) -> Iterator[tuple[str, str]]:
    """Yield where widths do not fill the table, or leave no room: the key in the block, and the reason."""
    if any(decimals_of(width.normalize(EXACT)) > _WIDTH_DECIMALS for width in _all_widths(block)):
        yield ("columns", "宽度最多两位小数")
    page = template.page.table_width
    match block:
        case FieldsBlock():
            if block.label_width:
                yield ("label_width", "fields 块左边没有标题栏")
            yield from _lines(block)
            yield from _filled("widths", sum(block.widths, Decimal(0)), page)
        case ClosingBlock():
            if block.boxes and not block.label_width:
                yield ("label_width", "有 boxes 的块要写明标题栏的宽度")
        case TextsBlock() | FiguresBlock():
            return
        case _:
            if not block.label_width and _needs_label_width(block):
                yield ("label_width", "左边有标题的块要写明标题栏的宽度")
            yield from _grid_widths(template, block)


def _all_widths(block: AnyBlock) -> Iterable[Decimal]:
    widths = [block.label_width, *(column.width for column in block.columns)]
    if isinstance(block, FieldsBlock):
        widths.extend(block.widths)
    if isinstance(block, FundingBlock | ChecklistBlock):
        widths.append(block.name_width)
    return widths


def _needs_label_width(block: AnyBlock) -> bool:
    return bool(block.words) or (isinstance(block, GoalsBlock) and block.in_grid)


def _grid_widths(template: Template, block: AnyBlock) -> Iterator[tuple[str, str]]:
    width, page, included = _own_width(block), template.page.table_width, _included(block)
    match block:
        case GoalsBlock(in_grid=True):
            return
        case FundingBlock(partner=str(key)):
            partner = template.by_key.get(key)
            if isinstance(partner, FundingBlock) and partner is not block:
                width += _own_width(partner)
                included = f"“{block.key}”和“{key}”两块合计，{included}"
        case FundingBlock() if any(one.partner == block.key for one in template.fundings):
            return
        case IndicatorsBlock(goals=str()) if template.goals is not None and template.goals.in_grid:
            width += template.goals.label_width - block.label_width
            included = f"含“{template.goals.key}”块的 label_width"
        case _:
            pass
    yield from _filled("columns", width, page, f"（{included}）")


def _included(block: AnyBlock) -> str:
    """Return what the width of a grid has in it beside its columns."""
    match block:
        case FundingBlock(layout=FundingLayout.BESIDE):
            return "含 label_width，每个金额栏再加 name_width"
        case FundingBlock() | ChecklistBlock():
            return "含 label_width、name_width"
        case _:
            return "含 label_width"


def _own_width(block: AnyBlock) -> Decimal:
    """Return the width of a grid with what stands at its left."""
    width = block.label_width + sum((column.width for column in block.columns), Decimal(0))
    match block:
        case FundingBlock(layout=FundingLayout.BESIDE):
            return width + block.name_width * sum(column.kind is Kind.AMOUNT for column in block.columns)
        case FundingBlock() | ChecklistBlock():
            return width + block.name_width
        case _:
            return width


def _filled(key: str, width: Decimal, page: Decimal, included: str = "") -> Iterator[tuple[str, str]]:
    if width != page:
        yield (key, f"各栏宽度之和应为 {page} 毫米，现为 {width}{included}")


def _lines(block: FieldsBlock) -> Iterator[tuple[str, str]]:
    named = [key for line in block.lines for key in line]
    if sorted(named) != sorted(column.key for column in block.columns):
        yield ("lines", "每一栏应恰好出现一次")
    wanted = 2 * max((len(line) for line in block.lines), default=0)
    if len(block.widths) != wanted:
        # As the lines are where the template does not say them.
        is_single = wanted == 2 and len(block.lines) > 1  # label and value
        without = "（没有 lines，每栏自成一行；几栏排在一行的请写 lines）" if is_single else ""
        usual = f"应有 {wanted} 个，最长一行各栏的标题和内容的宽度，两个一组"
        yield ("widths", f"{usual}，现有 {len(block.widths)} 个{without}")
