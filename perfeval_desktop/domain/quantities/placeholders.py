"""What stands in a cell that nobody filled: a dash, ``≥××``, ``____``, 不适用."""

from perfeval_desktop.domain.pattern import Pattern

_PLACEHOLDER = Pattern(r"\W*|[×_□]+|[Xx]{2,}|[0-9]+字以内|不适用|[≥≤=<>]?%?|[≥≤=<>][^0-9]")
_BLANKS = frozenset("_□×Xx")
_UNFILLED = Pattern(r"[_□]|××|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z])")


def says_nothing(text: str) -> bool:
    """Whether the :func:`plain` ``text`` is a dash, a placeholder, or nothing at all."""
    return _PLACEHOLDER.fullmatch(text) is not None


def is_unfilled(text: str) -> bool:
    """Whether something in the :func:`plain` ``text`` still has to be filled in (``完成××项``)."""
    return not _BLANKS.isdisjoint(text) and _UNFILLED.search(text) is not None
