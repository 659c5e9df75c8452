"""Questions to predict: every answer is read and replied to, the first one stays, and a wrong key is found out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exercises.definition import Question
from grader.cli import main
from grader.core.lessons import Lesson, find, lessons
from grader.grading import proofs
from grader.student import predictions
from grader.student.history import History
from grader.student.predictions import Prediction
from grader.student.session import Session
from grader.student.workspace import write_starters

NUMBER = Question(
    text="How many?", answer=760, right="Yes.", replies={1520: "Not twice."}, otherwise="Count.", proof="answer = 760"
)
LETTER = Question(
    text="Which?",
    answer="b",
    right="Yes.",
    replies={"a": "Not a."},
    choices={"a": "this", "b": "that"},
    proof="answer = 'b'",
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("760", 760),
        (" 1,520 ", 1520),
        ("1 520", 1520),
        ("760.0", 760),
        ("−6", -6),
        ("-6", -6),
        ("7.5", None),
        ("", None),
        ("many", None),
        ("nan", None),
        ("inf", None),
        ("1e400", None),
        ("b", None),
    ],
)
def test_a_number_is_read_as_it_is_typed(typed: str, read: int | None) -> None:
    assert predictions.read(NUMBER, typed) == read


@pytest.mark.parametrize(
    ("typed", "read"), [("b", "b"), (" B) ", "b"), ("a.", "a"), ("c", None), ("", None), ("2", None)]
)
def test_a_letter_is_read_as_it_is_typed(typed: str, read: str | None) -> None:
    assert predictions.read(LETTER, typed) == read


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        (NUMBER, 760, "Yes."),
        (NUMBER, 1520, "Not twice."),
        (NUMBER, 3, "Count."),
        (LETTER, "b", "Yes."),
        (LETTER, "a", "Not a."),
    ],
)
def test_each_answer_has_its_reply(question: Question, answer: int | str, said: str) -> None:
    assert predictions.reply(question, answer) == said


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_every_exercise_asks_and_replies_in_sentences(lesson: Lesson) -> None:
    assert lesson.exercise.questions
    for question in lesson.exercise.questions:
        assert list(proofs.text_flaws(question)) == []
        replies = [question.right, *question.replies.values(), *([question.otherwise] if question.otherwise else [])]
        assert len(set(replies)) == len(replies)
        assert all(reply.rstrip().endswith((".", "?")) for reply in replies)
        assert predictions.read(question, str(question.answer)) == question.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (replace(LETTER, replies={}), "a reply to each of its choices"),
        (replace(LETTER, replies={"a": "Not a.", "b": "Not b."}), "a wrong answer that is the right one"),
        (NUMBER, "replies to three wrong numbers"),
        (replace(LETTER, text="Which " * 50), "longer than"),
    ],
)
def test_a_question_that_lacks_a_reply_is_found_out(question: Question, said: str) -> None:
    assert any(said in flaw for flaw in proofs.text_flaws(question))


def test_dev_check_finds_a_wrong_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = find("parameter_count")
    monkeypatch.setattr(proofs, "answers", lambda lesson, sandbox: (761,))
    (flaw,) = proofs.flaws(lesson, None)  # type: ignore[arg-type]
    assert "is 760, and the reference gives 761" in flaw


def test_the_first_prediction_stays(tmp_path) -> None:
    history = History.of_folder(tmp_path)
    history.predict("parameter_count", Prediction(0, "1520", False))
    history.predict("parameter_count", Prediction(0, "760", True))
    assert history.predicted("parameter_count") == (Prediction(0, "1520", False),)
    assert history.predicted("convnet") == ()
    history.close()


def test_a_history_of_before_predictions_is_brought_up_to_date(tmp_path) -> None:
    from grader.core.database import open_database
    from grader.student.history import HISTORY_STEPS

    path = tmp_path / "history.sqlite"
    open_database(path, HISTORY_STEPS[:1]).close()
    history = History(path)
    history.predict("convnet", Prediction(0, "2704", True))
    assert history.predicted("convnet")[0].right
    history.close()


def test_a_session_asks_what_was_not_answered_yet(tmp_path) -> None:
    lesson = find("parameter_count")
    write_starters(tmp_path, lessons())
    session = Session(tmp_path, lessons())
    at, _ = session.next_question(lesson)
    assert "760" not in session.predict(lesson, at, 1520)
    session.close()
    again = Session(tmp_path, lessons())
    assert again.next_question(lesson) is None
    assert again.predictions(lesson) == {0: Prediction(0, "1520", False)}
    again.close()


def test_predict_replies_and_gives_the_answer_away_to_nobody_else(tmp_path, capsys) -> None:
    write_starters(tmp_path, lessons())
    assert main(["predict", "7", "1,520", "--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "Ten filters of 5x5" in said and "does not know how large the image is" in said
    assert main(["predict", "7", "760", "--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "You predicted 1520, which is not right" in said and "Right: the same filters" in said
    assert main(["predict", "7", "lots", "--folder", str(tmp_path)]) == 2
    assert "takes a whole number" in capsys.readouterr().err


def test_predict_without_a_terminal_asks_and_says_how_to_answer(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", open("/dev/null", encoding="utf-8"))  # noqa: SIM115, PTH123
    assert main(["predict", "9", "--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "  c) half" in said and "Answer with a, b, c or d" in said
    assert not (tmp_path / ".cnn-exercises").exists()


def test_pages_and_solutions_are_shown(tmp_path, capsys) -> None:
    assert main(["show", "pytorch"]) == 0
    assert capsys.readouterr().out.startswith("# PyTorch in ten lines")
    assert main(["show", "rules"]) == 0
    assert "come by position" in capsys.readouterr().out
    by_hand, torch = find("output_size").solutions()
    assert "torch" not in by_hand[1] and "import torch" in torch[1]
    assert [what for what, _ in find("convnet").solutions()] == ["with PyTorch"]
