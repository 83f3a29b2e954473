"""A ledger of 5,000 rows against 1,000 forms, from file to plan, beside openpyxl reading the file."""

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
from forms import TEMPLATES
from measuring import tell, times_of
from stores import varied_forms

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.exchange.ledger.columns import chosen, proposals
from perfeval_desktop.exchange.ledger.table import ledger_tables
from perfeval_desktop.exchange.reading import read_sheets
from perfeval_desktop.ledger_filling.filling import LedgerFilling, LedgerPlan
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store

_ROWS, _FORMS, _YEAR = 5000, 1000, 2024
_PLACES = ["东山", "西河", "南桥", "北塘", "新安", "石桥", "青溪", "柳浦", "清池", "滦安", "临洺", "霞岭"]
_THINGS = [
    "农村公路",
    "校舍",
    "图书馆",
    "排水管网",
    "信息系统",
    "文化馆",
    "卫生院",
    "敬老院",
    "水库",
    "森林",
    "市场",
    "广场",
]
_WORKS = ["养护补助", "维修改造", "设备购置", "运行维护", "能力建设", "人员培训", "安全检测", "环境整治"]
_HEAD = ("序号", "预算单位", "项目编码", "项目名称", "年初预算数", "调整后预算数", "累计支出", "备注")


def main() -> None:
    """Measure and print."""
    names = _names(random.Random(4))  # the same each time
    with tempfile.TemporaryDirectory() as folder:
        file = _ledger(Path(folder) / f"{_YEAR}年台账.xlsx", names)
        with Store.open(Path(folder) / "台账.perfeval") as store:
            session = EditingSession(store, TEMPLATES)
            session.create(_forms(names), "测量")
            plan = _planned(session, file)
            print(plan.counts)
            times = times_of(lambda: _planned(session, file), runs=5, warm_up=1)
        peer = times_of(lambda: _read_by_openpyxl(file), runs=3, warm_up=1)
    tell(f"{_ROWS} rows, {_FORMS} forms: file -> plan", times, "openpyxl reads the file", peer, "≤ 3 s")


def _planned(session: EditingSession, file: Path) -> LedgerPlan:
    table = ledger_tables(read_sheets(file))[0]
    return LedgerFilling(session, table).plan(chosen(proposals(table)), _YEAR)


def _read_by_openpyxl(file: Path) -> int:
    book = openpyxl.load_workbook(file, data_only=True)
    return sum(1 for row in book.worksheets[0].iter_rows(values_only=True) for value in row if value)


def _names(chance: random.Random) -> Sequence[str]:
    """Return different names as projects have them, made of the same few words."""
    found: dict[str, None] = {}
    while len(found) < _ROWS:
        phase = chance.choice(("", "", "一期", "二期", f"{chance.randrange(1, 9)}标段"))
        words = chance.choice(_PLACES), chance.choice(("镇", "乡", "街道", "村")), chance.choice(_THINGS)
        found[f"{''.join(words)}{chance.choice(_WORKS)}{phase}"] = None
    return list(found)


def _forms(names: Sequence[str]) -> Iterator[Form]:
    """Yield forms of every fifth row: by its name, with words more, and by other words, a third each."""
    for number, form in enumerate(varied_forms(_FORMS)):
        template = TEMPLATES[form.template.id]
        name = names[number * 5]
        told = (name, f"{_YEAR}年{name}项目", name.replace("村", "村级").replace("补助", "补贴"))[number % 3]
        place = place_of(template, Role.PROJECT)
        unit = place_of(template, Role.IMPLEMENTING_UNIT)
        assert place is not None  # noqa: S101  # the seven samples have both
        assert unit is not None  # noqa: S101
        named = enter(template, form.with_year(_YEAR), place, told)
        yield enter(template, named, unit, f"第{number * 5 % 211 + 1}中心")


def _ledger(path: Path, names: Sequence[str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([f"{_YEAR}年度项目支出执行台账（单位：元）"])
    sheet.append(list(_HEAD))
    for number, name in enumerate(names):
        unit = f"第{number % 211 + 1}中心"
        amounts = (360_000 + number, 348_800.5 + number, 340_000.25 + number)
        sheet.append([number + 1, unit, f"510000{number:09d}", name, *amounts, ""])
    sheet.append(["合计", "", "", "", 1, 2, 3, ""])
    for row in sheet.iter_rows(min_row=3, min_col=5, max_col=7):
        for cell in row:
            cell.number_format = "#,##0.00"
    book.save(path)
    return path


if __name__ == "__main__":
    main()
