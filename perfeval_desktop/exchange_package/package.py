"""What an exchange package is: forms with their logs, and the templates they were made with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from perfeval_desktop.domain.template import Template
from perfeval_desktop.store import Arrival, RevisionKind

# Told from other zips by it.
KIND: Final = "perfeval-exchange-package"
# From the second one on a log may have names of versions.
FORMAT: Final = 2
_WITHOUT_NAMES: Final = 1
MANIFEST: Final = "manifest.json"
FORMS: Final = "forms/"
TEMPLATES: Final = "templates/"

# A store of a large department, and no more than a computer bears: counts, and bytes when unpacked.
MAX_FORMS: Final = 10_000
MAX_MEMBER: Final = 16 * 1024 * 1024
MAX_BYTES: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ExchangePackage:
    """The content of a package; ``templates`` by digest, ``program`` is the version that wrote it."""

    forms: tuple[Arrival, ...]
    templates: Mapping[str, Template]
    program: str

    @property
    def format(self) -> int:
        """The lowest format that says all of it: older programs read that, too."""
        has_names = any(one.kind is RevisionKind.NAME for form in self.forms for one in form.log)
        return FORMAT if has_names else _WITHOUT_NAMES


def form_member(form_id: str) -> str:
    """Return the name of the member that holds a form."""
    return f"{FORMS}{form_id}.json"


def template_member(digest: str) -> str:
    """Return the name of the member that holds a template's text."""
    return f"{TEMPLATES}{digest}.toml"
