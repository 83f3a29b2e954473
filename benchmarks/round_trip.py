"""Exported forms read again: how many come back exactly, and what of them where nothing but cells is left.

    PYTHONPATH=.:resources:tests python benchmarks/round_trip.py 1000

Forms of all templates in turn, with texts made up at random from a fixed seed, each written as PDF, as
workbook and as document. There is a line for each hundred forms, so that it can be stopped at any time. Read
as a stranger's, a text counts as right if it says the same but for blanks and line ends.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from perfeval_desktop.domain.blocks import AnyBlock
from perfeval_desktop.domain.columns import Column, Kind, Role, Stage
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.template import FORM_BLOCK, Template
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import file_of
from perfeval_desktop.exchange.form_files import forms_in
from read_forms import CATALOGUE, SAMPLES, entered_again, sample, texts

_FORMATS = (ExportFormat.PDF, ExportFormat.XLSX, ExportFormat.DOCX)
_EVERY = 100
_WORDS = [
    "设备",
    "更新",
    "培训",
    "教师",
    "社区",
    "道路",
    "养护",
    "完成",
    "验收",
    "合格",
    "人员",
    "资金",
    "项目",
    "年度",
    "用于",
    "及时",
    "服务",
    "群众",
    "满意",
    "因为",
    "采购",
    "推迟",
    "管理",
    "制度",
    "健全",
    "安全",
    "环境",
    "改善",
    "系统",
    "运维",
    "信息",
    "平台",
    "保障",
    "覆盖",
    "提高",
    "质量",
    "明显",
    "影响",
    "“一网通办”",
    "（二期）",
    "𠮷",
    "<3%",
    "A&B",
    "2023年12月",
    "ISO9001",
    "48台",
    "=33",
    "≥95%",
    "1,234.5",
    "0012",
]
_UNITS = ("台", "人次", "%", "公里", "万元", "")


Counts = Counter[tuple[str, str]]


def main(count: int) -> None:
    """Measure and print."""
    chance = random.Random(13)
    found: Counts = Counter()
    wrong: Counts = Counter()
    names = [name for name in SAMPLES if SAMPLES[name].template == name] + ["minhang_science_2023_4"]
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(islice(cycle(names), count), 1):
            template, form = _made_up(name, chance)
            for what in _FORMATS:
                path = Path(folder, f"表{what.suffix}")
                path.write_bytes(file_of(what, template, form))
                read = [one.form for one in forms_in(path).forms]
                found[what, "forms"] += 1
                exact = read[0].exact if len(read) == 1 else None
                found[what, "exact"] += exact is not None and exact.form == form and not exact.changes
                again = entered_again(template, read[0].transcript, form.year)
                wrong.update((what, place) for place in _compare(template, form, again, what, found))
            if number % _EVERY == 0 or number == count:
                _tell(number, found, wrong)


def _compare(template: Template, form: Form, again: Form, what: str, found: Counts) -> Iterator[str]:
    """Yield where ``again`` says something else than ``form``; count what it says right."""
    said = texts(template, again)
    for place, text in texts(template, form).items():
        found[what, "texts"] += 1
        if _plain(text) == _plain(said.get(place, "")):
            found[what, "right"] += 1
        else:
            yield f"{template.id} {place[0]}.{place[2]}"


def _plain(text: str) -> str:
    """Return what is compared of a text; an amount may have its unit behind it, and more decimals."""
    plain = "".join(text.split())
    number = read_number(plain.removesuffix("万元").removesuffix("元")).value
    return plain if number is None else f"{number.normalize():f}"


def _tell(number: int, found: Counts, wrong: Counts) -> None:
    for what in _FORMATS:
        right, of = found[what, "right"], found[what, "texts"]
        print(
            f"{number} forms, {what}: {found[what, 'exact']} of {found[what, 'forms']} exactly; "
            f"as a stranger's {right} of {of} texts, {100 * right / of:.2f} %",
            flush=True,
        )
    print("    most often wrong:", [(str(one[0]), one[1], n) for one, n in wrong.most_common(6)], flush=True)


# -- forms -----------------------------------------------------------------------------------------------


def _made_up(name: str, chance: random.Random) -> tuple[Template, Form]:
    """Return a form with the rows of a sample, and other texts in them."""
    template, form = sample(name)
    for block in template.by_key.values():
        for row in form.rows(block.key):
            for column in block.columns:
                if row.text(column.key) and _may_change(block, column):
                    text = _text(column, chance)
                    form = enter(template, form, Place(block.key, row.id, column.key), text)
    return CATALOGUE[template.id], form


def _may_change(block: AnyBlock, column: Column) -> bool:
    """Whether any text may stand in a column; rows are told from each other by the names of levels."""
    fixed = {Role.LEVEL1, Role.LEVEL2, Role.UNIT, Role.NUMBER}
    return block.key != FORM_BLOCK and column.role not in fixed and column.stage is not Stage.COMPUTED


def _text(column: Column, chance: random.Random) -> str:
    match column.kind:
        case Kind.AMOUNT:
            return f"{chance.randrange(0, 10_000_000) / 100:.2f}"
        case Kind.POINTS | Kind.PERCENT:
            return f"{chance.randrange(0, 100)}"
        case Kind.CHOICE:
            return chance.choice(column.choices)
        case Kind.DATE:
            return f"{chance.randrange(2020, 2025)}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日"
        case Kind.VALUE:
            return f"{chance.choice('=≥≤')}{chance.randrange(1, 5000)}{chance.choice(_UNITS)}"
        case Kind.LINE:
            return "".join(_words(chance, 5))
        case _:
            return "".join(_words(chance, chance.choice((3, 6, 6, 20, 60))))


def _words(chance: random.Random, most: int) -> Iterator[str]:
    """Yield words with a stop after some of them; the first is one that begins a name."""
    yield chance.choice(_WORDS[:20])
    for _ in range(chance.randrange(most)):
        yield chance.choice(_WORDS)
        if chance.random() < 0.2:
            yield chance.choice("，。；、")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
