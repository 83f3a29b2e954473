from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval_desktop import __version__
from perfeval_desktop.printing.pdf.metadata import Properties

# The namespaces of XMP, and of PDF/A.
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"

AWKWARD = "R&D <一> “二” {title} ]]> %s \U0001f600\U0002c27c"


def info_of(properties: Properties) -> dict[str, str]:
    """Return the entries of the information dictionary as a reader shows them."""
    info = {name: str(value) for name, value in properties.info().items()}
    assert all(value.startswith("<FEFF") and value.endswith(">") for value in info.values())
    return {name: bytes.fromhex(value[5:-1]).decode("utf-16-be") for name, value in info.items()}


def xmp_of(properties: Properties) -> ET.Element:
    """Return the description in the packet."""
    packet = properties.xmp().decode()
    assert packet.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n')
    assert packet.endswith('<?xpacket end="w"?>\n')
    (rdf,) = ET.fromstring(packet)  # noqa: S314  # our own
    assert rdf.tag == f"{RDF}RDF"
    (description,) = rdf
    return description


def values_of(properties: Properties) -> dict[str, str]:
    """Return what the packet says of each entry of the information dictionary."""
    description = xmp_of(properties)
    places = {
        "Title": f"{DC}title/{RDF}Alt/{RDF}li",
        "Author": f"{DC}creator/{RDF}Seq/{RDF}li",
        "Subject": f"{DC}description/{RDF}Alt/{RDF}li",
        "Creator": f"{XMP}CreatorTool",
        "Producer": f"{PDF}Producer",
    }
    return {name: description.findtext(place) or "" for name, place in places.items()}


def test_the_properties_are_those_of_the_form_and_of_the_program() -> None:
    assert info_of(Properties("项目", "单位", "自评表")) == {
        "Title": "项目",
        "Author": "单位",
        "Subject": "自评表",
        "Creator": f"PerfEval Desktop {__version__}",
        "Producer": "PerfEval Desktop, ReportLab",
    }


@pytest.mark.parametrize(
    "text", [AWKWARD, "", "单位", " 前后 ", "一\n二\t三", "\x00\x1b\x07", "甲\ufffe\uffff乙"]
)
def test_the_packet_says_the_same(text: str) -> None:
    for properties in (
        Properties(text, "人", "事"),
        Properties("题", text, "事"),
        Properties("题", "人", text),
    ):
        assert values_of(properties) == info_of(properties)


@given(st.builds(Properties, *[st.text(st.characters())] * 3))
def test_of_any_text_packet_and_properties_say_the_same(properties: Properties) -> None:
    assert values_of(properties) == info_of(properties)


def test_awkward_signs_stand_as_they_were_typed() -> None:
    assert info_of(Properties(AWKWARD, "", ""))["Title"] == AWKWARD


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一\n二\r\n三\t四", "一 二 三 四"),
        ("  一   二\u3000", "一 二"),
        ("一\x07\x1b二\x00", "一二"),
        ("一\ud800二", "一\ufffd二"),
        ("一\u2028二", "一 二"),
    ],
)
def test_what_has_no_place_on_one_line_is_left_out(text: str, shown: str) -> None:
    assert info_of(Properties(text, "", ""))["Title"] == shown


def test_with_a_file_in_it_a_document_is_of_the_part_of_pdf_a_that_takes_any() -> None:
    parts = [
        Properties("", "", "").xmp(has_attachment=one).decode().partition("<pdfaid:part>")[2][0]
        for one in (False, True)
    ]
    assert parts == ["2", "3"]


def test_the_document_says_that_it_is_pdf_a_2b_in_chinese() -> None:
    description = xmp_of(Properties("题", "人", "事"))
    assert description.findtext(f"{PDFA}part") == "2"
    assert description.findtext(f"{PDFA}conformance") == "B"
    assert description.findtext(f"{DC}format") == "application/pdf"
    assert description.findtext(f"{DC}language/{RDF}Bag/{RDF}li") == "zh-CN"


def test_texts_that_may_be_translated_say_that_they_are_the_default() -> None:
    description = xmp_of(Properties("题", "人", "事"))
    languages = [
        one.get("{http://www.w3.org/XML/1998/namespace}lang")
        for one in description.findall(f"*/{RDF}Alt/{RDF}li")
    ]
    assert languages == ["x-default"] * 2


def test_there_is_no_date_in_it() -> None:
    properties = Properties("题", "人", "事")
    assert not any("Date" in name for name in properties.info())
    assert b"Date" not in properties.xmp()
