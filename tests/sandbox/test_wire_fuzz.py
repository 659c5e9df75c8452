"""Whatever bytes a child sends, the parent answers with a status: the wire, the listener, what looks at values."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from exercises.definition import Case, Needs, Rule
from grader.core.results import Outcome, OutcomeKind, Status
from grader.grading.diagnosis.mistakes import _same_value
from grader.grading.verdict import explain
from grader.grading.verdict.compare import Tolerance, compare
from grader.grading.verdict.inputs import compare_inputs
from grader.sandbox import wire
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job, Report
from grader.sandbox.parent.listener import Listener

FUZZ = settings(max_examples=int(os.environ.get("CNN_EXERCISES_FUZZ", "150")), deadline=None,
                suppress_health_check=list(HealthCheck))  # fmt: skip
LARGE = st.sampled_from([53, 63, 64, 1300]).map(lambda bits: -(1 << bits))
HUGE = st.just(16_300).map(lambda bits: 1 << bits)  # more digits than Python prints
SCALARS = st.none() | st.booleans() | st.integers() | LARGE | st.floats() | st.text(max_size=20)
DTYPES = st.sampled_from(sorted(wire.PLAIN_DTYPES))
SHAPES = arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
ARRAYS = DTYPES.flatmap(lambda name: arrays.arrays(name, SHAPES)) | st.sampled_from(
    [np.zeros((0, 10**12)), np.zeros((3, 0)), np.zeros((1,) * 30), np.full((2, 2), np.nan), np.array(np.inf)]
)
NUMPY_SCALARS = DTYPES.flatmap(lambda name: arrays.from_dtype(np.dtype(name))).map(lambda value: value)
OPAQUE = st.builds(wire.Opaque, st.text(max_size=30), st.text(max_size=30))
KEYS = st.none() | st.booleans() | st.integers(-100, 100) | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS | HUGE | ARRAYS | NUMPY_SCALARS | OPAQUE,
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)
"""Everything that the decoder can give."""
JSON = st.recursive(
    SCALARS
    | st.sampled_from(["n", "b", "i", "f", "s", "l", "t", "d", "N", "a", "o", "0", "C", "1,0", "S0", "float64"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=20,
)
BLOBS = st.binary(max_size=64) | st.sampled_from(
    [safetensors.numpy.save({"0": np.ones((2, 3)), "1": np.ones(0)}), safetensors.numpy.save({"0": np.array(1.0)})]
)
KINDS = st.sampled_from(["locked", "loaded", "case", "progress", "forbidden", "failed", "todo", "end", "broken", "x"])


def frame(message, blob=b""):
    text = json.dumps(message).encode()
    return wire.HEADER.pack(wire.MAGIC, len(text), len(blob)) + text + blob


MESSAGES = st.builds(
    lambda kind, index, outcome, values, more, blob: frame(
        {**more, "kind": kind, "index": index, "outcome": outcome, "values": values}, blob
    ),
    KINDS | JSON, st.integers(-1, 3) | JSON, st.sampled_from(["returned", "raised", "absent", "todo"]) | JSON,
    JSON | VALUES.map(lambda value: wire.encode_value(value)[0]),
    st.dictionaries(st.sampled_from(["names", "name", "fraction", "loss", "text", "error", "message", "traceback",
                                     "bases", "memory", "points"]), JSON, max_size=5),
    BLOBS,
)  # fmt: skip


def decoded(data: bytes):
    """All messages in `data`; None at the end where it broke off with a WireError."""
    found = []
    try:
        found.extend(wire.FrameReader().feed(data))
    except wire.WireError:
        found.append(None)
    return found


@FUZZ
@given(st.binary(max_size=200))
def test_any_bytes_are_messages_or_a_wire_error(data):
    decoded(data)
    decoded(wire.HEADER.pack(wire.MAGIC, len(data), 0) + data)
    decoded(wire.HEADER.pack(wire.MAGIC, 2, len(data)) + b"{}" + data)


@FUZZ
@given(JSON, BLOBS)
def test_any_tree_is_a_value_or_a_wire_error(tree, blob):
    decoded(frame({"values": tree}, blob))


@FUZZ
@given(VALUES)
def test_a_value_comes_back_as_it_was_sent(value):
    ((_, back),) = decoded(wire.pack({}, value))
    assert repr(wire.encode_value(back)[0]) == repr(wire.encode_value(value)[0])


@FUZZ
@given(VALUES, st.integers(0, 3))
def test_no_value_makes_a_comparison_or_its_explanation_fail(got, which):
    grid = np.arange(9.0).reshape(3, 3)
    wanted = [3, 2.5, grid, (3, 4), [((1, 2), 3)], [grid, grid.T], {"a": grid, "b": [1, "x", None, True]}]
    rules = [Rule.INT, Rule.FLOAT, Rule.ARRAY, Rule.SHAPE, Rule.TRACE, Rule.ANY_ARRAY, Rule.SAME]
    case, place = Case("f", (grid, 3)), explain.Place("x", 1, 2, 0, "x.py")
    for rule, want in zip(rules, wanted, strict=True):
        difference = compare(rule, want, got, Tolerance())
        if difference is not None:
            explain.of_difference(case, difference, None, place).encode("utf-8", "replace")
        _same_value(rule, want, got, Tolerance())
        _same_value(rule, got, want, Tolerance())
    compare_inputs([grid, 3], got)
    compare_inputs([grid, 3], [got, got])
    explain.of_missing_exception(case, Outcome(OutcomeKind.RAISED, error="E"),
                               Outcome(OutcomeKind.RETURNED, value=got), None, place)  # fmt: skip


def heard(data: bytes, status: int = 0, cut: int = 1 << 20) -> list:
    """What the real Listener makes of a child that writes `data` and dies with `status`."""
    results, results_end = os.pipe()
    output, output_end = os.pipe()
    control, server = socket.socketpair()
    job = Job(Needs.NUMPY, (), (Call("f"), Call("f")), (0, 1), 0, seconds=5.0)
    listener = Listener(results, output, control, job, None)
    try:
        server.send(b'{"pid": 1}\n')
        os.write(results_end, data[:60_000][:cut])
        os.write(output_end, data[:1000])
        os.close(results_end)
        os.close(output_end)
        server.send(json.dumps({"status": status, "peak_kib": 1}).encode() + b"\n")
        return list(listener.listen())
    finally:
        listener.close()
        server.close()


LOCKED = frame({"kind": "locked"})
LOADED = frame({"kind": "loaded", "names": ["f"]})


def check_heard(events: list) -> None:
    assert isinstance(events[-1], Ended)
    assert all(isinstance(event, Answer | Report) for event in events[:-1])
    assert events[-1].status is None or isinstance(events[-1].status, Status)
    answers = [event.index for event in events[:-1] if isinstance(event, Answer)]
    assert answers == list(range(len(answers)))
    if events[-1].status is None:
        assert answers == [0, 1]


@FUZZ
@given(st.lists(MESSAGES | st.binary(max_size=40), max_size=6), st.sampled_from([0, 9, 11, 256]), st.booleans())
def test_whatever_a_child_writes_the_listener_ends_with_a_status(parts, status, is_loaded):
    check_heard(heard(LOCKED + (LOADED if is_loaded else b"") + b"".join(parts), status))


@FUZZ
@given(st.binary(max_size=300), st.sampled_from([0, 9, 11, 256]))
def test_even_before_the_locks_are_on_rubbish_is_a_status(data, status):
    check_heard(heard(data, status))


RIGHT = LOCKED + LOADED + b"".join(
    wire.pack({"kind": "case", "index": index, "outcome": "returned"}, [np.arange(3), None]) for index in (0, 1)
)  # fmt: skip
END = frame({"kind": "end"})
ANSWER = wire.pack({"kind": "case", "index": 0, "outcome": "returned"}, [1, None])


def test_a_whole_conversation_is_believed():
    events = heard(RIGHT + END)
    check_heard(events)
    assert events[-1].status is None


@pytest.mark.parametrize("status", [0, 9])
def test_a_conversation_that_breaks_off_anywhere_is_a_crash_that_keeps_what_was_answered(status):
    whole = RIGHT + END
    for cut in range(0, len(whole), 7):
        events = heard(whole, status, cut)
        check_heard(events)
        assert events[-1].status is Status.CRASHED
    assert sum(isinstance(event, Answer) for event in heard(RIGHT, status)) == 2


@pytest.mark.parametrize(
    "more",
    [
        END,
        LOADED,
        LOCKED,
        wire.pack({"kind": "case", "index": 0, "outcome": "returned"}, [1, None]),
        b"CNN1" + b"\0" * 12,
    ],
    ids=["end twice", "loaded again", "locked again", "answered twice", "an empty message"],
)
def test_what_comes_after_the_end_changes_no_answer(more):
    events = heard(RIGHT + END + more)
    assert events[-1].status is Status.CRASHED
    assert [event.outcome.value[0] for event in events[:-1]] == [0, 0]


def test_the_answers_before_a_broken_message_count():
    events = heard(RIGHT + b"rubbish, and long enough to be looked at")
    assert [type(event) for event in events] == [Answer, Answer, Ended]


def test_an_array_is_given_once_however_often_a_tree_names_it():
    blob = safetensors.numpy.save({"0": np.ones((4, 4))})
    with pytest.raises(wire.WireError):
        list(wire.FrameReader().feed(frame({"values": ["l", [["a", "0", "C"], ["a", "0", "1,0"]]]}, blob)))


def test_keys_whose_hash_can_be_chosen_do_not_travel():
    many = {(1 << 61) * k: None for k in range(1, 20)}
    assert wire.encode_value(many)[0][0] == "o"
    with pytest.raises(wire.WireError):
        list(wire.FrameReader().feed(frame({"values": ["d", [[["i", hex(1 << 61)], ["n"]]]]})))


@pytest.mark.parametrize("sizes", [(wire.LARGEST_TREE + 1, 0), (10, wire.LARGEST_RESULT + 1), (2**32 - 1, 2**64 - 1)])
def test_a_message_that_claims_too_much_is_refused_at_its_first_bytes(sizes):
    with pytest.raises(wire.WireError):
        list(wire.FrameReader().feed(wire.HEADER.pack(wire.MAGIC, *sizes)))


def test_more_results_than_the_limit_are_refused_though_each_is_small():
    reader = wire.FrameReader(largest=1000)
    with pytest.raises(wire.WireError):
        for _ in range(100):
            list(reader.feed(LOADED))


def test_nothing_is_ever_unpickled():
    source = Path(wire.__file__).read_text(encoding="utf-8")
    assert "import pickle" not in source and "allow_pickle" not in source
