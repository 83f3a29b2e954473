"""A disk that gets full in the middle of a step, after any number of pages."""

from faults import small_disk
from faults.campaign import Campaign, Portion, depth
from faults.outcome import Fault, Trial
from faults.small_disk import Ballast
from faults.steps import STEPS, ready


def _run(portion: Portion) -> None:
    step = STEPS[portion.number]
    base, mounted = portion.folder / "base", portion.folder / "disk"
    for folder in (base, mounted):
        folder.mkdir()
    ready(base)
    disk = small_disk.small_disk(mounted)
    ballast = Ballast(disk)
    trial = Trial.of(portion.figures, step, base, disk / "work")
    # Few pages make a difference for everything, many only for what writes much.
    for pages in (*range(min(portion.tries, 40)), *range(40, portion.tries, 9)):
        trial.run(_fault(ballast, pages), where=f"{step.name} with {pages} pages left")
    ballast.remove()


def _fault(ballast: Ballast, pages: int) -> Fault:
    def end() -> bool:
        ballast.remove()
        return True

    return Fault(begin=lambda _: ballast.leave(pages), end=end)


CAMPAIGNS = (
    Campaign(
        name="full-disk",
        run=_run,
        sizes=depth(40, full=400, portions=len(STEPS)),
        missing=small_disk.missing,
    ),
)
