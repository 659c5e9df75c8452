"""The Gradescope zip: its `run_autograder` really run, in a folder laid out as Gradescope's container is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile

import pytest

from tests.e2e.conftest import PROGRAM, SUBMISSIONS
from tests.e2e.test_bad_input import RIGHT


@pytest.fixture
def autograder(tmp_path, program):
    """Run it on a submission: the results that it leaves."""
    made = program("grade", "--exercise", "output_size,zero_padding", "--seed", "5", "--autograder", tmp_path / "a.zip")
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert sorted(archive.namelist()) == ["class.secret", "run_autograder", "setup.sh"]
        modes = {member.filename: member.external_attr >> 16 & 0o777 for member in archive.infolist()}
        assert modes == {"class.secret": 0o600, "run_autograder": 0o755, "setup.sh": 0o755}
        archive.extractall(tmp_path / "source")
    subprocess.run(["bash", "-n", tmp_path / "source" / "setup.sh"], check=True)

    def run(files: dict[str, str]) -> dict:
        for name, text in files.items():
            (tmp_path / "submission" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "submission" / name).write_text(text)
        environment = {**os.environ, "AUTOGRADER_ROOT": str(tmp_path), "CNN_EXERCISES": str(PROGRAM)}
        script = tmp_path / "source" / "run_autograder"
        done = subprocess.run(["bash", script], env=environment, capture_output=True, text=True, timeout=240)
        assert [path.name for path in (tmp_path / "results").iterdir()] == ["results.json"], done.stderr
        return json.loads((tmp_path / "results" / "results.json").read_text())

    return run


def test_a_submission_leaves_its_results(autograder):
    right = next(iter(sorted((SUBMISSIONS / "right" / "zero_padding").glob("*.py")))).read_text()
    told = autograder({"zero_padding.py": right, "output_size.py": "def output_size(n, f, stride=1, pad=0): return 1"})
    names = {test["name"].partition(":")[0] for test in told["tests"]}
    assert names == {"output_size", "zero_padding"}
    assert told["score"] == sum(test.get("score", 0) for test in told["tests"]) > 0
    assert told["extra_data"]["seed"] == 5


def test_a_submission_without_a_file_leaves_results_too(autograder):
    told = autograder({"essay.txt": "nothing here"})
    assert told["score"] == 0 and "nothing to grade" in told["output"]


def test_what_was_handed_in_is_one_persons_whatever_folders_it_has(autograder):
    right = next(iter(sorted((SUBMISSIONS / "right" / "zero_padding").glob("*.py")))).read_text()
    told = autograder({"ex4/zero_padding (1).py": right, "ex3/Output_Size.py": "x = 1", "ex3/essay.pdf": ""})
    assert told["score"] > 0
    assert "handed in ex3/essay.pdf: not a format that is read" in told["output"]
    assert told["extra_data"]["files"] == {
        "output_size": "ex3/Output_Size.py",
        "zero_padding": "ex4/zero_padding (1).py",
    }


def test_classroom50_gets_its_result_json(program, tmp_path):
    made = program("grade", "--exercise", "output_size,zero_padding", "--seed", "5", "--autograder", tmp_path / "a.py")
    assert made.returncode == 0, made.stderr
    checkout = tmp_path / "hw7-ada"
    (checkout / ".github").mkdir(parents=True)
    (checkout / "Output_Size.py").write_text(RIGHT)
    told = {"CLASSROOM": "cs", "ASSIGNMENT": "hw7", "SUBMISSION_TAG": "submit/1", "COMMIT_URL": "https://x/commit/1"}
    environment = {**os.environ, **told, "CNN_EXERCISES": str(PROGRAM)}
    done = subprocess.run([sys.executable, tmp_path / "a.py"], cwd=checkout, env=environment, check=True, timeout=240)
    result = json.loads((checkout / "result.json").read_text())
    assert done.returncode == 0
    assert result["schema"] == "classroom50/result/v1" and result["review"] == "https://x/commit/1"
    assert [test["test-name"] for test in result["tests"]] == ["output_size", "zero_padding"]
    assert all(isinstance(test[key], int) for test in result["tests"] for key in ("score", "max-score"))
    assert 0 < result["score"] == sum(test["score"] for test in result["tests"]) < result["max-score"]
