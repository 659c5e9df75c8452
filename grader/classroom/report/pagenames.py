"""A file's name for each student: safe on every disk, never the same for two."""

from __future__ import annotations

import hashlib
import re


def page_name(student: str) -> str:
    """The name itself where it is plain lower case ASCII; else what is left of it, and a hash that tells it apart."""
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", student) and student not in ("con", "prn", "aux", "nul"):
        return student
    kept = re.sub(r"[^\w-]+", "_", student, flags=re.UNICODE).strip("_-")[:40] or "student"
    return f"{kept}-{hashlib.sha256(student.encode('utf-8', 'replace')).hexdigest()[:8]}"
