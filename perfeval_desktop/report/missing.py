"""Characters that no face of the printed form has, so that the clerk can be told before printing."""

from collections.abc import Iterator

from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template


def printing_findings(template: Template, form: Form) -> Iterator[Finding]:  # noqa: ARG001
    """Yield a finding for each cell whose text will not be printed as typed."""
    yield from ()
