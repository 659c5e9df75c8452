# honest: dataclasses, typing, enums, abstract classes, generics
from __future__ import annotations

import copy
import enum
import pickle
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache, singledispatch
from typing import Generic, NamedTuple, Protocol, TypeVar, get_type_hints

T = TypeVar("T")


class Step(enum.IntEnum):
    ONE = 1


@dataclass(frozen=True, order=True)
class Layer:
    n: int
    f: int
    stride: int = Step.ONE
    pad: int = field(default=0)


class Sizes(NamedTuple):
    padded: int
    room: int


class Counting(Protocol):
    def count(self) -> int: ...


class Window(ABC, Generic[T]):
    @abstractmethod
    def count(self) -> int: ...


class Row(Window[int]):
    def __init__(self, layer: Layer) -> None:
        self.layer = layer

    def count(self) -> int:
        padded = self.layer.n + 2 * self.layer.pad
        sizes = Sizes(padded, padded - self.layer.f)
        if sizes.room < 0:
            raise ValueError("too large")
        return sizes.room // self.layer.stride + 1


@singledispatch
def shown(value: object) -> str:
    return str(value)


@lru_cache(maxsize=None)
def counted(layer: Layer) -> int:
    return Row(layer).count()


def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    layer = Layer(n, f, stride, pad)
    assert pickle.loads(pickle.dumps(layer)) == copy.deepcopy(layer) == replace(layer)
    assert get_type_hints(output_size)["n"] is int and shown(asdict(layer))
    return counted(layer)
