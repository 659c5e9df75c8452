"""The parent's side of the sandbox (being written by the lead; this is its signature for now)."""

from __future__ import annotations

from exercises.definition import Needs


class Sandbox:
    """Warm servers, started when first needed. Thread-safe: several runs may be under way at once."""

    def warm(self, needs: Needs) -> None:
        """Start the server for `needs` ahead of need, without waiting for it."""

    def close(self) -> None:
        """End every server and child."""

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
