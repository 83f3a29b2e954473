"""Random keys, texts, pastes, clicks and commands on the real window; then all is undone, and all is redone.

Each round has a store and a window of its own. After each action nothing may have been told but what the
monkey is refused rightly, and the window must show what the store holds. Every fourth round also purges and
restores backups, which nobody can undo. The memory after each round tells whether any is lost from round to
round.
"""

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch

from faults import monkey_kills
from faults.campaign import Campaign, Portion, always, tries
from faults.figures import Failure, Figures

_ACTIONS_OF_A_ROUND = 250
# Of memory that grows for good, in KiB for each action. What the program keeps of texts read and of forms
# printed is bounded, and is full after some 25,000 actions: in a shorter run nothing can be told.
_MOST_GROWTH = 1.0
_SETTLED = 0.2
_FEWEST_ROUNDS = 200


def _run(portion: Portion) -> None:
    from faults.monkey_round import Monkeys  # noqa: PLC0415  # which has Qt loaded

    memory = []
    with Monkeys(portion) as monkeys:
        for first in range(0, portion.tries, _ACTIONS_OF_A_ROUND):
            count = min(_ACTIONS_OF_A_ROUND, portion.tries - first)
            monkeys.round(count, is_reckless=first // _ACTIONS_OF_A_ROUND % 4 == 3)
            memory.append(_memory())
    _judge_memory(portion.figures, memory)


def _run_stale(portion: Portion) -> None:
    """Let monkeys work on windows whose grids do not show what was changed in them."""
    from perfeval_ui.form_page.cell_grid.model import CellTableModel  # noqa: PLC0415  # which has Qt loaded

    with patch.object(CellTableModel, "_show_changes"):
        _run(portion)


def _memory() -> float:
    """Return how much memory this process holds, in KiB; 0 where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return 0
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def _judge_memory(figures: Figures, memory: Sequence[float]) -> None:
    """Fit a line through the memory after each round, once it has settled."""
    settled = memory[int(len(memory) * _SETTLED) :]
    if len(memory) < _FEWEST_ROUNDS:
        return
    count = len(settled)
    middle, mean = (count - 1) / 2, sum(settled) / count
    slope = sum((at - middle) * (one - mean) for at, one in enumerate(settled)) / sum(
        (at - middle) ** 2 for at in range(count)
    )
    growth = slope / _ACTIONS_OF_A_ROUND
    figures.meet("bytes of growth an action, all portions added", round(growth * 1024))
    if growth > _MOST_GROWTH:
        sizes = ", ".join(f"{one / 1024:.0f}" for one in memory)
        figures.fail(Failure.WRONG, f"memory grows by {growth:.2f} KiB an action: {sizes} MiB")


def _missing() -> str:
    return "" if find_spec("PySide6") else "there is no Qt"


CAMPAIGNS = (
    Campaign(
        name="monkey", run=_run, sizes=tries(6000, full=100_000, each=5000), seconds=7200, missing=_missing
    ),
    # In one process, since it is about what that process holds.
    Campaign(
        name="monkey-memory",
        run=_run,
        sizes=tries(250, full=50_000, each=50_000),
        seconds=14_400,
        missing=_missing,
    ),
    Campaign(
        name="monkey-kill",
        run=monkey_kills.run,
        sizes=tries(500, full=20_000, each=1000),
        seconds=7200,
        missing=_missing,
    ),
    Campaign(
        name="monkey-control-stale",
        run=_run_stale,
        sizes=always(100),
        must_fail=frozenset({Failure.WRONG}),
        missing=_missing,
    ),
)
