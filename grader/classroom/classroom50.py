"""Writes the `autograder.py` that makes this program one of Classroom 50, GitHub Classroom's successor.

Its runner starts the script in a student's checkout and reads the `result.json` that it leaves there, by the contract
`classroom50/result/v1` of the project's wiki. Scores are whole numbers there, so points are counted in hundredths.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader import __version__
from grader.classroom.gradescope_zip import flags
from grader.core import atomic

_SCRIPT = '''"""Grades a checkout with cnn-exercises (a wheel beside it, if there is one) and leaves result.json."""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

OPTIONS = {options!r}
HUNDREDTHS = 100  # scores are whole numbers here: 2.5 points are 250


def program(folder):
    """Install cnn-exercises in an environment of its own, unless CNN_EXERCISES says where it is."""
    if os.environ.get("CNN_EXERCISES"):
        return os.environ["CNN_EXERCISES"]
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    wheels = sorted(str(path) for path in pathlib.Path(__file__).parent.glob("*.whl"))
    pip = [f"{{folder}}/bin/python", "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, *(wheels or ["cnn-exercises=={version}"])], check=True)
    return f"{{folder}}/bin/cnn-exercises"


def moment():
    """When the graded commit was made."""
    asked = ["git", "show", "-s", "--format=%ct", "HEAD"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    when = datetime.datetime.fromtimestamp(int(told) if told.isdigit() else 0, datetime.timezone.utc)
    return (when if told else datetime.datetime.now(datetime.timezone.utc)).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    """Grade, and write result.json. A status other than 0 tells the runner that the grader itself failed."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "report.json")
        command = [program(f"{{folder}}/venv"), "grade", "--student=.", "--single", "--format=json"]
        done = subprocess.run([*command, f"--output={{report}}", *OPTIONS], check=False)
        if done.returncode != 0:
            sys.exit(done.returncode)
        (student,) = json.loads(report.read_text(encoding="utf-8"))["students"]
    tests = [
        {{
            "test-name": exercise["exercise"],
            "passed": exercise["status"] == "passed",
            "score": round(HUNDREDTHS * exercise["score"]),
            "max-score": round(HUNDREDTHS * exercise["max_score"]),
            "output": "\\n".join(check["message"] for check in exercise["checks"] if check["message"]),
        }}
        for exercise in student["exercises"]
    ]
    told = os.environ
    result = {{
        "schema": "classroom50/result/v1",
        "classroom": told.get("CLASSROOM", ""),
        "assignment": told.get("ASSIGNMENT", ""),
        "submission": told.get("SUBMISSION_TAG", ""),
        "commit": told.get("COMMIT_URL", ""),
        "release": told.get("RELEASE_URL", ""),
        "review": told.get("REVIEW_URL") or told.get("COMMIT_URL", ""),
        "datetime": moment(),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }}
    pathlib.Path("result.json").write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(*student["notes"], sep="\\n")


if __name__ == "__main__":
    main()
'''


def write_script(path: Path, options: Mapping[str, object]) -> None:
    """Write the script. Raises WriteError."""
    atomic.write_text(path, [_SCRIPT.format(options=flags(options), version=__version__)])
