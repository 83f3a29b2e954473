"""The engines that are compared. Each is loaded only where it is measured."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from perfeval_desktop.domain.form import Form

Content = TypeVar("Content")


class EngineName(StrEnum):
    """The engines by what the table calls them."""

    OURS = "ours"
    TYPST = "typst"
    TYPST_WITHOUT_TOTAL = "typst, no page total"
    PLATYPUS = "reportlab platypus"


class Engine(Protocol[Content]):
    """What prints forms; ``Content`` is what it wants to know of one, made before anything is timed."""

    def content(self, form: Form) -> Content:
        """Return what is printed of ``form``."""

    def single(self, content: Content) -> bytes:
        """Return the PDF of one form."""

    def merged(self, contents: Sequence[Content], path: Path) -> None:
        """Write all forms into one file, each with a bookmark and page numbers of its own."""


def load(name: EngineName) -> Engine[Any]:
    """Return the engine called ``name``, its program and its fonts loaded."""
    match name:
        case EngineName.OURS:
            from engines.ours import Ours  # noqa: PLC0415  # what it takes to load it is measured

            return Ours()
        case EngineName.PLATYPUS:
            from engines.platypus_peer import PlatypusPeer  # noqa: PLC0415

            return PlatypusPeer()
        case EngineName.TYPST | EngineName.TYPST_WITHOUT_TOTAL:
            from engines.typst_peer import TypstPeer  # noqa: PLC0415

            return TypstPeer(names_total=name is EngineName.TYPST)
