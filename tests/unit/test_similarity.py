"""Which files are alike: renamed copies are found, independent solutions and the starter are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from grader.classroom.intake.submission import Submission
from grader.classroom.similarity import _candidates, alike
from tests.unit.classes import lesson

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


def test_a_renamed_copy_is_listed_and_independent_work_is_not(tmp_path):
    pytest.importorskip("copydetect", reason="SIMILARITY IS NOT TESTED: pip install 'cnn-exercises[similarity]'")
    texts = {"ada": ORIGINAL, "bob": RENAMED, "eve": OTHER, "flo": LESSON.starter, "gus": LESSON.starter, "hal": "(("}
    (pair,) = alike([LESSON], submissions(tmp_path, texts))
    assert (pair.exercise, pair.first, pair.second) == ("conv_layer", "ada", "bob")
    assert pair.share > 0.9


def test_what_everybody_writes_leads_to_no_pair():
    common = range(1000)
    assert list(_candidates([common] * 50)) == []
    assert list(_candidates([{1, 2, 3}, {1, 2, 3}, {4, 5, 6}])) == [(0, 1)]
    assert list(_candidates([{1, 2, 3, 4}, {4, 5, 6, 7}, {1, 2, 3, 8}, {5, 6, 7, 8}])) == [(0, 2), (1, 3)]
