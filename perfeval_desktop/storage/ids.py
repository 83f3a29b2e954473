"""New ids: UUIDv7, so that they sort by the time they were made."""


def new_id() -> str:
    """Return a new id in its canonical text form."""
    # Imported when the first thing is made: with what it imports itself it would be felt at every start.
    from uuid6 import uuid7  # noqa: PLC0415

    return str(uuid7())
