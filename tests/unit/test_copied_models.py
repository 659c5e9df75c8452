"""A student may copy the model that is being watched: to keep the best one, or to average weights."""

from __future__ import annotations

import copy
import runpy
import threading
from pathlib import Path

import pytest

EXERCISES = Path(__file__).parents[2] / "exercises"


@pytest.mark.parametrize("probe", ["improve/probe.py", "training/probe.py", "training/notebook.py"])
def test_whoever_watches_a_model_survives_its_copy(probe):
    names = runpy.run_path(str(EXERCISES / probe))
    for name in {"_Progress", "_Recorder"} & set(names):
        watcher = names[name].__new__(names[name])
        watcher.report = threading.Lock()  # cannot be copied, like the way to the parent
        assert copy.deepcopy(watcher) is watcher
