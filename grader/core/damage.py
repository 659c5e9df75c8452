"""Says of a database that cannot be read that it is damaged, whatever exception its bytes led to."""

from __future__ import annotations

import functools
import inspect
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

_DAMAGE = (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError)
Method = TypeVar("Method", bound=Callable[..., Any])


def damage_as(problem: type[Exception], advice: str) -> Callable[[Method], Method]:
    """Return a decorator for methods that read `self.path`: what they stumble over becomes a `problem` in one line."""

    @contextmanager
    def told(path: object) -> Iterator[None]:
        try:
            yield
        except _DAMAGE as error:
            why = f"{type(error).__name__}: {error}".splitlines()[0][:120]
            raise problem(f"{path} is damaged ({why}): {advice}") from None

    def items(path: object, found: Iterator[Any]) -> Iterator[Any]:
        while True:
            with told(path):
                item = next(found, found)
            if item is found:
                return
            yield item

    def decorate(method: Method) -> Method:
        @functools.wraps(method)
        def answer(self: Any, *given: Any, **named: Any) -> Any:
            with told(self.path):
                found = method(self, *given, **named)
            return items(self.path, found) if inspect.isgenerator(found) else found

        return answer  # type: ignore[return-value]

    return decorate
