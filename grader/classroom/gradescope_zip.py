"""Writes the zip that makes this program a Gradescope autograder: `setup.sh`, `run_autograder`, the class's secret.

Owns the two scripts. `report.gradescope` makes the `results.json` that they leave behind.
"""

from __future__ import annotations

import io
import shlex
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader import __version__
from grader.classroom.gradebook.class_secret import FILE
from grader.classroom.settings.options import OPTIONS, Takes
from grader.core import atomic
from grader.grading.secret import new_secret

_KEPT = ("exercise", "seed", "points", "seconds", "require_confinement")
"""Options that make sense there: Gradescope has its own rosters, deadlines and places."""
_DATE = (2026, 1, 1, 0, 0, 0)

_SETUP = f"""#!/usr/bin/env bash
# Runs once, when Gradescope builds the image. Choose a base image with Python 3.11 or newer (Ubuntu 24.04 has 3.12).
set -euo pipefail
apt-get update
apt-get install -y --no-install-recommends python3 python3-venv
python3 -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed")'
python3 -m venv /opt/cnn-exercises
shopt -s nullglob
wheels=(/autograder/source/*.whl)
/opt/cnn-exercises/bin/pip install --no-cache-dir "${{wheels[@]:-cnn-exercises=={__version__}}}"
"""

_RUN = """#!/usr/bin/env bash
# Runs for each submission, and always leaves a results.json behind.
root="${{AUTOGRADER_ROOT:-/autograder}}"
program="${{CNN_EXERCISES:-/opt/cnn-exercises/bin/cnn-exercises}}"
results="$root/results/results.json"
mkdir -p "$root/results"
work="$(mktemp -d)"
# each hand-in, and each one graded again, is measured by the same held-out images
cp "$root/source/{secret}" "$work/"
said=$("$program" grade --student="$root/submission" --single --format=gradescope --output="$results" \\
  --gradebook="$work/gradebook.sqlite" {options} 2>&1 >/dev/null)
printf '%s\\n' "$said" >&2
[ -s "$results" ] || printf '%s' "$said" | tail -n 1 | python3 -c '
import json, sys
print(json.dumps({{"score": 0, "output": sys.stdin.read(), "visibility": "visible"}}))' > "$results"
"""


def flags(options: Mapping[str, object]) -> list[str]:
    """Return the options that make sense in an autograder, as flags."""
    words = []
    for option in OPTIONS:
        value = options.get(option.key)
        if value is None or option.key not in _KEPT:
            continue
        if option.kind is Takes.SWITCH:
            words += [f"--{option.name}"] if value else []
        elif isinstance(value, Mapping):
            words += [f"--{option.name}={name}={number!r}" for name, number in value.items()]
        elif isinstance(value, tuple):
            words += [f"--{option.name}={item}" for item in value]
        else:
            words.append(f"--{option.name}={value}")
    return words


def scripts(options: Mapping[str, object]) -> dict[str, str]:
    """Return the files of the zip, by name."""
    run = _RUN.format(options=shlex.join(flags(options)), secret=FILE)
    return {"setup.sh": _SETUP, "run_autograder": run, FILE: new_secret().hex() + "\n"}


def write_zip(path: Path, options: Mapping[str, object]) -> None:
    """Write the zip. Raises WriteError. A wheel of this program put beside the scripts is installed by them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in scripts(options).items():
            member = zipfile.ZipInfo(name, _DATE)
            member.external_attr = (0o100600 if name == FILE else 0o100755) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text)
    atomic.write_bytes(path, [packed.getvalue()])
