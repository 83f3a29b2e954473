"""Regular expressions that are compiled when they are first used: to compile them takes long, and few are."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Match = re.Match[str]


class Pattern:
    """A regular expression with the methods of :class:`re.Pattern` that the domain needs."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def search(self) -> Callable[..., Match | None]:
        """The method of the compiled expression, as are all below."""
        return self._compiled.search

    @cached_property
    def match(self) -> Callable[..., Match | None]:
        """At one place."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., Match | None]:
        """The whole text."""
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[Match]]:
        """One after the other."""
        return self._compiled.finditer

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """What is between."""
        return self._compiled.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        """With something else instead."""
        return self._compiled.sub

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)
