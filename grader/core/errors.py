"""Names every problem that ends a command with one line. `grader.cli` is the one place that catches them.

    ProgramError
    ├── UserError      what was asked for can't be done as asked: exit status 2
    └── MachineError   the machine or the program failed: exit status 1

The message is one line that says what is wrong and what to do. Each room derives its own class from one of the two.
"""

from __future__ import annotations


class ProgramError(Exception):
    """A problem that ends a command: its text is the one line that a user reads."""

    exit_status = 1


class UserError(ProgramError):
    """Raise where what was asked for can't be done as asked: the user can put it right."""

    exit_status = 2


class MachineError(ProgramError):
    """Raise where the machine or the program failed on what was asked for rightly."""
