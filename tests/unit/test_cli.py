"""The command line: what a person types wrong is one line, and no traceback of ours reaches anybody."""

from __future__ import annotations

import json
import types

import pytest

from grader import __version__, cli
from grader.core.lessons import lessons
from grader.grading.exercise import PRACTICE_SEED


@pytest.fixture
def said(capsys):
    """Run the program in this process: exit status, standard output, standard error."""

    def run(*arguments):
        try:
            status = cli.main(arguments)
        except SystemExit as leaving:
            status = leaving.code
        return (status, *capsys.readouterr())

    return run


def failing(monkeypatch, error):
    """Make `check` fail as a bug of ours would."""

    def run(args):
        raise error

    module = types.SimpleNamespace(__doc__="Fails.", add_arguments=lambda parser: None, run=run)
    monkeypatch.setattr(cli.importlib, "import_module", lambda name: module)


# --- help


@pytest.mark.parametrize("asked", ["-h", "--help", "help"])
def test_the_overview_names_every_command(said, asked):
    status, out, err = said(asked)
    assert (status, err) == (0, "")
    assert all(f"\n  {name:11}{what}" in out for name, (_, what) in cli.COMMANDS.items())
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(said, name):
    status, out, err = said(name, "--help")
    assert (status, err) == (0, "")
    usage, description = out.partition("\n\n")[::2]
    assert usage.startswith(f"usage: cnn-exercises {name} ")
    assert description.partition("\n\n")[0].rstrip().endswith(".")
    assert not description.startswith(("positional", "options"))
    assert max(map(len, description.partition("\n\n")[0].splitlines())) <= 80


@pytest.mark.parametrize("asked", ["-V", "--version"])
def test_the_version(said, asked):
    assert said(asked) == (0, f"cnn-exercises {__version__}\n", "")


# --- wrong usage


@pytest.mark.parametrize(
    ("typed", "hint"),
    [(["chekc"], "did you mean 'check'?"), (["--folder"], ""), (["no such thing"], ""), ([".", "."], "")],
)
def test_what_is_no_command_is_one_line_and_status_2(said, typed, hint):
    status, out, err = said(*typed)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert "see cnn-exercises --help" in err
    assert hint in err


@pytest.mark.parametrize("arguments", [["check", "--bogus"], ["show"], ["check", "--seed", "many"], ["hint", "3", "4"]])
def test_wrong_arguments_are_one_line_and_status_2(said, arguments):
    status, out, err = said(*arguments)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith(f"cnn-exercises {arguments[0]}: ")
    assert err.endswith(f"see cnn-exercises {arguments[0]} --help\n")


@pytest.mark.parametrize("command", ["show", "hint", "reset", "check"])
def test_an_unknown_exercise_is_one_line_with_the_nearest(said, command, tmp_path):
    status, out, err = said(command, "maxpooling", "--folder", str(tmp_path))
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert "did you mean 'max_pooling'?" in err


# --- what fails inside


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (RuntimeError("the first line\nthe second"), "the first line"),
        (ValueError(), "ValueError"),
        (OSError(28, "No space left on device", "/tmp/x"), "No space left on device: /tmp/x"),
        (RuntimeError("\x1b[2Jgone"), r"\x1b[2Jgone"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_a_failure_of_ours_is_one_line_and_status_1(said, monkeypatch, error, line):
    failing(monkeypatch, error)
    assert said("check") == (1, "", f"cnn-exercises: {line}\n")


def test_its_traceback_is_there_for_whoever_asks(said, monkeypatch):
    monkeypatch.setenv("CNN_EXERCISES_TRACEBACK", "1")
    failing(monkeypatch, RuntimeError("no"))
    assert "Traceback" in said("check")[2]


def test_ctrl_c_ends_quietly(said, monkeypatch):
    failing(monkeypatch, KeyboardInterrupt())
    status, _, err = said("check")
    assert (status, err.strip()) == (130, "cnn-exercises: stopped")


@pytest.mark.parametrize("content", [b"no gradebook at all" * 100, b"SQLite format 3\0broken"])
@pytest.mark.parametrize(
    "command",
    ["report {bad}", "merge {bad} --output {new}", "grade --student {ada} --output {out}", "ledger {bad}"],
)
def test_a_damaged_gradebook_is_one_line_and_status_2_in_every_command(said, tmp_path, command, content):
    names = {name: tmp_path / name for name in ("ada", "out", "new")}
    for name in ("ada", "out"):
        names[name].mkdir()
    (names["ada"] / "output_size.py").write_text("def output_size(n, f, stride=1, pad=0):\n    return n\n")
    names["bad"] = names["out"] / "gradebook.sqlite"
    names["bad"].write_bytes(content)
    status, out, err = said(*command.format(**names).split())
    assert (status, out) == (2, "")
    assert str(names["bad"]) in err.splitlines()[-1] and "Traceback" not in err
    assert sum("gradebook.sqlite" in line for line in err.splitlines()) == 1
    assert names["bad"].read_bytes() == content


# --- a verdict as text


def test_a_verdict_fits_80_columns_and_cuts_long_output():
    from grader.commands.student import verdict_lines
    from grader.core.results import CheckResult, ExerciseResult, Status

    check = CheckResult("a name of forty characters, no more of it", Status.FAILED, 0, 1.5, "✗ f()\n" + "x" * 74)
    done = CheckResult("another", Status.PASSED, 1.5, 1.5, "not shown")
    printed = "\n".join(f"line {number}" for number in range(50))
    result = ExerciseResult("f", Status.PARTIAL, 1.5, 3, 0.1, (check, done), printed, PRACTICE_SEED)
    lines = verdict_lines(result)
    assert lines[0] == "◐ f  1.5/3  partly right"
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "    ... (30 more lines)"
    assert "not shown" not in "".join(lines)


# --- a folder that is not there


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Somebody at a terminal in an empty folder: what is answered, what was asked, which folders were opened."""
    questions, opened, answers = [], [], []

    def answer(question):
        questions.append(question)
        if not answers:
            raise EOFError
        return answers.pop()

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr(cli.os, "isatty", lambda descriptor: True)
    monkeypatch.setattr(cli, "_open_ui", lambda arguments: opened.append(tuple(arguments)) or 0)
    return answers, questions, opened


def test_a_folder_that_is_not_there_is_made_after_a_yes(said, asked, tmp_path):
    answers, questions, opened = asked
    answers.append("y")
    assert said("my-course")[0] == 0
    assert len(questions) == 1 and "There is no folder my-course. Make it" in questions[0]
    assert opened == [("my-course",)]
    # the exercises are there, so that the screen which opens has nothing left to ask
    assert {path.name for path in (tmp_path / "my-course").iterdir()} == {one.file_name for one in lessons()}


def test_a_folder_that_cannot_be_made_is_said_in_one_line(said, asked, tmp_path):
    (tmp_path / "notes").write_text("")
    asked[0].append("y")
    status, _, told = said("notes/my-course")
    assert status == 2 and told.count("\n") == 1 and "notes/my-course cannot be written" in told
    assert asked[2] == []


@pytest.mark.parametrize("typed", ["n", "", None])
def test_without_a_yes_no_folder_is_made(said, asked, tmp_path, typed):
    answers, _, opened = asked
    answers += [] if typed is None else [typed]
    status, _, told = said("my-course")
    assert status == 2 and told.count("\n") == 1 and "my-course" in told
    assert list(tmp_path.iterdir()) == [] and opened == []


def test_a_mistyped_command_is_not_taken_for_a_folder(said, asked, tmp_path):
    status, _, told = said("chekc")
    assert status == 2 and "did you mean 'check'?" in told
    assert asked[1] == [] and list(tmp_path.iterdir()) == []


def test_nobody_is_asked_where_nobody_can_answer(said, asked, monkeypatch):
    monkeypatch.setattr(cli.os, "isatty", lambda descriptor: descriptor != 0)
    assert said("my-course")[0] == 2
    assert asked[1] == []


def test_list_takes_a_folder_as_the_bare_command_does(said, tmp_path):
    (tmp_path / "output_size.py").write_text("changed")
    status, out, _ = said("list", str(tmp_path))
    assert status == 0 and "~  3  output_size" in out


# --- for editors


def test_check_gives_editors_one_object_with_places_and_words(said, tmp_path):
    (tmp_path / "output_size.py").write_text(
        "def output_size(n, f, stride=1, pad=0):\n    return (n - f) // stride + 1\n"
    )
    (tmp_path / "zero_padding.py").write_text("def zero_pad(image, pad)\n    return image\n")
    status, out, _ = said("check", "output_size", "zero_padding", "--json", "--folder", str(tmp_path))
    told = json.loads(out)
    assert status == 1 and told["schema"] == 1
    first, second = told["exercises"]
    assert (first["exercise"], first["file"]) == ("output_size", str(tmp_path / "output_size.py"))
    assert first["status"] == "partial" and 0 < first["score"] < first["max_score"]
    right, wrong = first["checks"][:2]
    assert right["status"] == "passed" and right["points"] == right["max_points"]
    assert (wrong["name"], wrong["status"], wrong["line"]) == ("zero padding", "failed", 1)
    assert wrong["wanted"] and wrong["got"] and wrong["mistake"] and wrong["hint"] and wrong["call"]
    assert second["status"] == "error" and "line 1" in second["message"]
