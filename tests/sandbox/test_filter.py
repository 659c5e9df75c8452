"""The seccomp program, instruction by instruction, for both processors: run by a small interpreter of BPF."""

from __future__ import annotations

import struct

import pytest

from grader.sandbox.child import seccomp

PID = 4711
ALLOW, REFUSE, NOT_THERE, KILL = "allow", "refuse", "not there", "kill"
_ANSWERS = {0x7FFF0000: ALLOW, 0x00050001: REFUSE, 0x00050026: NOT_THERE, 0x80000000: KILL}


def answer(code: bytes, number: int, *arguments: int, audit: int) -> str:
    """What the kernel would do with a call."""
    data = struct.pack("=iIQ6Q", number, audit, 0, *[a & (1 << 64) - 1 for a in (*arguments, *(0,) * 6)[:6]])
    steps = list(struct.iter_unpack("=HBBI", code))
    at = register = 0
    while True:
        operation, on_true, on_false, k = steps[at]
        at += 1
        if operation == 0x06:
            return _ANSWERS[k]
        if operation == 0x20:
            register = struct.unpack_from("=I", data, k)[0]
        elif operation == 0x54:
            register &= k
        else:
            holds = {0x15: register == k, 0x35: register >= k, 0x45: bool(register & k)}[operation]
            at += on_true if holds else on_false


@pytest.fixture(params=["x86_64", "aarch64"])
def call(request):
    """Ask about a call by its name, on one kind of processor."""
    machine = seccomp._MACHINES[request.param]

    def ask(name: str, *arguments: int, **options) -> str:
        code = seccomp.program(machine, PID, **{"refuse_writes": False, **options})
        known = seccomp._CALLS.get(name)
        number = known[machine.column] if known else getattr(machine, name)
        if number is None:
            return REFUSE  # there is no such call on this processor
        return answer(code, number, *arguments, audit=machine.audit)

    ask.machine = machine
    return ask


@pytest.mark.parametrize("name", sorted(seccomp._CALLS))
def test_a_call_that_no_exercise_needs_is_refused(call, name):
    assert call(name) == REFUSE


def test_threads_start_and_processes_do_not(call):
    clone_thread, sigchld, new_user = 0x10000, 17, 0x10000000
    assert call("clone", clone_thread | 0xF00) == ALLOW
    assert call("clone", sigchld) == REFUSE
    assert call("clone", new_user | sigchld) == REFUSE
    assert call("clone3") == NOT_THERE


def test_signals_and_limits_reach_oneself_alone(call):
    for name in ("kill", "tgkill"):
        assert call(name, PID, 9) == ALLOW
        assert [call(name, pid, 9) for pid in (PID + 1, 1, 0, -1, -PID)] == [REFUSE] * 5
    for name in ("prlimit", "affinity"):
        assert call(name, 0) == call(name, PID) == ALLOW
        assert call(name, PID + 1) == REFUSE


def test_a_pair_of_sockets_is_a_stream_within_the_process(call):
    unix, inet, stream, datagram, cloexec = 1, 2, 1, 2, 0x80000
    assert call("socketpair", unix, stream | cloexec) == ALLOW
    assert call("socketpair", unix, datagram) == REFUSE
    assert call("socketpair", inet, stream) == REFUSE


def test_our_own_settings_cannot_be_undone(call):
    set_pdeathsig, set_dumpable, set_name, set_subreaper = 1, 4, 15, 36
    assert [call("prctl", what) for what in (set_pdeathsig, set_dumpable, set_subreaper)] == [REFUSE] * 3
    assert call("prctl", set_name) == ALLOW


def test_terminals_and_file_marks_are_out_of_reach_with_a_gpu_too(call):
    is_a_terminal, type_into_it, set_flags, gpu = 0x5401, 0x5412, 0x40086602, 0xC0104600
    assert call("ioctl", 1, is_a_terminal) == ALLOW
    assert [call("ioctl", 1, what) for what in (type_into_it, set_flags, gpu)] == [REFUSE] * 3
    assert call("ioctl", 1, gpu, devices=True) == ALLOW
    assert [call("ioctl", 1, what, devices=True) for what in (type_into_it, set_flags)] == [REFUSE] * 2


def test_no_descriptor_sends_signals_to_others(call):
    get_flags, set_owner, set_signal, set_owner_ex = 1, 8, 10, 15
    assert call("fcntl", 0, get_flags) == ALLOW
    assert [call("fcntl", 0, what) for what in (set_owner, set_signal, set_owner_ex)] == [REFUSE] * 3


def test_opening_never_empties_a_file_that_is_only_read(call):
    read, write, create, empty = 0, 1, 0o100, 0o1000
    assert call("openat", 0, 0, read) == ALLOW
    assert call("openat", 0, 0, write | create | empty) == ALLOW  # Landlock says which files: /dev/null is one
    assert call("openat", 0, 0, read | empty) == REFUSE
    assert call("openat2") == NOT_THERE


def test_where_nothing_else_guards_files_nothing_is_opened_for_writing(call):
    flags = {"read": 0, "write": 1, "both": 2, "create": 0o100, "temporary": 0o20000000}
    answers = {name: call("openat", 0, 0, value, refuse_writes=True) for name, value in flags.items()}
    assert answers == {"read": ALLOW, "write": REFUSE, "both": REFUSE, "create": REFUSE, "temporary": REFUSE}


def test_calls_younger_than_the_list_and_other_processors_calls_do_not_exist(call):
    code = seccomp.program(call.machine, PID, refuse_writes=False)
    assert answer(code, 500, audit=call.machine.audit) == NOT_THERE
    assert answer(code, 1, audit=0x40000003) == KILL  # 32-bit Intel
    if call.machine.column == 0:
        assert answer(code, 0x40000000 | 41, audit=call.machine.audit) == REFUSE  # x32


def test_what_python_lives_on_is_allowed(call):
    machine = call.machine
    read, write, futex, mmap = (0, 1, 202, 9) if machine.column == 0 else (63, 64, 98, 222)
    code = seccomp.program(machine, PID, refuse_writes=False)
    assert {answer(code, number, audit=machine.audit) for number in (read, write, futex, mmap)} == {ALLOW}


def test_with_devices_a_call_more_is_allowed_and_a_socket_of_one_kind(call):
    unix, inet, stream, datagram, packets, raw = 1, 2, 1, 2, 5, 3
    allowed = {"bind", "listen", "socket", "unlink"}
    for name in seccomp._CALLS:
        if name not in allowed:
            assert call(name, devices=True) == REFUSE, name
    assert {call(name, devices=True) for name in ("bind", "listen")} == {ALLOW}
    for flags in (0, 0x80000, 0x800, 0x80800):
        assert call("socket", unix, stream | flags, devices=True) == ALLOW
        assert call("socket", unix, packets | flags, devices=True) == ALLOW
        for kind in (datagram, raw):
            assert call("socket", unix, kind | flags, devices=True) == REFUSE
        assert call("socket", inet, stream | flags, devices=True) == REFUSE
