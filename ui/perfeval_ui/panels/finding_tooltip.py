"""What the tooltip of a finding says of its check: what it is called, why a form is sent back, what to do."""

from html import escape

from perfeval_desktop.domain.findings import Finding
from perfeval_ui.theme import RHYTHM

# Without it Qt makes the lines as long as it likes; a tooltip takes no other width than that of a table.
_WIDTH = 45 * RHYTHM


def finding_tooltip(finding: Finding) -> str:
    """Return it as rich text."""
    # The page is read when the mouse first rests on a finding, not when the window starts.
    from perfeval_desktop.check_guide import check_guide  # noqa: PLC0415

    told = check_guide()[finding.code]
    why, remedy = escape(told.why), escape(told.remedy)
    return (
        f"<table width='{_WIDTH}'><tr><td><b>{escape(told.title)}</b>"
        f"<p>{why}</p><p><b>怎么改：</b>{remedy}</p>"
        "<p>点一下，再按 F1 看详细说明和例子。</p></td></tr></table>"
    )
