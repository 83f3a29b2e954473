"""Where the characters of a text stand as Qt counts: those beyond U+FFFF, rare ones of names, take two."""


def in_qt(text: str, at: int) -> int:
    """Return the place ``at`` in ``text`` as Qt counts."""
    return at + sum(one > "\uffff" for one in text[:at])
