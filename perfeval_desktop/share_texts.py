"""What users read of stores on shares: why one can only be looked at, and what came of checking it in."""

from datetime import datetime

from perfeval_desktop.remote_places import RemotePlace
from perfeval_desktop.storage.lease import Lease
from perfeval_desktop.storage.shares.checkin import CheckIn, Outcome
from perfeval_desktop.storage.shares.checkout_record import Checkout


def read_only_text(name: str, place: RemotePlace | None, lease: Lease | None, at: datetime) -> str:
    """Return why the store of this name can only be looked at, and what to do."""
    if lease is not None:
        return f"“{name}”已由{lease.holder_text(at)}签出，签入以前别人只能查看。"
    where = place.name if place else "共享的位置"
    return f"“{name}”在{where}里，现在只能查看。要填写请签出到本机，填完再签入。"


def choice_text(name: str, place: RemotePlace) -> str:
    """Return what there is to choose for a store in a synchronised folder, which can be written there."""
    return (
        f"“{name}”在{place.name}里。在那里直接填写，同步软件可能把没写完的文件传走，几台电脑一起填还会互相覆盖。\n\n"
        "最稳妥的是签出到本机填写，填完再签入；如果只在这一台电脑上填，也可以照旧在原处填写，以后不再询问。"
    )


def break_text(name: str, lease: Lease, at: datetime) -> str:
    """Return what to weigh before the lease of another is broken."""
    return (
        f"“{name}”已由{lease.holder_text(at)}签出，可能正在填写。\n\n"
        "请先和对方联系，请对方签入。只有对方的电脑坏了之类、不会再签入时，才解除签出："
        "解除以后，对方还没有签入的内容不会出现在这份数据里；对方以后再签入时，会另存成旁边的一个文件，要由人来比对。"
    )


def give_up_text(checkout: Checkout) -> str:
    """Return what to weigh before a checkout is given up."""
    return (
        f"放弃签出以后，“{checkout.share}”保持签出时的样子，您签出以后填的内容不会放进去。\n\n"
        "填过的内容会另存一份在本机，不会丢掉。"
    )


CHECKED_OUT = "已签出到本机，可以填写了。填完请用“文件 → 签入”放回去；在那以前别人只能查看。"


def check_in_text(checkout: Checkout, made: CheckIn, at: datetime) -> str:
    """Return what came of checking in."""
    share = checkout.share
    if made.outcome is Outcome.BESIDE:
        why = f"现在由{made.holder.holder_text(at)}签出" if made.holder else "在您签出期间已被别人改动"
        return (
            f"没有覆盖“{share}”：它{why}。您填的内容另存在同一文件夹：“{made.path.name}”，"
            f"请和对方比对以后合到一处。本机的备份在“{made.kept}”。"
        )
    told = (
        "没有改动，已交还签出。"
        if made.outcome is Outcome.UNCHANGED
        else f"已签入“{share}”，别人可以看到您填的内容了。"
    )
    if made.kept:
        told += f"原来的一份留在它旁边的“{made.kept.parent.name}”里。"
    if made.holder:
        told += "签出登记这次没能删掉，下次打开这份数据时会自动删除。"
    return told


def given_up_text(checkout: Checkout, kept: object) -> str:
    """Return what came of giving a checkout up; ``kept`` is where backups of changes are, if any."""
    told = f"已放弃签出，“{checkout.share}”没有改动。"
    return f"{told}您填过的内容另存在“{kept}”。" if kept else told
