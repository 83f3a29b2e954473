"""The peer typst, through its Python package: one compiler for the whole process, the forms as JSON."""

import json
from collections.abc import Sequence
from importlib import import_module
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

from engines.content import TEMPLATE
from engines.texts import FormTexts, blank, form_texts
from perfeval_desktop.domain.form import Form

SOURCE = Path(__file__).with_name("typst_form.typ")
STANDARD = "a-2b"


class _Compiler(Protocol):
    def compile(self, *, format: str, sys_inputs: dict[str, str], pdf_standards: list[str]) -> bytes:  # noqa: A002  # typst's name
        """Return the document made of ``sys_inputs``."""


class TypstPeer:
    """Forms printed by typst; ``names_total`` has the footer name the number of pages.

    That number is known only when everything is laid out, so that typst needs another pass.
    """

    def __init__(self, *, names_total: bool) -> None:
        # By name, so that the types can be checked where there is no typst.
        self._compiler: _Compiler = import_module("typst").Compiler(
            SOURCE, root=SOURCE.parent, font_paths=[_font_folder()], ignore_system_fonts=True
        )
        self._total = "yes" if names_total else "no"
        self._blank = blank(TEMPLATE)

    def content(self, form: Form) -> FormTexts:
        """Return what is printed of ``form``."""
        return form_texts(TEMPLATE, form)

    def single(self, content: FormTexts) -> bytes:
        """Return the PDF of one form."""
        return self._printed([content])

    def merged(self, contents: Sequence[FormTexts], path: Path) -> None:
        """Write all forms into one file."""
        path.write_bytes(self._printed(contents))

    def _printed(self, contents: Sequence[FormTexts]) -> bytes:
        data = json.dumps({"blank": self._blank, "forms": contents}, ensure_ascii=False)
        return self._compiler.compile(
            format="pdf",
            sys_inputs={"data": data, "total": self._total},
            pdf_standards=[STANDARD],
        )


def _font_folder() -> Path:
    with as_file(files("perfeval_resources") / "fonts") as folder:
        return folder
