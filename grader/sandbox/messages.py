"""Types every kind of message between the parent, a server and a child, once for both sides; and frames them.

Three ways: the parent asks a server (Request); a server, and a child before any of a student's code runs, say how a run
goes on the control socket (Control); a child answers on its results pipe (Answer). What a message means belongs to who
reads it. Lengths that a reader insists on stand with the field, and whoever sends cuts its texts to them.

A frame on the results pipe is the length of the message, the length of its arrays' bytes, the message, those bytes.
"""

from __future__ import annotations

import signal
import struct
from collections.abc import Iterator
from typing import Annotated

import msgspec

from grader.sandbox.process import Layers
from grader.sandbox.wire import Packed, Token, WireError

HEADER = struct.Struct("!IQ")
LONGEST_TRACEBACK = 8000
LONGEST_MESSAGE = 2000
LONGEST_NAME = 100
LONGEST_NEWS = 200
MOST_NAMES = 200
RENAMED = "·"
"""Stands before the number of a file in the names that are its own, where several files share a child."""
WHERE = signal.SIGPROF
"""Asks a child where it is."""
_Name = Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]
_Names = Annotated[tuple[_Name, ...], msgspec.Meta(max_length=MOST_NAMES)]
_Text = Annotated[str, msgspec.Meta(max_length=LONGEST_MESSAGE)]
_Index = Annotated[int, msgspec.Meta(ge=0)]


class _Message(msgspec.Struct, frozen=True, array_like=True, tag=True, gc=False):
    pass


# --- the parent to a server ------------------------------------------------------------------------------------------


class JobSettings(_Message, frozen=True):
    """What a child needs to know of its job, besides the texts and the calls."""

    plays: tuple[str, ...]
    seed: int
    seconds: float
    memory: int
    threads: int
    numbers: tuple[int, ...]
    devices: tuple[str, ...]


class Part(_Message, frozen=True):
    """One of several files that a child runs, one after the other; `calls` names calls that the server keeps.

    Where they are new to it, they are the next `size` bytes behind the job's texts.
    """

    seed: int
    numbers: tuple[int, ...]
    calls: str
    size: int = 0


class Request(_Message, frozen=True):
    """Fork a child. `texts` are the lengths of the texts at the head of the job's file, behind which the calls lie.

    `calls` names calls to keep for others who are asked the same, `forget` those that nobody will ask for any more.
    With `parts` each file is one of them. `imports` must be there; `ahead` is what the child would import by itself,
    and where that fails, it says so.
    """

    imports: tuple[str, ...]
    ahead: tuple[str, ...]
    texts: tuple[int, ...]
    job: JobSettings
    calls: str
    forget: tuple[str, ...]
    parts: tuple[Part, ...] = ()


# --- a server, or a child that runs nothing of a student's yet, to the parent ----------------------------------------


class Ready(_Message, frozen=True):
    """The server has imported what it should; `error` says why it could not."""

    error: str
    layers: Layers


class Forked(_Message, frozen=True):
    """The child runs; a descriptor of it comes along where the system has such."""

    pid: int


class Locked(_Message, frozen=True):
    """The child is confined, and a student's code may begin."""


class Refused(_Message, frozen=True):
    """There is no child, or it could not be confined: `again` where another try may do better."""

    error: str
    again: bool = False


class Exited(_Message, frozen=True):
    """The child is gone, with this wait status."""

    status: int


Control = Forked | Locked | Refused | Exited


# --- a child to the parent: nothing here is to be believed beyond its form -------------------------------------------


class Error(_Message, frozen=True):
    """An exception as plain data: its name, its bases' names, its text, the student's own frames."""

    name: _Name
    bases: _Names
    message: _Text
    traceback: Annotated[str, msgspec.Meta(max_length=LONGEST_TRACEBACK)]
    memory: bool


class Loaded(_Message, frozen=True):
    """The file is loaded, and defines these names."""

    names: _Names


class NotLoaded(_Message, frozen=True):
    """The file did not load."""

    error: Error
    todo: bool


class Forbidden(_Message, frozen=True):
    """The file imports what it may not."""

    name: _Name


class Returned(_Message, frozen=True):
    """A call returned: its value, and its arguments as they are afterwards where they were asked for."""

    index: _Index
    tokens: list[Token]


class Raised(_Message, frozen=True):
    """A call raised; `todo` where it is still to be written."""

    index: _Index
    error: Error
    todo: bool


class Absent(_Message, frozen=True):
    """A call needs a name that the file does not define."""

    index: _Index
    name: _Name


class News(_Message, frozen=True):
    """How far a probe is."""

    fraction: Annotated[float, msgspec.Meta(ge=0, le=1.001)]
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_NEWS)]
    loss: float | None


class Note(_Message, frozen=True):
    """Something about the file that costs nothing: an import that was left out."""

    text: Annotated[str, msgspec.Meta(max_length=LONGEST_NEWS)]


class Where(_Message, frozen=True):
    """The line of the file that runs just now: the answer to a signal."""

    line: Annotated[int, msgspec.Meta(ge=0, lt=1 << 24)]


class End(_Message, frozen=True):
    """Every call was answered."""


class Through(_Message, frozen=True):
    """One of several files is through: it has `run`, or must run in a child of its own; it `printed` so many bytes."""

    run: bool
    printed: Annotated[int, msgspec.Meta(ge=0)]


Answer = Loaded | NotLoaded | Forbidden | Returned | Raised | Absent | News | Note | Where | End | Through

_encode = msgspec.msgpack.Encoder().encode
_answers = msgspec.msgpack.Decoder(Answer)
_to_json, _controls = msgspec.json.Encoder().encode, msgspec.json.Decoder(Control)
_requests, _ready = msgspec.json.Decoder(Request), msgspec.json.Decoder(Ready)
_values = msgspec.msgpack.Decoder(list[Token])


def line(message: Control | Ready | Request) -> bytes:
    """Return a message as one line of JSON."""
    return _to_json(message) + b"\n"


def control_of(text: bytes) -> Control:
    """Read one line of the control socket."""
    message: Control = _controls.decode(text)
    return message


def request_of(text: bytes) -> Request:
    """Read a request."""
    return _requests.decode(text)


def ready_of(text: bytes) -> Ready:
    """Read a server's first word. Raises ValueError where it is none."""
    return _ready.decode(text)


def framed(message: Answer, blob: bytes | bytearray = b"") -> bytes:
    """Return an answer as it goes through the results pipe."""
    text = _encode(message)
    return HEADER.pack(len(text), len(blob)) + text + blob


def framed_value(packed: Packed) -> bytes:
    """Return a value alone in a frame: a call of ours, a kept outcome."""
    text = _encode(packed.tokens)
    return HEADER.pack(len(text), len(packed.blob)) + text + packed.blob


def values_of(content: bytes) -> Iterator[Packed]:
    """Cut trusted bytes into the values that `framed_value` wrote. Raises WireError where they are not."""
    at = 0
    try:
        while at < len(content):
            text, blob = HEADER.unpack_from(content, at)
            at += HEADER.size + text + blob
            if at > len(content):
                raise WireError("a value that breaks off")
            yield Packed(_values.decode(content[at - blob - text : at - blob]), bytearray(content[at - blob : at]))
    except (struct.error, msgspec.MsgspecError) as error:
        raise WireError(str(error)) from None


def answer_of(text: bytes | bytearray | memoryview) -> Answer:
    """Read the message of a frame. Raises WireError."""
    try:
        message: Answer = _answers.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise WireError(str(error)[:200]) from None
    return message
