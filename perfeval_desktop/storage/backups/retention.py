"""Which of the backups of a store are kept, and which make room for newer ones."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from perfeval_desktop.storage.backup_names import BackupName

MOST_RECENT = 10
DAYS = 5
MONTHS = 7


def kept(taken_at: Sequence[datetime]) -> frozenset[int]:
    """Return the places of the backups to keep among those ``taken_at`` these times, newest first.

    The 10 most recent ones; of the older ones the last of each day that has none yet, for 5 such days; and
    of those older still the last of each month that has none yet, for 7 such months.
    """
    keep = set(range(min(MOST_RECENT, len(taken_at))))
    days = {at.date() for at in taken_at[:MOST_RECENT]}
    months = {at.date().replace(day=1) for at in taken_at[:MOST_RECENT]}
    days_left, months_left = DAYS, MONTHS
    for place, at in enumerate(taken_at[MOST_RECENT:], MOST_RECENT):
        day, month = at.date(), at.date().replace(day=1)
        if days_left and day not in days:
            days_left -= 1
        elif not days_left and months_left and month not in months:
            months_left -= 1
        else:
            continue
        keep.add(place)
        days.add(day)
        months.add(month)
    return frozenset(keep)


def outdated(names: Sequence[BackupName], made: Path) -> set[BackupName]:
    """Return those of the backups of one store that :func:`kept` does not name, in neither of two orders.

    Numbers and clock differ in which is newer after an older copy was put over the store by hand, or the
    clock was wrong. Which of the two it was nobody can tell, so that what either holds for new is kept. The
    one ``made`` just now is the newest in any case, and next to it stands the one of the highest number.
    """
    by_number = sorted(names, key=lambda one: (one.path == made, one.revision, one.taken_at), reverse=True)
    by_clock = sorted(names, key=lambda one: (one.path == made, one.taken_at, one.revision), reverse=True)
    outdated = set(names)
    for order in (by_number, by_clock):
        outdated -= {order[place] for place in kept([one.taken_at for one in order])}
    return outdated


def remove_outdated(names: Sequence[BackupName], made: Path) -> None:
    """Remove the :func:`outdated` ones among the backups of one store; ``made`` is the one just made."""
    for one in outdated(names, made):
        # One that cannot be removed now will be next time.
        with suppress(OSError):
            one.path.unlink()
