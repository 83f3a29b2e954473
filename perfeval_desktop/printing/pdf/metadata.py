"""What a document says of itself: properties, the same in XMP, and that it is PDF/A-2b (3b with a file in).

There is no clock in it: the same forms give the same bytes.
"""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from perfeval_desktop import __version__
from perfeval_desktop.printing.pdf.document import Entry
from perfeval_desktop.printing.pdf.text import representable, text_string

_CREATOR = f"PerfEval Desktop {__version__}"
_PRODUCER = "PerfEval Desktop, ReportLab"
# What XML cannot hold; the properties leave it out too, since both must say the same.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the properties window of a reader shows."""

    title: str
    author: str
    subject: str

    def info(self) -> dict[str, Entry]:
        """Return the entries of the document's information dictionary."""
        return {name: text_string(value) for name, value in self._values().items()}

    def xmp(self, *, has_attachment: bool = False) -> bytes:
        """Return the same as an XMP packet; only the third part of PDF/A takes attachments of any kind."""
        values = {name.lower(): escape(value) for name, value in self._values().items()}
        return _XMP.format_map({**values, "part": "3" if has_attachment else "2"}).encode()

    def _values(self) -> dict[str, str]:
        given = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        return {name: _clean(value) for name, value in given.items()} | {
            "Creator": _CREATOR,
            "Producer": _PRODUCER,
        }


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", representable(_NOT_IN_XML.sub("", text))).strip()
