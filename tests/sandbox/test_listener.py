"""The bounds of one child's run, told from made-up messages: reports, notes, time, memory, and what comes of each."""

from __future__ import annotations

import os
import socket

import pytest

from exercises.definition import Needs
from grader.core.results import Status
from grader.sandbox import messages as said
from grader.sandbox.encoding import encode
from grader.sandbox.parent import listener as module
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.jobs import Call, Job, ProbeNews
from grader.sandbox.parent.listener import Listener

LOADED, END = said.framed(said.Loaded(("f",))), said.framed(said.End())


def report(fraction: float = 0.5, loss: float | None = None) -> bytes:
    return said.framed(said.News(fraction, "learning", loss))


class Child:
    """A listener whose child is this test: it writes what it likes, and is gone when it says so."""

    def __init__(self, bounds: Bounds | None = None, locked: bool = True, numbers: tuple = (), **job) -> None:
        results, self.results = os.pipe()
        output, self.output = os.pipe()
        control, self.server = socket.socketpair()
        made = Job(Needs.NUMPY, (), (Call("f"),), numbers, 0, **{"seconds": 5.0, **job})
        self.listener = Listener(results, output, control, made, None, bounds)
        self.server.send(said.line(said.Forked(os.getpid())) + (said.line(said.Locked()) if locked else b""))

    def heard(self, data: bytes, *, gone: bool = True) -> list:
        os.write(self.results, data)
        if gone:
            self.server.send(said.line(said.Exited(0)))
        try:
            events = []
            for event in self.listener.listen():
                events.append(event)
                if not gone and not isinstance(event, ProbeNews):
                    break
            return events
        finally:
            self.listener.close()
            self.server.close()
            os.close(self.results)
            os.close(self.output)


def test_as_many_reports_as_a_run_may_send_and_not_one_more():
    *news, end = Child(Bounds(5.0, news=3)).heard(LOADED + 3 * report() + END)
    assert len(news) == 3 and end.status is None
    *news, end = Child(Bounds(5.0, news=3)).heard(LOADED + 4 * report() + END)
    assert len(news) == 3 and end.status is Status.CRASHED and "too many reports" in end.detail


@pytest.mark.parametrize(("told", "shown"), [(0.25, 0.25), (1.0, 1.0), (1.0005, 1.0)])
def test_a_report_is_of_at_most_everything(told, shown):
    news, end = Child().heard(LOADED + report(told) + END)
    assert news.fraction == shown and end.status is None


@pytest.mark.parametrize("told", [7.0, 1e300, -0.5])
def test_a_report_of_more_than_everything_is_no_result(told):
    (end,) = Child().heard(LOADED + report(told) + END)
    assert end.status is Status.CRASHED


@pytest.mark.parametrize("told", [float("nan"), float("inf"), float("-inf")])
def test_a_fraction_that_is_no_number_is_no_result_and_a_loss_is_left_out(told):
    (end,) = Child().heard(LOADED + report(told) + END)
    assert end.status is Status.CRASHED
    news, end = Child().heard(LOADED + report(0.5, told) + END)
    assert news.loss is None and end.status is None


def answer(number: int) -> bytes:
    packed = encode([number, None])
    return said.framed(said.Returned(number, packed.tokens), packed.blob)


@pytest.mark.parametrize(
    ("numbers", "known"),
    [([4, 7], [4, 7]), ([4], [4]), ([7, 4], []), ([4, 4], [4]), ([4, 5], [4]), ([], [])],
)
def test_answers_come_in_the_order_that_was_asked_for_and_all_of_them(numbers, known):
    *answers, end = Child(numbers=(4, 7)).heard(LOADED + b"".join(map(answer, numbers)) + END)
    assert [one.index for one in answers] == known
    assert end.status is (None if numbers == [4, 7] else Status.CRASHED)


def test_a_child_that_was_never_confined_is_our_failure():
    child = Child(locked=False)
    child.heard(LOADED + END)
    assert child.listener.broken == "a child ended before it was confined"
    child = Child()
    child.heard(LOADED + END)
    assert child.listener.broken == ""


@pytest.mark.parametrize(
    ("left", "limit", "spared"), [(0.0, 10.0, 2.0), (0.0, 100.0, 10.0), (0.0, 1.0, 1.0), (50.0, 10.0, 50.0)]
)
def test_a_function_not_called_yet_still_gets_some_time(left, limit, spared):
    bounds = Bounds(left)
    bounds.spare(limit)
    assert bounds.seconds == spared


def test_a_run_by_hand_may_send_a_megabyte_of_text_and_eight_of_arrays():
    assert Bounds.of(Needs.NUMPY, 1.0) == Bounds(1.0, text=1 << 20, arrays=8 << 20, output=64 << 10)
    assert Bounds.of(Needs.TORCH, 1.0).arrays == 64 << 20


def test_eight_notes_are_kept():
    notes = b"".join(said.framed(said.Note(f"note {number}")) for number in range(20))
    (end,) = Child().heard(notes + LOADED + END)
    assert end.notes == tuple(f"note {number}" for number in range(8))


def test_a_child_uses_up_the_time_of_its_run(monkeypatch):
    for used, left in ((2.0, 3.0), (99.0, 0.0)):
        bounds = Bounds(5.0)
        monkeypatch.setattr(module.Clock, "used", lambda self, now, used=used: used)
        Child(bounds).heard(LOADED + END)
        assert bounds.seconds == left


@pytest.mark.parametrize(("devices", "status"), [(("/dev/nvidia0",), Status.MEMORY), ((), None)])
def test_memory_is_watched_where_a_device_leaves_no_limit_on_addresses(monkeypatch, devices, status):
    monkeypatch.setattr(module, "resident", lambda pid: 3 << 30)
    end = Child(devices=devices, memory=2 << 30).heard(LOADED + END)[-1]
    assert end.status is status
    assert ("more than 2 GiB" in end.detail) == bool(devices)


@pytest.mark.parametrize(
    ("threads", "status"), [(module.MOST_THREADS, None), (module.MOST_THREADS + 1, Status.CRASHED)]
)
def test_a_child_has_so_many_threads_and_not_one_more(monkeypatch, threads, status):
    monkeypatch.setattr(module, "threads_of", lambda pid: threads)
    assert Child().heard(LOADED + END)[-1].status is status


def test_who_has_said_its_last_word_may_not_stay(monkeypatch):
    monkeypatch.setattr(Listener, "_await_death", lambda self: None)
    monkeypatch.setattr(module.Clock, "look", lambda self, pid, now: "had its time" if now > self.begun + 6 else "")
    end = Child().heard(LOADED + END, gone=False)[-1]
    assert end.status is Status.TIMEOUT and "ended too slowly" in end.detail
