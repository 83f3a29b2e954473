"""What stands above the blocks of a derived template: kind, title, line of the year, number of the form."""

import re
from collections.abc import Iterator

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.template import FormKind, Orientation, Page
from perfeval_desktop.domain.transcripts.labels import bare_label
from perfeval_desktop.exchange.deriving.making import Making, clean_label
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.exchange.recogniser.layout import PartKind
from perfeval_desktop.exchange.recogniser.wording import flat
from perfeval_desktop.exchange.sheet import Cell

# The first one that the title says counts: 绩效目标自评表 is no target form.
_KINDS = (
    (FormKind.MONITORING, re.compile("监控")),
    (FormKind.TRANSFER, re.compile("转移支付|区域")),
    (FormKind.DEPARTMENT, re.compile("部门整体|整体支出|单位整体")),
    (FormKind.SELF_ASSESSMENT, re.compile("自评|评价")),
    (FormKind.TARGET, re.compile("申报|目标")),
)
_NUMBER = re.compile(r"(?:公开|附件|附表|附|表)[0-9０-９一二三四五六七八九十.\-—]*(?:表|号)?[:：]?")
_YEAR = re.compile(r"20[0-9]{2}")
_USUAL_TITLE = "项目支出绩效自评表"
# A shorter name may stand in a title by chance.
_LEAST_NAME = 4
# More columns than these are more readable on a page that lies.
_MOST_UPRIGHT = 11


def kind_of(found: Recognised) -> FormKind:
    """Return which of the year's forms it is, by its title and the name of its project."""
    title = f"{found.transcript.title}{''.join(found.transcript.fields)}"
    first = found.transcript.title or title
    return next(
        (kind for kind, words in _KINDS if words.search(title if kind is FormKind.TRANSFER else first)),
        FormKind.SELF_ASSESSMENT,
    )


def title_of(making: Making) -> str:
    """Return the title, with places for what is another form's own: year, project, unit."""
    form = making.found.transcript
    title = clean_label(form.title)
    if not title:
        making.guess(None, f"没有找到表的标题，按“{_USUAL_TITLE}”，请改成印的标题。")
        return _USUAL_TITLE
    names: dict[Role | None, str] = {}
    for label, text in form.fields.items():
        for one in making.grid.words.fields.by_word(bare_label(label)):
            names.setdefault(one.role, clean_label(text))
    for role in (Role.PROJECT, Role.IMPLEMENTING_UNIT):
        name = names.get(role, "")
        if len(name) >= _LEAST_NAME and name in title:
            title = title.replace(name, f"{{{role.value}}}", 1)
    return _YEAR.sub("{year}", title, count=1)


def year_line(making: Making) -> str:
    """Return the line below the title that names the year, ``""`` for none."""
    lines = [part for part in making.found.layout.parts if part.kind is PartKind.YEAR]
    return _YEAR.sub("{year}", clean_label(lines[0].labelled[0].head.text), count=1) if lines else ""


def form_number(making: Making) -> tuple[str, Cell | None]:
    """Return the number of the form and its cell: a line right above the title, or one not read."""
    cell = next((one for one in _lines(making) if _NUMBER.fullmatch(flat(one.text))), None)
    return ("", None) if cell is None else (clean_label(cell.text).rstrip(":："), cell)


def _lines(making: Making) -> Iterator[Cell]:
    parts = making.found.layout.parts
    for row in (parts[0].rows[0] - 1, parts[0].rows[0] - 2):
        filled = making.grid.filled(row)
        if len(filled) == 1:
            yield filled[0]
    yield from making.found.unread


def page_of(making: Making) -> Page:
    """Return how the page lies: upright unless the indicators have too many columns for it."""
    columns = max(
        (len(part.labelled) for part in making.found.layout.parts if part.kind is PartKind.INDICATORS),
        default=0,
    )
    return Page(Orientation.LANDSCAPE if columns > _MOST_UPRIGHT else Orientation.PORTRAIT)
