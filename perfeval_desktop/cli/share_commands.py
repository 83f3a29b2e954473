"""The commands on stores on shares: checkout and checkin."""

from pathlib import Path

from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.long_paths import real_path
from perfeval_desktop.share_texts import check_in_text
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.shares.checkin import Outcome, check_in
from perfeval_desktop.storage.shares.checkout import check_out
from perfeval_desktop.storage.shares.checkout_record import Checkout, checkout_from, checkout_of
from perfeval_desktop.terminal import print_line


def check_out_store(arguments: Arguments) -> int:
    """Check a store out; print where the working copy is."""
    made = check_out(arguments.file)
    print_line(f"已签出到本机：{made.working_copy}\n填完请用 checkin 签入：{made.share}")
    return 0


def check_in_store(arguments: Arguments) -> int:
    """Check a store in, named by itself or by its working copy; return 1 if a copy stands beside it."""
    checkout = _named(arguments.file)
    made = check_in(checkout)
    print_line(check_in_text(checkout, made, now()))
    return 1 if made.outcome is Outcome.BESIDE else 0


def _named(path: Path) -> Checkout:
    found = checkout_of(real_path(path)) or checkout_from(path)
    if found is None or not found.is_complete:
        raise UsageError(f"“{path}”没有签出到这台电脑，不需要签入。")
    return found
