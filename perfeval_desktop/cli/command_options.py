"""What each command of the command line is for, and the options that it takes."""

import argparse
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal, TypeVar

from perfeval_desktop.cli.arguments import PACKAGE, Existing, TemplateAction
from perfeval_desktop.cli.command import Command
from perfeval_desktop.domain.entry import parse_year
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.errors import EntryError
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.ledger.fields import LedgerField

_Choice = TypeVar("_Choice", bound=StrEnum)


def _year(text: str) -> int:
    try:
        return parse_year(text)
    except EntryError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _one_of(choices: type[_Choice]) -> Callable[[str], _Choice]:
    def choice(text: str) -> _Choice:
        try:
            return choices(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"“{text}”应为 {'、'.join(choices)} 之一") from None

    return choice


def _format(text: str) -> ExportFormat | Literal["package"]:
    if text.lower() == PACKAGE:
        return PACKAGE
    try:
        return ExportFormat(text.lower())
    except ValueError:
        words = "、".join([*ExportFormat, PACKAGE])
        raise argparse.ArgumentTypeError(f"“{text}”应为 {words} 之一") from None


def _code(text: str) -> Code:
    try:
        return Code(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有代号为“{text}”的检查，代号见 perfeval checks") from None


def _filters(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("筛选")
    group.add_argument("--year", type=_year, metavar="Y", help="年度")
    group.add_argument("--department", metavar="D", help="主管部门，可只写一部分")
    group.add_argument("--unit", metavar="U", help="实施单位，可只写一部分")


def _bin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("范围").add_argument("--bin", action="store_true", help="列出回收站")


def _project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("参数").add_argument(
        "projects", nargs=1, metavar="PROJECT", help="编号、项目名称或其中一部分"
    )


def _projects(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("参数").add_argument(
        "projects", nargs="*", metavar="PROJECT", help="编号、项目名称或其中一部分；不写为全部"
    )


def _checks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("参数").add_argument(
        "code", nargs="?", type=_code, metavar="CODE", help="检查的代号；不写则列出全部"
    )


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("输出").add_argument(
        "--out", type=Path, metavar="FILE", help="把结果连同分类统计写入此文件：.pdf 或 .json"
    )


def _export(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("导出")
    group.add_argument("--all", action="store_true", help="全部自评表（不指定项目时即如此）")
    group.add_argument(
        "--format",
        type=_format,
        metavar="FORMAT",
        help=f"{'、'.join(ExportFormat)}，或 package：带修改记录的交换包（.perfevalx），供另一台电脑导入；"
        "不写则看 --merged 的文件名，否则为 pdf",
    )
    target = group.add_mutually_exclusive_group(required=True)
    target.add_argument(
        "--out",
        type=Path,
        metavar="PATH",
        help="每张自评表一个文件，存入此文件夹（没有就建立）；交换包则写入此文件",
    )
    target.add_argument(
        "--merged", type=Path, metavar="FILE", help="全部合成一个文件；Excel 每张表一个工作表"
    )
    group.add_argument(
        "--into",
        type=Path,
        metavar="BLANK",
        help="填入单位下发的空表（.docx、.xlsx、.doc、.xls）的副本；只填一张时 --out 可以写文件名",
    )


def _new(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("内容")
    group.add_argument("--template", required=True, metavar="ID", help="模板编号，见 templates")
    group.add_argument("--year", type=_year, required=True, metavar="Y", help="年度")
    group.add_argument("--project", required=True, metavar="NAME", help="项目名称")
    group.add_argument("--department", metavar="D", help="主管部门")
    group.add_argument("--unit", metavar="U", help="实施单位")


def _import(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="Word、Excel、WPS、PDF、网页或文本文件里的表，转录文件（.json，每张表一个对象），放着它们的文件夹，"
        "或交换包（.perfevalx）",
    )
    group.add_argument("--template", default="", metavar="ID", help="模板编号；不写则自动选择最合适的")
    group.add_argument("--dry-run", action="store_true", help="只看结果，不存入数据文件")
    group.add_argument(
        "--existing",
        type=_one_of(Existing),
        metavar="WAY",
        default=Existing.SKIP,
        help="已有同一项目、单位、年度的表时：skip 列出不同（默认），update 更新它，add 另存一张",
    )


def _ledger(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument("file", type=Path, metavar="FILE", help="台账：Excel、WPS、Word、CSV 等，一行一个项目")
    group.add_argument("--sheet", default="", metavar="NAME", help="工作表的名称；不写则取最像台账的")
    group.add_argument("--year", type=_year, metavar="Y", help="年度；不写则看台账的标题")
    group.add_argument(
        "--unit", dest="money", type=_one_of(MoneyUnit), metavar="元|万元", help="台账的金额单位"
    )
    group.add_argument(
        "--column",
        dest="columns",
        action="append",
        default=[],
        metavar="栏名=内容",
        help=f"说明一栏是什么，可写多次：{'、'.join(LedgerField)}",
    )
    group.add_argument("--overwrite", action="store_true", help="已填的金额也改；不写则只填空格子")
    group.add_argument("--similar", action="store_true", help="名称相似的也填；不写则只填确实对上的")
    group.add_argument("--template", default="", metavar="ID", help="没有对上的，按这个模板新建")
    group.add_argument("--dry-run", action="store_true", help="只看结果，不存入数据文件")


def _carry(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("内容")
    group.add_argument("--template", required=True, metavar="ID", help="新表的模板编号，见 templates")
    group.add_argument("--dry-run", action="store_true", help="只看结果，不存入数据文件")


def _templates(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument(
        "action",
        nargs="?",
        type=_one_of(TemplateAction),
        metavar="ACTION",
        default=TemplateAction.LIST,
        help="list 列出（默认），check 检查模板文件，derive 照一张自评表做新模板",
    )
    group.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="要检查的模板文件；或 Word、Excel、PDF 等自评表"
    )
    group.add_argument("--out", type=Path, metavar="FILE", help="derive：把模板写入此文件；不写则直接显示")


def _backup(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument("--to", type=Path, metavar="DIR", help="存放备份的文件夹，默认在数据文件旁边")
    group.add_argument(
        "--also", type=Path, metavar="DIR", help="备份后再复制一份到这个文件夹（如 U 盘上），它必须已经存在"
    )


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("参数").add_argument(
        "backup", type=Path, metavar="BACKUP", help="备份文件；现有数据会先另存一份备份"
    )


def _rescue(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument("--also", type=Path, metavar="DIR", help="备份还可能在这个文件夹（如 U 盘上）")
    group.add_argument("--without-backup", action="store_true", help="不用备份，只取文件里还读得出的表")
    group.add_argument("--dry-run", action="store_true", help="只看能找回什么，不改动任何文件")


def _paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("参数").add_argument(
        "check_code",
        nargs="?",
        default="",
        metavar="CODE",
        help="定稿的表页脚印的校验码：说明那张纸是不是数据文件里的表；不写则检验数据文件",
    )


def _shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("参数").add_argument(
        "file", type=Path, metavar="STORE", help="共享文件夹里的数据文件"
    )


def _diagnose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("参数").add_argument(
        "--to", type=Path, metavar="FILE", help="写入此文件；不写则直接显示"
    )


_Filler = Callable[[argparse.ArgumentParser], object]

COMMAND_OPTIONS: Mapping[Command, tuple[str, *tuple[_Filler, ...]]] = {
    Command.LIST: ("列出自评表", _filters, _bin),
    Command.SHOW: ("以文字显示一张自评表", _project, _filters),
    Command.SCORE: ("显示总分、等级和各项得分", _projects, _filters),
    Command.CHECK: ("检查会被退回的问题", _projects, _filters, _report),
    Command.CHECKS: ("说明有哪些检查，为什么查，怎么改", _checks),
    Command.EXPORT: ("导出 PDF、Excel、Word、JSON 文件或交换包", _projects, _filters, _export),
    Command.NEW: ("按模板新建一张空白自评表", _new),
    Command.IMPORT: ("录入 Word、Excel、PDF 等文件里的表，或转录的表", _import),
    Command.LEDGER: ("从台账填写许多张表的资金", _ledger),
    Command.CARRY: ("由绩效目标表新建自评表或监控表", _projects, _filters, _carry),
    Command.BACKUP: ("备份全部数据", _backup),
    Command.RESTORE: ("用备份替换现有数据", _restore),
    Command.VERIFY: ("检验数据文件是否完好，或核对纸上的校验码", _paper),
    Command.RESCUE: ("数据文件坏了、空了、不见了时，用备份和还读得出的内容恢复", _rescue),
    Command.CHECKOUT: ("把共享文件夹里的数据签出到本机填写", _shared),
    Command.CHECKIN: ("把签出的数据签入共享文件夹", _shared),
    Command.TEMPLATES: ("列出可用的模板，检查模板文件，或照一张自评表做新模板", _templates),
    Command.DIAGNOSE: ("生成诊断文件，发给协助您的人员；不含填报内容", _diagnose),
}
