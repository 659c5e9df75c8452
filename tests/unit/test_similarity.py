"""Which files are alike: renamed copies are found, independent solutions and the starter are not."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.classroom import similarity
from grader.classroom.gradebook.roll import Enrolled, Key
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.submission import Submission
from grader.classroom.report.likeness import likenesses
from grader.classroom.settings.options import OptionError
from grader.classroom.settings.request import settings_from
from grader.classroom.similarity import SimilarityError, _candidates, alike, alike_kept, library
from grader.classroom.slurm.shards import _gather
from grader.cli import main
from grader.core.lessons import Lesson, lessons
from tests.unit.classes import lesson, plan, result

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


# --- a class in shards


def shard(path: Path, number: int, submitted: list[Submission], *, keeps: bool = True) -> Path:
    """Write a shard's gradebook, with the files where it `keeps` them."""
    with Gradebook(path) as gradebook:
        gradebook.begin(plan((LESSON,), shard=f"{number}/2"), [Enrolled(one.student) for one in submitted])
        with gradebook.writing():
            for one in submitted:
                source = one.source("conv_layer.py")
                key = Key(one.student, "conv_layer", source.digest, "v1", 0)
                gradebook.note_work([key], absent=source.absent)
                gradebook.keep(key, result("conv_layer"))
                gradebook.sources.keep([(source.digest, source.content)] if keeps else [])
        gradebook.finish()
    return path


@pytest.fixture
def shards(tmp_path):
    """Two shards: bob, in the second, copied from ada, in the first; dan's file is empty, and flo's is not there."""
    texts = {"ada": ORIGINAL, "eve": OTHER, "bob": RENAMED, "dan": ""}
    (tmp_path / "class").mkdir()
    submitted = [*submissions(tmp_path / "class", texts), Submission("flo", tmp_path / "class")]
    halves = enumerate((submitted[:2], submitted[2:]), 1)
    return [shard(tmp_path / f"gradebook-{number}-of-2.sqlite", number, half) for number, half in halves]


@needs_copydetect
def test_files_of_different_shards_are_compared_once_they_are_merged(shards, tmp_path, capsys):
    whole = tmp_path / "all.sqlite"
    assert main(["merge", *map(str, shards), "--output", str(whole)]) == 0
    with Gradebook(whole) as gradebook:
        assert gradebook.alike() == ()
    assert main(["merge", *map(str, shards), "--output", str(whole), "--similar"]) == 0
    said = capsys.readouterr().err
    assert "worth a look: ada, bob: conv_layer" in said and "not compared" not in said
    with Gradebook(whole) as gradebook:
        (pair,) = gradebook.alike()
    assert (pair.first, pair.second) == ("ada", "bob")


@needs_copydetect
def test_a_class_in_shards_is_found_as_alike_as_on_one_machine(tmp_path):
    edited = RENAMED.replace("    return out\n", "    result = out\n    return result\n")
    one, submitted = corpus_class(tmp_path, {"ada": ORIGINAL, "bob": RENAMED, "cem": edited, "dan": OTHER})
    with Gradebook(shard(tmp_path / "gradebook.sqlite", 1, submitted)) as gradebook:
        assert alike_kept([one], gradebook) == (alike([one], submitted), 0)


@needs_copydetect
def test_files_that_no_gradebook_keeps_are_counted(tmp_path, capsys):
    (tmp_path / "class").mkdir()
    submitted = submissions(tmp_path / "class", {"ada": ORIGINAL, "bob": RENAMED})
    path = shard(tmp_path / "1.sqlite", 1, submitted, keeps=False)
    assert main(["merge", str(path), "--output", str(tmp_path / "all.sqlite"), "--similar"]) == 0
    assert "2 files not compared: not kept in the gradebook" in capsys.readouterr().err


@needs_copydetect
def test_a_cluster_compares_what_its_shards_gathered(shards, tmp_path, capsys):
    asked = {"student": tmp_path, "output": tmp_path, "slurm": True, "shards": 2, "similar": True}
    assert _gather(settings_from(asked), tmp_path, 2) == 0
    assert "worth a look: ada, bob: conv_layer" in capsys.readouterr().err


@pytest.mark.parametrize("part", [{"shard": "1/2"}, {"slurm": True}])
def test_shards_that_keep_no_files_are_not_asked_to_compare_them(tmp_path, part):
    asked = {"student": tmp_path, "output": tmp_path, "similar": True, **part}
    assert settings_from(asked).similar
    with pytest.raises(OptionError, match="leave --no-sources out"):
        settings_from({**asked, "no_sources": True})
