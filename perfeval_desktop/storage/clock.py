"""The clock on the wall. What it says is shown to users; the order of things is that of their numbers."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present local time, with its offset."""
    return datetime.now(UTC).astimezone()
