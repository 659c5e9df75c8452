"""Which files are alike: renamed copies are found, independent solutions and the starter are not."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.classroom import similarity
from grader.classroom.intake.submission import Submission
from grader.classroom.report.likeness import likenesses
from grader.classroom.similarity import SimilarityError, _candidates, alike, library
from grader.core.lessons import Lesson, lessons
from tests.unit.classes import lesson

SUBMISSIONS = Path(__file__).parents[1] / "submissions"
needs_copydetect = pytest.mark.skipif(
    importlib.util.find_spec("copydetect") is None,
    reason="SIMILARITY IS NOT TESTED: pip install 'cnn-exercises[similarity]'",
)

LESSON = replace(
    lesson(1, "conv_layer"), starter="def conv_layer(image, filters, bias):\n    raise NotImplementedError\n"
)
ORIGINAL = """
def conv_layer(image, filters, bias, stride=1, pad=0):
    channels, height, width = image.shape
    padded = np.zeros((channels, height + 2 * pad, width + 2 * pad))
    padded[:, pad:pad + height, pad:pad + width] = image
    rows = (height + 2 * pad - filters.shape[2]) // stride + 1
    columns = (width + 2 * pad - filters.shape[3]) // stride + 1
    out = np.zeros((len(filters), rows, columns))
    for k in range(len(filters)):
        for i in range(rows):
            for j in range(columns):
                window = padded[:, i * stride:i * stride + 3, j * stride:j * stride + 3]
                out[k, i, j] = (window * filters[k]).sum() + bias[k]
    return out
"""
RENAMED = ORIGINAL.replace("image", "x").replace("padded", "p").replace("window", "patch") + "\n# all my own work\n"
OTHER = """
from numpy.lib.stride_tricks import sliding_window_view
def conv_layer(image, filters, bias, stride=1, pad=0):
    image = np.pad(image, [(0, 0), (pad, pad), (pad, pad)])
    view = sliding_window_view(image, filters.shape[1:])[0, ::stride, ::stride]
    view = view.reshape(view.shape[0], view.shape[1], -1)
    answer = view @ filters.reshape(len(filters), -1).T
    return (answer + bias).transpose(2, 0, 1).astype(float).copy(order="C")
"""


def submissions(root: Path, texts: dict[str, str]) -> list[Submission]:
    for student, text in texts.items():
        (root / student).mkdir()
        (root / student / "conv_layer.py").write_text(text)
    return [Submission(student, root / student) for student in texts]


def corpus_class(root: Path, extra: dict[str, str]) -> tuple[Lesson, list[Submission]]:
    """Independent answers to one exercise, right and wrong, and `extra` ones beside them."""
    (one,) = (one for one in lessons() if one.name == "conv_layer")
    files = (*(SUBMISSIONS / "right/conv_layer").glob("*.py"), *(SUBMISSIONS / "wrong/conv_layer").glob("*.py"))
    return one, submissions(
        root, {**{f"{file.parent.parent.name} {file.stem}": file.read_text() for file in files}, **extra}
    )


@needs_copydetect
def test_a_renamed_copy_is_listed_and_independent_work_is_not(tmp_path):
    texts = {"ada": ORIGINAL, "bob": RENAMED, "eve": OTHER, "flo": LESSON.starter, "gus": LESSON.starter, "hal": "(("}
    (pair,) = alike([LESSON], submissions(tmp_path, texts))
    assert (pair.exercise, pair.first, pair.second) == ("conv_layer", "ada", "bob")
    assert pair.share > 0.9 and pair.usual is None
    source = Submission("ada", tmp_path / "ada").source("conv_layer.py")
    assert pair.digests[0] == source.digest != pair.digests[1]


@needs_copydetect
@pytest.mark.parametrize(("share", "told"), [(1.0, True), (0.8, True), (0.799, False), (0.0, False)])
def test_a_pair_is_told_where_four_fifths_of_both_are_alike(tmp_path, monkeypatch, share, told):
    monkeypatch.setattr(similarity._Comparison, "share", lambda self, first, second: share)
    found = alike([LESSON], submissions(tmp_path, {"ada": ORIGINAL, "bob": RENAMED.replace("range", "list")}))
    assert [(pair.first, pair.second, pair.share) for pair in found] == ([("ada", "bob", share)] if told else [])


@needs_copydetect
def test_the_file_that_shares_less_of_itself_decides(tmp_path):
    longer = RENAMED.rstrip() + OTHER.replace("conv_layer", "another") * 2
    assert alike([LESSON], submissions(tmp_path, {"ada": ORIGINAL, "bob": longer})) == ()


@needs_copydetect
def test_three_copies_are_one_group_the_most_unusual_of_a_class(tmp_path):
    edited = RENAMED.replace("    return out\n", "    result = out\n    return result\n")
    one, class_of_30 = corpus_class(tmp_path, {"ada": ORIGINAL, "bob": RENAMED, "cem": edited, "dan": OTHER})
    found = alike([one], class_of_30)
    first, *others = likenesses(found)
    assert first.students == ("ada", "bob", "cem")
    assert first.share > 0.9 and first.usual is not None and first.usual < 0.5 and first.unusual > 2
    assert all("right" not in name for group in others for name in group.students), "right answers are independent"
    assert found == alike([one], class_of_30[::-1]), "whoever comes first"
    assert len(first.pairs) == 2, "two pairs join three students"


@needs_copydetect
def test_what_most_of_a_class_writes_is_left_out(tmp_path):
    """All open with the same lines, as after an exercise class; alone behind them everybody wrote something else."""
    frame = ORIGINAL.rpartition("    for k in range")[0]
    end = "    out[:, {n}] = np.einsum(spell, padded[{n}:]) * {n} + bias[{n}] - {n} * {n} + {n}\n    return out[{n}]\n"
    end = end.replace(
        "    return", "    out += padded[{n}] - bias[{n}] ** {n} + filters[{n}, {n}].sum({n})\n    return"
    )
    names = {f"s{n:02}": frame + end.format(n=n) for n in range(10, 22)}
    names["s22"] = names["s21"].replace("padded", "p") + "# mine\n"
    (pair,) = alike([LESSON], submissions(tmp_path, names))
    assert (pair.first, pair.second) == ("s21", "s22")
    assert pair.usual < 0.5, "the common opening does not count"


def test_without_the_library_one_line_says_how_to_get_it(monkeypatch, tmp_path, capsys):
    from grader.cli import main

    monkeypatch.setitem(sys.modules, "copydetect", None)
    with pytest.raises(SimilarityError, match=r"--similar needs an extra: pip install 'cnn-exercises\[similarity\]'"):
        library()
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "output_size.py").write_text("def output_size():\n    return 1\n")
    assert main(["grade", "--student", str(tmp_path), "--similar"]) == 2
    assert capsys.readouterr().err.strip().splitlines()[-1].endswith("pip install 'cnn-exercises[similarity]'")


def test_what_everybody_writes_leads_to_no_pair():
    common = range(1000)
    assert list(_candidates([common] * 50)) == []
    assert list(_candidates([{1, 2, 3}, {1, 2, 3}, {4, 5, 6}])) == [(0, 1)]
    assert list(_candidates([{1, 2, 3, 4}, {4, 5, 6, 7}, {1, 2, 3, 8}, {5, 6, 7, 8}])) == [(0, 2), (1, 3)]
