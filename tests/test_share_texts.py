from pathlib import Path

import pytest

from perfeval_desktop.long_paths import long_path
from perfeval_desktop.remote_places import RemoteKind, RemotePlace
from perfeval_desktop.share_texts import (
    break_text,
    check_in_text,
    choice_text,
    give_up_text,
    given_up_text,
    read_only_text,
)
from perfeval_desktop.storage.lease import Lease
from perfeval_desktop.storage.shares.checkin import CheckIn, Outcome
from perfeval_desktop.storage.shares.checkout_record import Checkout
from storage.examples import MOMENT

LEASE = Lease("a1", "张三", "DESK-A", "", "0.1.0", 5, "a lineage")
SHARE = Path("/共享/单位.perfeval")
CHECKOUT = Checkout(long_path(SHARE), long_path(Path("/本机")), LEASE, ("x",))
NETWORK = RemotePlace(RemoteKind.NETWORK, "网络共享文件夹")


def test_why_a_store_is_only_shown() -> None:
    assert read_only_text("单位", NETWORK, LEASE, MOMENT).startswith("“单位”已由 张三（电脑 DESK-A）签出")
    assert read_only_text("单位", NETWORK, None, MOMENT).startswith("“单位”在网络共享文件夹里，现在只能查看")


def test_what_is_asked_names_what_may_be_lost() -> None:
    assert "互相覆盖" in choice_text("单位", RemotePlace(RemoteKind.SYNCHRONISED, "坚果云 同步文件夹"))
    assert "还没有签入的内容" in break_text("单位", LEASE, MOMENT)
    assert "不会丢掉" in give_up_text(CHECKOUT)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (
            CheckIn(Outcome.REPLACED, SHARE, Path("/共享/单位 备份/x.perfeval")),
            f"已签入“{SHARE}”，别人可以看到您填的内容了。原来的一份留在它旁边的“单位 备份”里。",
        ),
        (
            CheckIn(Outcome.UNCHANGED, SHARE, None, LEASE),
            "没有改动，已交还签出。签出登记这次没能删掉，下次打开这份数据时会自动删除。",
        ),
        (
            CheckIn(Outcome.BESIDE, Path("/共享/x.perfeval"), Path("/本机/y"), LEASE),
            (
                f"没有覆盖“{SHARE}”：它现在由 张三（电脑 DESK-A）签出。"
                "您填的内容另存在同一文件夹：“x.perfeval”，"
                f"请和对方比对以后合到一处。本机的备份在“{Path('/本机/y')}”。"
            ),
        ),
        (
            CheckIn(Outcome.BESIDE, Path("/共享/x.perfeval"), Path("/本机/y")),
            (
                f"没有覆盖“{SHARE}”：它在您签出期间已被别人改动。您填的内容另存在同一文件夹：“x.perfeval”，"
                f"请和对方比对以后合到一处。本机的备份在“{Path('/本机/y')}”。"
            ),
        ),
    ],
)
def test_what_came_of_checking_in(made: CheckIn, text: str) -> None:
    assert check_in_text(CHECKOUT, made, MOMENT) == text


def test_what_came_of_giving_up() -> None:
    assert given_up_text(CHECKOUT, None) == f"已放弃签出，“{SHARE}”没有改动。"
    assert given_up_text(CHECKOUT, Path("/本机/y")).endswith(f"您填过的内容另存在“{Path('/本机/y')}”。")
