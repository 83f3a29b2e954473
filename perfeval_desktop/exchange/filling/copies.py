"""A copy of a file that is a zip of parts: some of them changed, all others as they are, in their order."""

import io
import zipfile
from collections.abc import Mapping

from perfeval_desktop.exchange.packages import Package


def copied(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """Return a copy of ``package`` in which the parts named in ``changed`` have another content."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        for member in package.members:
            told = zipfile.ZipInfo(member.filename, member.date_time)
            told.compress_type = member.compress_type
            told.external_attr, told.create_system = member.external_attr, member.create_system
            told.comment = member.comment
            target.writestr(told, changed.get(member.filename) or package.read(member.filename))
    return copy.getvalue()
