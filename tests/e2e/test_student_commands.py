"""The plain-text commands carry everything that the screen does."""

from __future__ import annotations

RIGHT = """
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError
    return (n - f + 2 * pad) // stride + 1
"""


def test_a_student_from_an_empty_folder_to_solved(program, tmp_path):
    assert "starter files written" in program("init").stdout
    assert program("check", "output_size").returncode == 1
    (tmp_path / "output_size.py").write_text(RIGHT.replace("2 * pad) //", "pad) //"))
    wrong = program("check", "output_size")
    assert wrong.returncode == 1
    assert "looks like: padding added once" in wrong.stdout
    hints = program("hint", "output_size").stdout
    assert hints.startswith("Your last run looks like: padding added once\n") and "Question" in hints.split("\n\n")[1]
    assert "solution of output_size is shown once" in program("show", "output_size", "--solution").stderr
    (tmp_path / "output_size.py").write_text(RIGHT)
    right = program("check", "output_size")
    assert right.returncode == 0
    assert "5/5" in right.stdout
    assert "conv1d" in program("show", "output_size", "--solution").stdout
    listed = program("list").stdout
    assert "1 of 19 solved" in listed


def test_init_never_overwrites(program, tmp_path):
    (tmp_path / "output_size.py").write_text("mine = 1\n")
    assert "stay as they are" in program("init").stdout
    assert (tmp_path / "output_size.py").read_text() == "mine = 1\n"


def test_reset_keeps_a_backup(program, tmp_path):
    program("init")
    (tmp_path / "output_size.py").write_text("mine = 1\n")
    assert "backups" in program("reset", "output_size").stdout
    assert "NotImplementedError" in (tmp_path / "output_size.py").read_text()
    assert [path.read_text() for path in (tmp_path / ".cnn-exercises" / "backups").iterdir()] == ["mine = 1\n"]


def test_hints_come_one_at_a_time(program):
    program("init")
    first, second = program("hint", "output_size").stdout, program("hint", "output_size").stdout
    assert "Idea" not in first
    assert "Idea" in second
    assert "Nearly the code" not in second


def test_the_statement_is_plain_markdown_in_a_pipe(program):
    shown = program("show", "3").stdout
    assert shown.startswith("# Output size")


def test_a_dumb_terminal_gets_the_list_and_the_reason(program):
    done = program(env={"TERM": "dumb"})
    assert "output_size" in done.stdout
    assert "plain list" in done.stderr


def test_check_in_an_empty_folder_says_what_to_do(program):
    done = program("check")
    assert done.returncode == 2
    assert "cnn-exercises init" in done.stderr


def test_a_locale_without_utf8_still_prints(program):
    done = program("list", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_doctor_tells_the_truth_about_missing_layers(program):
    done = program("doctor", "--no-torch", "--require-confinement", env={"CNN_EXERCISES_WITHOUT": "landlock"})
    assert done.returncode == 1
    assert "✗ Landlock" in done.stdout


def test_hint_in_a_folder_without_exercises_says_so_and_reveals_nothing(program, tmp_path):
    done = program("hint", "output_size")
    assert done.returncode == 2
    assert "cnn-exercises init" in done.stderr
    assert not done.stdout
    assert list(tmp_path.glob("*")) == []


def test_a_damaged_history_is_told_by_every_command_that_reads_it(program, tmp_path):
    program("init")
    (tmp_path / ".cnn-exercises").mkdir(exist_ok=True)
    (tmp_path / ".cnn-exercises" / "history.sqlite").write_bytes(b"no database at all" * 100)
    for command in (("list",), ("show", "output_size", "--solution"), ("hint", "output_size")):
        told = program(*command).stderr
        assert "is damaged" in told, command
        assert "Traceback" not in told
