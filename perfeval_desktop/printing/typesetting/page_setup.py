"""What typesetting asks of a document: its page, and where its labels may be broken."""

from collections.abc import Hashable, Mapping
from typing import Protocol

from perfeval_desktop.domain.template import Page


class PageSetup(Hashable, Protocol):
    """A template, or what stands for one. Hashed by identity: what is set is kept for it."""

    @property
    def page(self) -> Page:
        """The page, A4."""
        ...

    @property
    def break_points(self) -> Mapping[str, tuple[str, ...]]:
        """For a label the parts that it may be broken into."""
        ...
