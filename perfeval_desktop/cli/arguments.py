"""The command line: the parser, its help in Chinese, and the arguments as typed values."""

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, NoReturn

from perfeval_desktop import __version__
from perfeval_desktop.cli.command import Command
from perfeval_desktop.cli.option import Option, Samples
from perfeval_desktop.domain.entry import parse_year
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.errors import EntryError, PerfEvalError
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.ledger.fields import LedgerField

# The format of :mod:`package_command`; the others are exchange/export_formats.py.
PACKAGE: Final = "package"


class UsageError(PerfEvalError):
    """A command line that cannot be carried out as it stands."""


class TemplateAction(StrEnum):
    """What to do about templates."""

    LIST = "list"
    CHECK = "check"
    DERIVE = "derive"


class Existing(StrEnum):
    """What to do where a form that comes in is there already."""

    SKIP = "skip"
    UPDATE = "update"
    ADD = "add"


class Arguments(argparse.Namespace):
    """The arguments of all commands; those a command does not take keep their defaults."""

    command: Command
    store: Path | None = None
    samples: Samples | None = None
    json: bool = False
    projects: Sequence[str] = ()
    year: int | None = None
    department: str | None = None
    unit: str | None = None
    bin: bool = False
    all: bool = False
    out: Path | None = None
    merged: Path | None = None
    format: ExportFormat | Literal["package"] | None = None
    template: str = ""
    project: str = ""
    to: Path | None = None
    also: Path | None = None
    backup: Path
    file: Path
    dry_run: bool = False
    existing: Existing = Existing.SKIP
    without_backup: bool = False
    action: TemplateAction = TemplateAction.LIST
    files: Sequence[Path] = ()
    code: Code | None = None
    money: MoneyUnit | None = None
    columns: Sequence[str] = ()
    sheet: str = ""
    overwrite: bool = False
    similar: bool = False
    check_code: str = ""


def parse(argv: Sequence[str] | None) -> Arguments:
    """Return the arguments in ``argv`` (``None``: those of the process).

    Raises :class:`UsageError`; ``--help`` and ``--version`` print and raise :class:`SystemExit`.
    """
    words = sys.argv[1:] if argv is None else argv
    for word in words:
        if "\0" in word:
            told = word.replace("\0", "�")
            raise UsageError(f"“{told}”里有一个看不见的空字符（NUL），请重新输入。")
    arguments = _parser().parse_args([_ALIASES.get(word, word) for word in words], Arguments())
    arguments.command = Command(arguments.command)
    if arguments.samples and arguments.store is not None:
        raise UsageError(f"{Option.SAMPLES} 和 {Option.STORE} 不能同时使用。")
    if arguments.samples and arguments.command in _NEEDS_STORE:
        raise UsageError(f"{arguments.command} 不能用于内置示例，请去掉 {Option.SAMPLES}。")
    if arguments.json and arguments.command not in _SPEAKS_JSON:
        raise UsageError(f"{arguments.command} 没有 JSON 输出；--json 可用于 {'、'.join(_SPEAKS_JSON)}。")
    if arguments.action is TemplateAction.CHECK and not arguments.files:
        raise UsageError("templates check 后面应写要检查的模板文件。")
    if arguments.action is TemplateAction.DERIVE and len(arguments.files) != 1:
        raise UsageError("templates derive 后面应写一个文件：要照着做模板的自评表。")
    if arguments.all and (arguments.projects or arguments.year or arguments.department or arguments.unit):
        raise UsageError("--all 表示全部，不能再指定项目或筛选条件。")
    return arguments


# An option that may take a value would take the name of a project for it: --samples 内涵.
_ALL_SAMPLES = f"{Option.SAMPLES}-all"
_ALIASES = {f"{Option.SAMPLES}={Samples.ALL}": _ALL_SAMPLES}

_NEEDS_STORE = (
    *(Command.NEW, Command.IMPORT, Command.BACKUP, Command.RESTORE, Command.VERIFY, Command.DIAGNOSE),
    *(Command.LEDGER, Command.CARRY),
    *(Command.RESCUE, Command.CHECKOUT, Command.CHECKIN),
)
_SPEAKS_JSON = (
    *(Command.LIST, Command.SCORE, Command.CHECK, Command.CHECKS),
    *(Command.NEW, Command.IMPORT, Command.LEDGER, Command.CARRY, Command.TEMPLATES),
)

_EPILOG = """\
项目可以写编号（见 list）、项目名称，或只符合一个项目的名称片段。

退出码：
  0    完成
  1    check 查出错误，verify、list 发现损坏，校验码与现在的表不一致，export 有未能导出的，
       import 有没读出、没有位置、没有采用的内容，ledger 有没对上、没填的，carry 有没有位置的内容，
       rescue 有没找回的，或 checkin 另存成了一份
  2    命令行用法不对，包括找不到项目、项目不唯一
  3    遇到可以排除的问题，错误信息中有处理办法
  130  被 Ctrl+C 中断
  141  接收输出的程序提前退出
"""


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{_in_chinese(message)}。用法见 {self.prog} --help")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法： ", 1)


_MESSAGES: Mapping[str, str] = {
    r"the following arguments are required: (.+)": r"缺少参数：\1",
    r"one of the arguments (.+) is required": r"缺少参数，下列之一：\1",
    r"unrecognized arguments: (.+)": r"多余的或无法识别的参数：\1",
    r"argument \S+: invalid choice: '(.+?)' \(choose from .+\)": r"没有这个命令：\1",
    r"argument (\S+): expected one argument": r"\1 后面应有一个值",
    r"argument (\S+): not allowed with argument (\S+)": r"\1 和 \2 不能同时使用",
    r"argument (\S+): ignored explicit argument '(.+)'": r"\1 不带值，请去掉“\2”",
    r"argument (\S+): (.+)": r"\1：\2",
}


def _in_chinese(message: str) -> str:
    """Return a message of argparse in Chinese, unchanged where it is none of the usual ones."""
    for english, chinese in _MESSAGES.items():
        match = re.fullmatch(english, message, re.DOTALL)
        if match:
            return match.expand(chinese).rstrip("。")
    return message


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="perfeval",
        description="绩效自评：填报、核对、打印《财政项目支出绩效自评表》。不带命令时打开窗口，"
        f"后面可以写要打开的数据文件；{Option.SELF_TEST} 文件夹 检验程序本身，结果写在该文件夹里。",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    commands = parser.add_subparsers(title="命令", metavar="COMMAND", dest="command", required=True)
    for command, (text, *fillers) in _COMMANDS.items():
        sub = commands.add_parser(
            command,
            help=text,
            description=text,
            epilog="退出码见 perfeval --help。",
            allow_abbrev=False,
            add_help=False,
        )
        for fill in (*fillers, _common):
            fill(sub)
    _common(parser).add_argument(
        "--version", action="version", version=f"PerfEval Desktop {__version__}", help="显示版本号"
    )
    return parser


def _common(parser: argparse.ArgumentParser) -> "argparse._ArgumentGroup":
    """Add the options that may stand before and after the command.

    They have no default here: one given before the command would be overwritten by it.
    """
    group = parser.add_argument_group("选项")
    group.add_argument("-h", "--help", action="help", help="显示这份帮助")
    group.add_argument(
        Option.STORE, type=Path, metavar="PATH", default=argparse.SUPPRESS, help="数据文件，默认为本人的"
    )
    group.add_argument(
        Option.SAMPLES,
        action="store_const",
        const=Samples.PUBLISHED,
        default=argparse.SUPPRESS,
        help=f"改用七张公开的示例，不读写数据文件；{Option.SAMPLES}={Samples.ALL} 加上每种模板的示例",
    )
    group.add_argument(
        _ALL_SAMPLES,
        action="store_const",
        dest="samples",
        const=Samples.ALL,
        default=argparse.SUPPRESS,
        help=argparse.SUPPRESS,
    )
    group.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=f"每行输出一个 JSON 对象（{'、'.join(_SPEAKS_JSON)}）",
    )
    return group


def _year(text: str) -> int:
    try:
        return parse_year(text)
    except EntryError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _action(text: str) -> TemplateAction:
    try:
        return TemplateAction(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”应为 {'、'.join(TemplateAction)} 之一") from None


def _money(text: str) -> MoneyUnit:
    try:
        return MoneyUnit(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”应为 {'、'.join(MoneyUnit)} 之一") from None


def _format(text: str) -> ExportFormat | Literal["package"]:
    if text.lower() == PACKAGE:
        return PACKAGE
    try:
        return ExportFormat(text.lower())
    except ValueError:
        words = "、".join([*ExportFormat, PACKAGE])
        raise argparse.ArgumentTypeError(f"“{text}”应为 {words} 之一") from None


def _existing(text: str) -> Existing:
    try:
        return Existing(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”应为 {'、'.join(Existing)} 之一") from None


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
        type=_existing,
        metavar="WAY",
        default=Existing.SKIP,
        help="已有同一项目、单位、年度的表时：skip 列出不同（默认），update 更新它，add 另存一张",
    )


def _ledger(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("参数")
    group.add_argument("file", type=Path, metavar="FILE", help="台账：Excel、WPS、Word、CSV 等，一行一个项目")
    group.add_argument("--sheet", default="", metavar="NAME", help="工作表的名称；不写则取最像台账的")
    group.add_argument("--year", type=_year, metavar="Y", help="年度；不写则看台账的标题")
    group.add_argument("--unit", dest="money", type=_money, metavar="元|万元", help="台账的金额单位")
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
        type=_action,
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

_COMMANDS: Mapping[Command, tuple[str, *tuple[_Filler, ...]]] = {
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
