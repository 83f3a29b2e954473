"""Scoring a form of 300 indicators, beside the bare divisions it cannot do without."""

from decimal import Decimal

from forms import TEMPLATES, large_form
from measuring import tell, times_of

from perfeval_desktop.domain_v1.scoring import score


def main() -> None:
    """Measure and print."""
    form = large_form()
    template = TEMPLATES[form.template]
    cents = Decimal("0.01")

    def divide() -> None:
        for row in form.indicators:
            ((row.weight or Decimal(1)) * Decimal("8.98") / Decimal("9.00")).quantize(cents)

    tell(
        "score sheet, 300 indicators",
        times_of(lambda: score(template, form), runs=300),
        "300 bare divisions, rounded",
        times_of(divide, runs=300),
        "1 ms",
    )
