import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.printing.file_names import file_name
from perfeval_desktop.templates import TemplateCatalogue
from short_forms import filled, short_template

UNHURRIED = settings(deadline=None)

TEXTS = st.text(max_size=200) | st.text(alphabet='/\\:*?"<>|.\u0007 项😀\ud800', max_size=60)


TEMPLATE = TemplateCatalogue()["minhang-2023"]


def name_of(project: str = "项目", unit: str = "单位", department: str = "") -> str:
    """Return the name of the file of a form."""
    head = {"project": project, "implementing_unit": unit, "department": department}
    return file_name(TEMPLATE, filled(TEMPLATE, head=head))


class TestNames:
    @pytest.mark.parametrize(
        ("project", "unit", "name"),
        [
            ("智慧校园", "信息中心", "2023_信息中心_智慧校园.pdf"),
            ("运维(2021)", "信息中心", "2023_信息中心_运维(2021).pdf"),
            ("A/B:C*D?", "信息中心", "2023_信息中心_A／B：C＊D？.pdf"),
            ('"甲"<乙>|\\', "信息中心", "2023_信息中心_＂甲＂＜乙＞｜＼.pdf"),
            ("一\n二\u0007", "信息中心", "2023_信息中心_一_二_.pdf"),
            ("\u202egnp.exe", "信息中心", "2023_信息中心__gnp.exe.pdf"),
            ("项目. . ", " 信息中心. ", "2023_信息中心_项目.pdf"),
            ("CON", "NUL", "2023_NUL_CON.pdf"),
            ("", "", "2023_未填单位_未填项目.pdf"),
            ("...", "", "2023_未填单位_未填项目.pdf"),
        ],
    )
    def test_name(self, project: str, unit: str, name: str) -> None:
        assert name_of(project, unit) == name

    def test_without_a_unit_the_department_stands_in(self) -> None:
        assert name_of(unit="", department="教育局") == "2023_教育局_项目.pdf"

    def test_a_form_about_no_project_is_called_by_its_title(self) -> None:
        template = short_template(
            'title = "部门整体自评表"\n[[blocks]]\ntype = "fields"\ncolumns = "department"'
        )
        form = filled(template, fields={"department": "教育局"}, year=2022)
        assert file_name(template, form) == "2022_教育局_部门整体自评表.pdf"

    def test_a_long_unit_leaves_room_for_the_project(self) -> None:
        assert name_of("智慧校园", "局" * 500) == f"2023_{'局' * 30}_智慧校园.pdf"

    @UNHURRIED
    @given(TEXTS, TEXTS)
    def test_every_name_can_stand_on_every_system(self, project: str, unit: str) -> None:
        name = name_of(project, unit)
        stem = name.removesuffix(".pdf")
        assert len(name) <= 120
        assert len(name.encode()) <= 240
        assert stem.startswith("2023_")
        assert stem != name
        assert not set(name) & set('/\\:*?"<>|')
        assert all(
            character.isprintable() or character == "\u3000" or character.isspace() for character in name
        )
        assert not stem.endswith((".", " "))
