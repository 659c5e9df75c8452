"""A child that runs several files may say anything in any order: a part is whole only with each of its answers."""

from __future__ import annotations

import os
import socket

from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.definition import Needs
from grader.sandbox import messages as said
from grader.sandbox.encoding import encode
from grader.sandbox.parent.jobs import Answer, Ended, Job, JobPart, PartEnded
from grader.sandbox.parent.parts import PartsListener

PARTS = ((0, 1), (0,), ())
ERROR = said.Error("E", ("E",), "", "", False)


def returned(index: int) -> bytes:
    packed = encode([7, None])
    return said.framed(said.Returned(index, packed.tokens), packed.blob)


SAID = st.sampled_from(
    [
        *(said.framed(said.Through(run, printed)) for run in (True, False) for printed in (0, 3)),
        *(returned(index) for index in (0, 1, 2)),
        said.framed(said.Raised(0, ERROR, False)),
        said.framed(said.Absent(0, "f")),
        said.framed(said.Loaded(("f",))),
        said.framed(said.NotLoaded(ERROR, False)),
        said.framed(said.Note("a note")),
        said.framed(said.End()),
        b"\xff" * 12,
    ]
)
LOADED, THROUGH = said.framed(said.Loaded(("f",))), said.framed(said.Through(True, 0))
HONEST = LOADED + returned(0) + returned(1) + THROUGH + LOADED + returned(0) + THROUGH + LOADED + THROUGH


def heard(data: bytes) -> list:
    """What the parent hears of a child that says all this, prints three bytes and is gone."""
    results, to_results = os.pipe()
    output, to_output = os.pipe()
    control, server = socket.socketpair()
    job = Job(Needs.NUMPY, (), (), (), 0, seconds=3600.0, parts=tuple(JobPart(1, part, "", ()) for part in PARTS))
    listener = PartsListener(results, output, control, job, None)
    try:
        os.write(to_results, data)
        os.write(to_output, b"abc")
        server.send(said.line(said.Forked(os.getpid())) + said.line(said.Locked()) + said.line(said.Exited(0)))
        return list(listener.listen())
    finally:
        listener.close()
        server.close()
        os.close(to_results)
        os.close(to_output)


def test_parts_that_answer_everything_are_whole():
    *events, end = heard(HONEST)
    assert [event.part for event in events if isinstance(event, PartEnded) and event.is_whole] == [0, 1, 2]
    assert end.status is None and end.outputs == ("", "", "")


@settings(max_examples=300, deadline=None)
@given(st.lists(SAID, max_size=12), st.booleans())
def test_whatever_is_said_no_part_is_whole_without_its_answers(messages, honest_first):
    *events, end = heard((HONEST if honest_first else b"") + b"".join(messages))
    assert isinstance(end, Ended)
    answers: list[int] = []
    for event in events:
        if isinstance(event, Answer):
            answers.append(event.index)
        else:
            assert isinstance(event, PartEnded)
            assert not event.is_whole or tuple(answers) == PARTS[event.part]
            answers = []
