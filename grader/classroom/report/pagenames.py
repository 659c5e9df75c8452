"""Names each student's page: safe on every disk, never the same for two."""

from __future__ import annotations

import hashlib
import re

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_HASHED = re.compile(r".*-[0-9a-f]{16}")
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows keeps for itself."""


def page_name(student: str) -> str:
    """Return the name itself where it is plain lower case ASCII; else what is left of it, and a hash.

    A plain name that ends as a hashed one does is hashed too, or a student could be called as another's page is.
    """
    if _PLAIN.fullmatch(student) and not _DEVICES.fullmatch(student) and not _HASHED.fullmatch(student):
        return student
    kept = re.sub(r"[^\w-]+", "_", student, flags=re.UNICODE).strip("_-")[:40] or "student"
    return f"{kept}-{hashlib.sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
