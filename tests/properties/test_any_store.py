"""A form of any template, saved and opened again, is the same form; its template is kept with it."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from any_template import made
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(made())
def test_what_is_saved_is_what_is_opened_again(tmp_path: Path, one: tuple[Template, Form]) -> None:
    template, form = one
    path = tmp_path / "绩效自评.perfeval"
    shown = evaluate(template, FormId(""), form)
    with Store.open(path) as store:
        (saved,) = store.create([shown.entry], label="新建", by="")
        assert saved.stored.form == form
    with Store.open(path, read_only=True) as store:
        stored = store.load(saved.stored.form_id)
        text = store.template_text(template.digest)
    assert stored.form == form
    assert stored.outline == shown.outline
    assert text == template.text
    assert text is not None
    assert read_template(text, source="又一次").digest == template.digest
