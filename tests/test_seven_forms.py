"""Seven published forms, entered cell by cell as a clerk enters them, come out as they were printed."""

from pathlib import Path

import pytest

from perfeval_desktop.domain_v1.cells import IndicatorCell, cell_label
from perfeval_desktop.domain_v1.entry import enter
from perfeval_desktop.domain_v1.figures import (
    execution_score_text,
    rate_text,
    score_text,
    total_text,
    weight_text,
)
from perfeval_desktop.domain_v1.form import IndicatorField
from perfeval_desktop.samples import Sample, samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue

SAMPLES = tuple(samples())


def test_there_are_seven() -> None:
    assert len(SAMPLES) == 7


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_published_form_comes_out_to_the_digit(sample: Sample, tmp_path: Path) -> None:
    templates = TemplateCatalogue()
    template = templates[sample.template]
    path = tmp_path / "绩效自评.perfeval"
    with Store.open(path) as store:
        session = EditingSession(store, templates)
        (form_id,) = session.create([sample.blank()], "新建")
        session.open(form_id)
        for cell, text in sample.entries:
            changed = enter(template, session.base, cell, text)
            assert session.commit(changed, f"修改{cell_label(template, session.base, cell)}")

    with Store.open(path) as store:
        session = EditingSession(store, templates)
        session.open(form_id)
        shown = session.shown
        assert shown is not None
        printed = {
            "execution_rate": rate_text(shown.sheet.execution_rate, template),
            "execution_score": execution_score_text(shown.sheet, template),
            "total_weight": total_text(shown.sheet.total_weight, template),
            "total": total_text(shown.sheet.total, template),
        }
        if shown.sheet.grade is not None:
            printed["grade"] = shown.sheet.grade
        assert printed == sample.printed

        texts = dict(sample.entries)
        for row, (indicator, score) in enumerate(
            zip(shown.form.indicators, shown.sheet.indicators, strict=True)
        ):
            weight = weight_text(indicator.weight, template)
            assert weight == texts[IndicatorCell(row, IndicatorField.WEIGHT)]
            assert score_text(score.value, template) == texts[IndicatorCell(row, IndicatorField.SCORE)]
