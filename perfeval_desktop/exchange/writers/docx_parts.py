"""The parts of a Word document that are the same in each: styles, footers, what points to what."""

from typing import Final
from xml.sax.saxutils import escape

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
# Names the custom part; a document has one, so it may be the same in all.
_ITEM: Final = "{7B0E0A5C-6C0B-4E0B-9C53-5D1E5F0C4B11}"
FORMS_NAMESPACE: Final = "urn:perfeval:forms"
FORMS_PART: Final = "customXml/item1.xml"

# Styles of paragraphs: name, font, half points, exact line in twentieths of a point, more of it.
_SONG, _HEI = "宋体", "黑体"
_STYLES: Final = (
    ("Entry", "表格文字", _SONG, 18, 240, "", ""),
    ("Label", "表格标签", _HEI, 18, 240, "<w:b/>", ""),
    ("Title", "表名", _HEI, 32, 440, "<w:b/>", '<w:jc w:val="center"/><w:outlineLvl w:val="0"/>'),
    ("YearLine", "表名下的年度", _SONG, 21, 360, "", '<w:jc w:val="center"/>'),
    ("FormNumber", "表号", _SONG, 18, 240, "", '<w:jc w:val="right"/>'),
    ("Between", "两段表格之间", _SONG, 2, 14, "<w:vanish/>", ""),
    ("End", "一张表之后", _SONG, 2, 20, "", ""),
)

# What a form that is not final has above it, and the numbers of its pages.
_DRAFT: Final = '<w:p><w:pPr><w:pStyle w:val="FormNumber"/></w:pPr><w:r><w:t>草稿</w:t></w:r></w:p>'


def _field(instruction: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _page_numbers(count: int) -> str:
    """Return the foot of the pages; where a document is one form, its pages are counted, by all programs."""
    pages = _field("NUMPAGES" if count == 1 else "SECTIONPAGES")
    return (
        '<w:p><w:pPr><w:pStyle w:val="Entry"/><w:jc w:val="center"/></w:pPr>'
        f"{_words('第 ')}{_field('PAGE')}{_words(' 页 共 ')}{pages}{_words(' 页')}</w:p>"
    )


def fixed_parts(title: str, author: str, count: int) -> dict[str, str]:
    """Return all parts of ``count`` forms but the document itself and the forms in it, by name."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml", R), ("metadata/core-properties", "docProps/core.xml", "")
        ),
        "docProps/core.xml": _core(title, author),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml", R),
            ("settings", "settings.xml", R),
            ("footer", "footer1.xml", R),
            ("header", "header1.xml", R),
            ("header", "header2.xml", R),
            ("customXml", f"../{FORMS_PART}", R),
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/footer1.xml": f'{_HEAD}<w:ftr xmlns:w="{W}">{_page_numbers(count)}</w:ftr>',
        "word/header1.xml": f'{_HEAD}<w:hdr xmlns:w="{W}">{_DRAFT}</w:hdr>',
        "word/header2.xml": f'{_HEAD}<w:hdr xmlns:w="{W}">{_DRAFT.replace("草稿", "")}</w:hdr>',
        "customXml/_rels/item1.xml.rels": _relations(("customXmlProps", "itemProps1.xml", R)),
        "customXml/itemProps1.xml": (
            f'{_HEAD}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_CUSTOM}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{FORMS_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
    }


# The ids that _relations gives to footer and headers: of drafts, and of final forms.
FOOTER, DRAFT_HEADER, FINAL_HEADER = "rId3", "rId4", "rId5"


def document_part(body: str) -> str:
    """Return the document of this body."""
    return f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def forms_part(text: str) -> str:
    """Return the custom part that holds the exact forms, a text of ASCII."""
    return f'{_HEAD}<forms xmlns="{FORMS_NAMESPACE}">{escape(text)}</forms>'


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "word/document.xml": f"{word}.document.main+xml",
        "word/styles.xml": f"{word}.styles+xml",
        "word/settings.xml": f"{word}.settings+xml",
        "word/footer1.xml": f"{word}.footer+xml",
        "word/header1.xml": f"{word}.header+xml",
        "word/header2.xml": f"{word}.header+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    told = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relations(*pairs: tuple[str, str, str]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{namespace or f"{_PACKAGE}/relationships"}/{kind}" '
        f'Target="{target}"/>'
        for number, (kind, target, namespace) in enumerate(pairs, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _core(title: str, author: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        f"<dc:creator>{escape(author)}</dc:creator></cp:coreProperties>"
    )


def _fonts(east: str) -> str:
    return (
        f'<w:rFonts w:ascii="{east}" w:hAnsi="{east}" w:eastAsia="{east}" w:cs="{east}" w:hint="eastAsia"/>'
    )


def _styles() -> str:
    told = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{_NO_GAPS}'
        f'<w:spacing w:line="{line}" w:lineRule="exact"/>{more}</w:pPr>'
        f"<w:rPr>{_fonts(font)}{looks}{_size(size)}</w:rPr></w:style>"
        for key, name, font, size, line, looks, more in _STYLES
    )
    return (
        f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults>'
        f"<w:rPrDefault><w:rPr>{_fonts(_SONG)}{_size(18)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
        f"{told}</w:styles>"
    )


# Word would put a gap between 100 and 万元.
_NO_GAPS: Final = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _settings() -> str:
    # As Word 2013 lays out; no spelling marks below names and numbers.
    return (
        f'{_HEAD}<w:settings xmlns:w="{W}"><w:hideSpellingErrors/><w:hideGrammaticalErrors/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
