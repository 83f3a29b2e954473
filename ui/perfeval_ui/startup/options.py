"""The command line of the window."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from perfeval_desktop import paths
from perfeval_desktop.cli.option import Option, Samples
from perfeval_ui.stores.request import StoreRequest

_WRONG_USAGE = 2
_USAGE = (
    f"perfeval [文件] [{Option.STORE} 文件] [{Option.SAMPLES}[={Samples.ALL}]]"
    f" [{Option.SCREENSHOT} 图片] [{Option.SELF_TEST} [文件夹]]"
)


class Options(argparse.Namespace):
    """The arguments; ``file`` is a store or a package that exists, ``store`` one that may be made."""

    file: Path | None = None
    store: Path | None = None
    samples: Samples | None = None
    screenshot: Path | None = None
    self_test: str | None = None

    @property
    def request(self) -> StoreRequest:
        """The store that is asked for."""
        if self.samples is not None:
            of_all = self.samples is Samples.ALL
            return StoreRequest(
                paths.all_samples_store() if of_all else paths.samples_store(), may_be_made=True
            )
        if self.store is not None:
            return StoreRequest(self.store.absolute(), may_be_made=True)
        return StoreRequest(self.file.absolute() if self.file is not None else None)


def parsed(argv: Sequence[str]) -> Options:
    """Return the options in ``argv``; where these are wrong, end the program with exit code 2."""
    parser = _Parser(
        prog="perfeval",
        usage=_USAGE,
        allow_abbrev=False,
        add_help=False,
        exit_on_error=False,
    )
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument(Option.STORE, type=Path)
    parser.add_argument(Option.SAMPLES, type=Samples, nargs="?", const=Samples.PUBLISHED)
    parser.add_argument(Option.SCREENSHOT, type=Path)
    parser.add_argument(Option.SELF_TEST, nargs="?", const="")
    try:
        options, unknown = parser.parse_known_args(argv, Options())
    except argparse.ArgumentError as error:
        parser.error(f"{error.argument_name} 的写法不对。")
    if unknown:
        parser.error(f"无法识别的参数：{' '.join(unknown)}。")
    return options


class _Parser(argparse.ArgumentParser):
    """Reports errors in Chinese; ``--help`` is for :mod:`perfeval_desktop.cli`."""

    def error(self, message: str) -> NoReturn:
        self.exit(_WRONG_USAGE, f"{message}用法：{self.usage}\n详见 perfeval --help\n")
