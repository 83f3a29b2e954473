"""Which forms are nearest to a form: those of its project, then those of its unit, then any others."""

from perfeval_desktop.domain.form_json import whole_text
from perfeval_desktop.domain.pattern import Pattern
from perfeval_desktop.storage.database import Database
from perfeval_desktop.storage.errors import decoding
from perfeval_desktop.store import FormId, NearbyForms

_OTHERS = "SELECT id, project FROM form WHERE deleted_revision IS NULL AND id <> ?"
# Each by the index of the list: to sort all forms by how near they are would take ten times as long.
_OF_UNIT = (
    f"{_OTHERS} AND implementing_unit = ? AND implementing_unit <> '' ORDER BY year DESC, id DESC LIMIT ?"
)
_OF_DEPARTMENT = f"{_OTHERS} AND department = ? AND department <> '' ORDER BY year DESC, id DESC LIMIT ?"
_LATEST = f"{_OTHERS} ORDER BY year DESC LIMIT ?"
# 教师培训（2023 年） and 2024年度教师培训 are one project.
_YEAR = Pattern(r"[（(]?\s*20[0-9]{2}\s*(?:年度|年)?\s*[）)]?")


def nearby_forms(database: Database, form_id: FormId, most: int) -> NearbyForms:
    """Return the ids of the ``most`` listed forms nearest to ``form_id``, in each group the latest first.

    Among the others, those of the same department come first. To an unknown form nothing is near.
    """
    of_project: list[FormId] = []
    of_unit: list[FormId] = []
    others: list[FormId] = []
    lines = database.rows_of("SELECT project, department, implementing_unit FROM form WHERE id = ?", form_id)
    with decoding("form"):
        for name, department, unit in lines:
            project = _without_year(name)
            for other, its in database.rows_of(_OF_UNIT, form_id, unit, most):
                group = of_project if project and _without_year(its) == project else of_unit
                group.append(FormId(whole_text(other)))
            farther = database.rows_of(_OF_DEPARTMENT, form_id, department, most)
            farther += database.rows_of(_LATEST, form_id, most)
            known = {*of_project, *of_unit}
            unknown = dict.fromkeys(FormId(whole_text(other)) for other, _ in farther if other not in known)
            others.extend([*unknown][: most - len(known)])
    return of_project, of_unit, others


def _without_year(project: object) -> str:
    return _YEAR.sub("", whole_text(project)).strip()
