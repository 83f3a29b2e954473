"""Every n-th call of a kind fails in the middle of a step: a write, a sync, an opening, a lock and so on.

The step must either be done, or be refused and leave all as it was; work must go on when the fault is over.
"""

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import NamedTuple
from unittest.mock import patch

from faults import shim
from faults.campaign import Campaign, Portion, always, depth
from faults.figures import Failure
from faults.outcome import Fault, Trial
from faults.shim import Call, Shim
from faults.steps import STEPS, Desk, Step, ready, renamed


class CallFault(NamedTuple):
    """How a call fails: by which error; with ``half`` after half a write; ``lasting`` from then on."""

    error: int
    half: bool = False
    lasting: bool = False

    @property
    def words(self) -> str:
        """The fault in words."""
        marks = (" half done" if self.half else "") + (" and all later ones" if self.lasting else "")
        return errno.errorcode[self.error] + marks


_FAULTS: dict[Call, Sequence[CallFault]] = {
    Call.WRITE: (
        CallFault(errno.EIO),
        CallFault(errno.EIO, half=True),
        CallFault(errno.ENOSPC, lasting=True),
        CallFault(errno.ENOSPC, half=True, lasting=True),
    ),
    Call.SYNC: (CallFault(errno.EIO),),
    Call.TRUNCATE: (CallFault(errno.EIO),),
    Call.OPEN: (CallFault(errno.EACCES), CallFault(errno.EMFILE), CallFault(errno.EIO, lasting=True)),
    Call.UNLINK: (CallFault(errno.EACCES),),
    Call.RENAME: (CallFault(errno.EACCES), CallFault(errno.EIO)),
    Call.READ: (CallFault(errno.EIO), CallFault(errno.EIO, lasting=True)),
    Call.LOCK: (CallFault(errno.EACCES), CallFault(errno.ENOLCK, lasting=True)),
}
# SQLite waits for a lock as long as for another program, seconds each time: so for the first ones, and
# hardly at all for the others.
_WAITED_FOR = 3
_IMPATIENCE_SECONDS = 0.05
_PATIENCES = (
    "perfeval_desktop.storage.connections.BUSY_SECONDS",
    "perfeval_desktop.storage.database.BUSY_SECONDS",
)


def _run(step: Step) -> Callable[[Portion], None]:
    def run(portion: Portion) -> None:
        call = list(_FAULTS)[portion.number]
        base = portion.folder / "base"
        base.mkdir()
        ready(base)
        trial = Trial.of(portion.figures, step, base, portion.folder / "work")
        for how in _FAULTS[call]:
            for number in range(1, portion.tries + 1):
                where = f"{step.name}, {call.name} no. {number} fails by {how.words}"
                with _patience(call, number):
                    is_met = trial.run(_fault(call, how, number), where=where)
                if not is_met:
                    break

    return run


@contextmanager
def _patience(call: Call, number: int) -> Iterator[None]:
    """Let SQLite wait for locks as it does for users, or hardly at all."""
    with ExitStack() as stack:
        if call is Call.LOCK and number > _WAITED_FOR:
            for name in _PATIENCES:
                stack.enter_context(patch(name, _IMPATIENCE_SECONDS))
        yield


def _fault(call: Call, how: CallFault, number: int) -> Fault:
    library = Shim()
    return Fault(
        begin=partial(
            library.arm,
            call=call,
            number=number,
            error=how.error,
            half=how.half,
            lasting=how.lasting,
        ),
        end=lambda: library.disarm() >= number,
        keeps_files=call is Call.UNLINK,
    )


def _boasting(desk: Desk) -> None:
    """Commit as if every refusal were none."""
    desk.session.commit(renamed(desk.session.base, "又"), "改")


CAMPAIGNS = (
    *(
        Campaign(
            name=f"io-{step.name}",
            run=_run(step),
            sizes=depth(30, full=400, portions=len(_FAULTS)),
            shim=True,
            seconds=7200,
            missing=shim.missing,
        )
        for step in STEPS
    ),
    Campaign(
        name="io-control-boasting",
        run=_run(Step("boasting", _boasting)),
        sizes=always(30),
        must_fail=frozenset({Failure.FALSE_SAVED}),
        shim=True,
        missing=shim.missing,
    ),
)
