"""Hypothesis strategies for strangers' bytes: built as their makers build them, then damaged."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import warnings
import zipfile

from hypothesis import strategies as st

NAMES = st.one_of(
    st.sampled_from(
        [
            "output_size.py",
            "output_size (1).py",
            "ada/output_size.py",
            "work.ipynb",
            "a.zip",
            ".",
            "..",
            "/etc/x",
            "C:\\x",
            "../up.py",
            "submission_1/x.py",
            "submission_metadata.yml",
            "__MACOSX/._a",
            "a" * 300,
            "a/" * 60 + "x.py",
            "",
            "-",
        ]
    ),
    st.text(min_size=1, max_size=12),
    st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=4).map("/".join),
)
RIGHT = b"def output_size(n, f, stride=1, pad=0):\n    return (n - f + 2 * pad) // stride + 1\n"
CONTENTS = st.one_of(
    st.just(RIGHT), st.binary(max_size=200), st.text(max_size=60).map(str.encode), st.just(b"PK\x03\x04")
)
MEMBERS = st.lists(st.tuples(NAMES, CONTENTS), max_size=6)
DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["set", "cut", "insert", "drop"]), st.binary(min_size=1, max_size=8)),
    max_size=6,
)


def damaged(content: bytes, damage: list[tuple[float, str, bytes]]) -> bytes:
    """The bytes with some set, put in, left out or cut off."""
    for place, what, given in damage:
        at = int(place * len(content))
        if what == "set":
            content = content[:at] + given + content[at + len(given) :]
        elif what == "insert":
            content = content[:at] + given + content[at:]
        elif what == "drop":
            content = content[:at] + content[at + len(given) :]
        else:
            content = content[:at] if given[0] < 40 else content
    return content


def _zip(members: list[tuple[str, bytes]], method: int) -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(packed, "w", method) as archive:  # of names twice
        for name, content in members:
            member = zipfile.ZipInfo(name.replace("\x00", "_")[:60_000] or "x")
            member.compress_type = method
            archive.writestr(member, content)
    return packed.getvalue()


def _tar(members: list[tuple[str, bytes]], kinds: list[bytes], moments: list[float], form: int, packed: bool) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form, errors="surrogateescape") as archive:
        for index, (name, content) in enumerate(members):
            member = tarfile.TarInfo(name.replace("\x00", "_") or "x")
            member.size, member.type = len(content), kinds[index % len(kinds)]
            member.linkname = "../" * (index % 3) + "output_size.py"
            member.pax_headers = {"mtime": str(moments[index % len(moments)])} if form == tarfile.PAX_FORMAT else {}
            try:
                archive.addfile(member, io.BytesIO(content))
            except (ValueError, UnicodeError):
                continue  # this form of tar has no room for such a name
    return gzip.compress(made.getvalue(), 1) if packed else made.getvalue()


ZIPS = st.builds(_zip, MEMBERS, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA]))
MOMENTS = st.lists(st.floats() | st.just(0.0) | st.just(1e300), min_size=1, max_size=3)
KINDS = st.lists(st.sampled_from([b"0", b"1", b"2", b"3", b"5", b"6", b"7", b"L", b"g", b"x"]), min_size=1, max_size=3)
TARS = st.builds(_tar, MEMBERS, KINDS, MOMENTS, st.sampled_from([0, 1, 2]), st.booleans())
ARCHIVES = st.builds(damaged, ZIPS | TARS, DAMAGE)

CELLS = st.one_of(
    st.sampled_from(
        [
            "Student",
            "Name",
            "Email",
            "ID",
            "SIS User ID",
            "First name",
            "Surname",
            "identifier",
            "github_username",
            "Group",
            "Status",
            "Timestamp",
            "Points Possible",
            "sep=;",
            "ada",
            "Ada Lovelace",
            "1",
            "2026-11-20 23:59:59 +0000",
        ]
    ),
    st.text(max_size=10),
)


def _table(rows: list[list[str]], mark: str, encoding: str, head: str) -> bytes:
    lines = (mark.join(f'"{cell}"' if any(one in cell for one in ',;\t"\n') else cell for cell in row) for row in rows)
    return (head + "\n".join(lines)).encode(encoding, "replace")


TABLES = st.builds(
    damaged,
    st.builds(
        _table,
        st.lists(st.lists(CELLS, max_size=5), max_size=6),
        st.sampled_from([",", ";", "\t"]),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"]),
        st.sampled_from(["", "sep=;\n", "\n\n", "\ufeff"]),
    ),
    DAMAGE,
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=15)
PLAIN = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
SOURCES = st.one_of(
    st.just(RIGHT.decode()),
    st.just(RIGHT.decode().splitlines(keepends=True)),
    st.sampled_from(
        ["%matplotlib inline\n", "!pip install x", "%%bash\nls", "import torch\n", "x = (\n", "\x00", "def f(:\n"]
    ),
    PLAIN,
)
CELL = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw"]) | PLAIN, "source": SOURCES},
    optional={"id": PLAIN, "metadata": PLAIN, "outputs": PLAIN, "input": SOURCES, "execution_count": PLAIN},
)
BOOKS = st.fixed_dictionaries(
    {"cells": st.lists(CELL | PLAIN, max_size=5) | PLAIN},
    optional={"nbformat": PLAIN | st.just(4), "nbformat_minor": PLAIN, "metadata": PLAIN, "worksheets": PLAIN},
)
NOTEBOOKS = st.builds(damaged, BOOKS.map(lambda book: json.dumps(book).encode()), DAMAGE)

PREDICTIONS = st.builds(
    damaged,
    st.fixed_dictionaries(
        {},
        optional={
            "about": PLAIN,
            "predictions": PLAIN
            | st.dictionaries(st.sampled_from(["convolution", "output_size", "no_such"]) | st.text(max_size=4), PLAIN),
        },
    ).map(lambda told: json.dumps(told).encode()),
    DAMAGE,
)


def _yaml(value: object, depth: int = 0) -> str:
    """YAML as Gradescope writes it: symbols as keys, blocks by indentation."""
    pad = "  " * depth
    if isinstance(value, dict) and value:
        return "".join(f"\n{pad}:{key}: {_yaml(one, depth + 1)}" for key, one in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{pad}- {_yaml(one, depth + 1)}" for one in value)
    return json.dumps(value, ensure_ascii=False)


SUBMITTER = st.fixed_dictionaries({}, optional={"name": PLAIN, "sid": PLAIN, "email": PLAIN})
METADATA = st.builds(
    damaged,
    st.dictionaries(
        st.sampled_from(["submission_1", "submission_2"]) | st.text(max_size=6),
        st.fixed_dictionaries(
            {},
            optional={
                "submitters": st.lists(SUBMITTER, max_size=2) | PLAIN,
                "created_at": PLAIN,
                "score": PLAIN,
                "status": PLAIN,
                "results": PLAIN,
            },
        )
        | PLAIN,
        max_size=3,
    ).map(lambda plain: ("---" + _yaml(plain)).encode("utf-8", "replace")),
    DAMAGE,
)
COURSES = st.builds(
    damaged,
    st.dictionaries(
        st.sampled_from(
            [
                "student",
                "exercise",
                "seed",
                "deadline",
                "late_per_day",
                "grace",
                "points",
                "seconds",
                "format",
                "jobs",
                "output",
                "dataset",
                "shard",
                "roster",
            ]
        )
        | st.text(max_size=5),
        LEAVES.filter(lambda leaf: leaf is not None) | st.lists(st.text(max_size=8), max_size=3),
        max_size=6,
    ).map(lambda plain: "\n".join(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in plain.items()).encode()),
    DAMAGE,
)
