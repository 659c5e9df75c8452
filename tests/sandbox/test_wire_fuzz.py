"""Whatever bytes a child sends, the parent answers with a status: the wire, the listener, what looks at values."""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from typing import get_args

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from exercises.definition import Case, Needs, Rule
from grader.core.results import Outcome, OutcomeKind, Status
from grader.grading.diagnosis.diagnose import OfCheck
from grader.grading.verdict import explain
from grader.grading.verdict.compare import Tolerance, compare
from grader.grading.verdict.inputs import compare_inputs
from grader.grading.verdict.outcomes import same_value
from grader.sandbox import messages as said
from grader.sandbox import wire
from grader.sandbox.encoding import encode
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job, ProbeNews
from grader.sandbox.parent.listener import Listener
from grader.sandbox.parent.reading import Frames, TooMuchError

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
ROWS = DTYPES.flatmap(lambda name: st.lists(arrays.from_dtype(np.dtype(name)), max_size=4))
OPAQUE = st.builds(wire.Opaque, st.text(max_size=30), st.text(max_size=30))
KEYS = st.none() | st.booleans() | st.integers(-100, 100) | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS | HUGE | ARRAYS | NUMPY_SCALARS | OPAQUE | ROWS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)
"""Everything that the decoder can give."""
TOKENS = st.lists(
    SCALARS.filter(lambda value: not isinstance(value, int) or -(1 << 63) <= value < 1 << 64)
    | st.sampled_from(["s", "i", "l", "L", "t", "T", "d", "N", "a", "o", "C", "1,0", "S0", "float64", 0, 1, 2, 3]),
    max_size=20,
)
"""What a hostile child may put in the place of a value."""
BLOBS = st.binary(max_size=64)
ANYTHING = st.recursive(
    SCALARS.filter(lambda value: not isinstance(value, int) or -(1 << 63) <= value < 1 << 64),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=20,
)
KINDS = st.sampled_from([kind.__name__ for kind in get_args(said.Answer) + get_args(said.Control)])


def frame(message, blob=b""):
    text = message if isinstance(message, bytes) else msgspec.msgpack.encode(message)
    return said.HEADER.pack(len(text), len(blob)) + text + blob


def returned(index, value):
    packed = encode(value)
    return said.framed(said.Returned(index, packed.tokens), packed.blob)


MESSAGES = st.builds(
    lambda kind, fields, blob: frame([kind, *fields], blob), KINDS | ANYTHING, st.lists(ANYTHING, max_size=5), BLOBS
) | st.builds(
    lambda index, tokens, blob: frame(["Returned", index, tokens], blob), st.integers(-1, 3), TOKENS, BLOBS
)  # fmt: skip


def messages_in(data: bytes, bounds: Bounds | None = None):
    """All messages in `data`; None at the end where it broke off with a WireError."""
    found = []
    try:
        found.extend(Frames(bounds or Bounds(10.0)).feed(data))
    except (wire.WireError, TooMuchError):
        found.append(None)
    return found


@FUZZ
@given(st.binary(max_size=200))
def test_any_bytes_are_messages_or_a_wire_error(data):
    messages_in(data)
    messages_in(frame(data))
    messages_in(frame(b"\x91\xa3End", data))


@FUZZ
@given(TOKENS, BLOBS, st.booleans())
def test_any_tokens_are_a_value_or_a_wire_error(tokens, blob, layouts):
    with contextlib.suppress(wire.WireError):
        wire.decode(wire.Packed(tokens, blob), layouts=layouts)


@FUZZ
@given(VALUES, st.booleans())
def test_a_value_comes_back_as_it_was_sent(value, layouts):
    packed = encode(value, layouts=layouts)
    (travelled,) = said.values_of(said.framed_value(packed))
    back = wire.decode(travelled, layouts=layouts)
    assert repr(encode(back, layouts=layouts)) == repr(packed)
    if not isinstance(value, list | tuple | dict):
        assert type(back) is type(value) or isinstance(back, wire.Opaque)


@FUZZ
@given(TOKENS, BLOBS)
def test_what_a_child_returns_is_bounded_by_what_it_sent(tokens, blob):
    with contextlib.suppress(wire.WireError):
        value = wire.decode(wire.Packed(tokens, blob))
        assert sum(array.nbytes for array in arrays_in(value)) <= len(blob)


def arrays_in(value):
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [array for item in value for array in arrays_in(item)] if isinstance(value, list | tuple) else []


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
            explain.of_difference(case, difference, OfCheck(), place).encode("utf-8", "replace")
        same_value(rule, want, got, Tolerance())
        same_value(rule, got, want, Tolerance())
    compare_inputs([grid, 3], got)
    compare_inputs([grid, 3], [got, got])
    explain.of_missing_exception(case, Outcome(OutcomeKind.RAISED, error="E"),
                               Outcome(OutcomeKind.RETURNED, value=got), OfCheck(), place)  # fmt: skip


def heard(data: bytes, status: int = 0, cut: int = 1 << 20, *, locked: bool = True) -> list:
    """What the real Listener makes of a child that writes `data` and dies with `status`."""
    results, results_end = os.pipe()
    output, output_end = os.pipe()
    control, server = socket.socketpair()
    job = Job(Needs.NUMPY, (), (Call("f"), Call("f")), (0, 1), 0, seconds=5.0)
    listener = Listener(results, output, control, job, None)
    try:
        server.send(said.line(said.Forked(1)))
        if locked:
            server.send(said.line(said.Locked()))
        os.write(results_end, data[:60_000][:cut])
        os.write(output_end, data[:1000])
        os.close(results_end)
        os.close(output_end)
        server.send(said.line(said.Exited(status)))
        return list(listener.listen())
    finally:
        listener.close()
        server.close()


LOADED = said.framed(said.Loaded(("f",)))


def check_heard(events: list) -> None:
    assert isinstance(events[-1], Ended)
    assert all(isinstance(event, Answer | ProbeNews) for event in events[:-1])
    assert events[-1].status is None or isinstance(events[-1].status, Status)
    answers = [event.index for event in events[:-1] if isinstance(event, Answer)]
    assert answers == list(range(len(answers)))
    if events[-1].status is None:
        assert answers == [0, 1]


@FUZZ
@given(st.lists(MESSAGES | st.binary(max_size=40), max_size=6), st.sampled_from([0, 9, 11, 256]), st.booleans())
def test_whatever_a_child_writes_the_listener_ends_with_a_status(parts, status, is_loaded):
    check_heard(heard((LOADED if is_loaded else b"") + b"".join(parts), status))


@FUZZ
@given(st.binary(max_size=300), st.sampled_from([0, 9, 11, 256]))
def test_even_before_the_locks_are_on_rubbish_is_a_status(data, status):
    check_heard(heard(data, status, locked=False))


RIGHT = LOADED + b"".join(returned(index, [np.arange(3), None]) for index in (0, 1))
END = said.framed(said.End())


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
        frame(["Locked"]),
        returned(0, [1, None]),
        b"\0" * 12,
    ],
    ids=["end twice", "loaded again", "locked again", "answered twice", "an empty message"],
)
def test_what_comes_after_the_end_changes_no_answer(more):
    events = heard(RIGHT + END + more)
    assert events[-1].status is Status.CRASHED
    assert [event.outcome.value[0] for event in events[:-1]] == [0, 0]


def test_the_answers_before_a_broken_message_count():
    events = heard(RIGHT + b"\xffrubbish, and long enough to be looked at")
    assert [type(event) for event in events] == [Answer, Answer, Ended]


def test_each_byte_of_an_array_is_used_once():
    one = ["a", "float64", "C", 1, 4]
    assert len(wire.decode(wire.Packed(["l", 2, *one, *one], bytes(64)))) == 2
    for blob in (bytes(32), bytes(72)):
        with pytest.raises(wire.WireError):
            wire.decode(wire.Packed(["l", 2, *one, *one], blob))


def test_how_an_array_lies_in_memory_is_kept_for_what_is_given_and_refused_for_what_comes_back():
    given_ = np.arange(24.0).reshape(2, 3, 4).transpose(2, 0, 1)[:, :, ::2]
    packed = encode(given_, layouts=True)
    assert wire.layout_of(wire.decode(packed, layouts=True)) == wire.layout_of(given_) != "C"
    with pytest.raises(wire.WireError):
        wire.decode(packed)
    assert np.array_equal(wire.decode(encode(given_)), given_)


def test_keys_whose_hash_can_be_chosen_do_not_travel():
    many = {(1 << 61) * k: None for k in range(1, 20)}
    assert encode(many).tokens[0] == "o"
    with pytest.raises(wire.WireError):
        wire.decode(wire.Packed(["d", 1, "i", hex(1 << 61), None]))


@pytest.mark.parametrize("sizes", [((1 << 20) + 1, 0), (10, (64 << 20) + 1), (2**32 - 1, 2**64 - 1)])
def test_a_message_that_claims_too_much_is_refused_at_its_first_bytes(sizes):
    assert messages_in(said.HEADER.pack(*sizes)) == [None]


@pytest.mark.parametrize("scarce", [{"text": 100}, {"arrays": 100}])
def test_more_than_a_run_may_send_is_refused_though_each_message_is_small(scarce):
    bounds = Bounds(10.0, **scarce)
    first, second = messages_in(returned(0, [np.arange(9), 1.5]), bounds), returned(1, [np.arange(9), 1.5])
    assert len(first) == 1 and first[0] is not None
    assert [one for _ in range(5) for one in messages_in(second, bounds)][-1] is None


def test_nothing_is_ever_unpickled():
    for module in (wire, said):
        source = Path(module.__file__).read_text(encoding="utf-8")
        assert "import pickle" not in source and "allow_pickle" not in source
