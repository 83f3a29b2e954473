"""The command line: the parser and its help, in Chinese."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from perfeval_desktop import __version__
from perfeval_desktop.cli.arguments import Arguments, TemplateAction, UsageError
from perfeval_desktop.cli.command import Command
from perfeval_desktop.cli.command_options import COMMAND_OPTIONS
from perfeval_desktop.cli.option import Option, Samples


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
    if arguments.into is not None and arguments.merged is not None:
        raise UsageError("--into 和 --merged 不能同时使用：每张自评表填一份空表，请用 --out。")
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
  1    check 查出错误，verify、list 发现损坏，校验码与现在的表不一致，export 有未能导出、在空表里
       没有位置的，import 有没读出、没有位置、没有采用的内容，ledger 有没对上、没填的，
       carry 有没有位置的内容，rescue 有没找回的，或 checkin 另存成了一份
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
    for command, (text, *fillers) in COMMAND_OPTIONS.items():
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
