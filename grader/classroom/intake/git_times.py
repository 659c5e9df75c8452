"""Finds when work in a git clone was handed in: the last commit that touched the files, if the clone can vouch for it.

A commit's own time is whatever its author's clock said. The clone's log of fetches is the instructor's: what a fetch
brought was pushed before it and, where an earlier fetch did not bring it, after that one.

A repository is a stranger's, and reading it may ask for any amount of memory, so it is read by a process of its own:
`python -m grader.classroom.intake.git_times`, a line of JSON in and out for each folder.
"""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_MOST_COMMITS = 20_000
_SECONDS = 20
_MEMORY = 1 << 30
_BOTS = (b"[bot]", b"github-classroom")
_UNREADABLE = "its git history cannot be read"


@dataclass(frozen=True)
class Clone:
    """A clone, and the files in it that are graded, by their paths in it."""

    folder: Path
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Pushed:
    """When a clone's work came and how that is known; without a time, `how` says why."""

    when: datetime | None
    how: str


def is_clone(folder: Path) -> bool:
    """Return whether a folder is a git clone."""
    try:
        return (folder / ".git" / "HEAD").is_file()
    except OSError:  # a folder that its owner closed
        return False


def pushed(clones: Sequence[Clone]) -> list[Pushed]:
    """Return for each clone when its work came. One that cannot be read costs itself alone."""
    found: list[Pushed] = []
    while len(found) < len(clones):
        rest = clones[len(found) :]
        found += _ask(rest)
        if len(found) < len(clones):  # the reader died of it
            found.append(Pushed(None, _UNREADABLE))
    return found


def _ask(clones: Sequence[Clone]) -> list[Pushed]:
    lines = [json.dumps([str(one.folder.resolve()), one.paths]) for one in clones]
    command = [sys.executable, "-I", "-m", "grader.classroom.intake.git_times"]
    limit = 30.0 + _SECONDS * len(clones)
    try:
        done = subprocess.run(
            command, input="\n".join(lines), capture_output=True, text=True, timeout=limit, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return [Pushed(None, _UNREADABLE)] * len(clones)
    return [_answer(line) for line in done.stdout.splitlines() if line.endswith("]")][: len(clones)]


def _answer(line: str) -> Pushed:
    seconds, how = json.loads(line)
    return Pushed(None if seconds is None else datetime.fromtimestamp(seconds, UTC), how)


# --- in the process that reads


def _is_bots(commit: Any) -> bool:
    return any(word in commit.author.lower() for word in _BOTS)


def _reached(repository: Any, tip: bytes) -> set[bytes]:
    walk = repository.get_walker(include=[tip], max_entries=_MOST_COMMITS)
    return {entry.commit.id for entry in walk}


def _last_commit(repository: Any, paths: Sequence[str]) -> Any:
    named = [path.encode("utf-8", "surrogateescape") for path in paths]
    walk = repository.get_walker(include=[repository.head()], paths=named, max_entries=100)
    return next((entry.commit for entry in walk if not _is_bots(entry.commit)), None)


def _fetches(repository: Any) -> Iterator[tuple[float, bytes]]:
    """Return (time, what the branch was then), oldest first, of the branch that was cloned."""
    folder = Path(repository.path) / ".git" / "logs" / "refs" / "remotes" / "origin"
    logs = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    for log in logs[:50]:
        for entry in repository.read_reflog(f"refs/remotes/origin/{log.relative_to(folder).as_posix()}".encode()):
            yield float(entry.timestamp), entry.new_sha


def _when(folder: str, paths: Sequence[str]) -> tuple[float | None, str]:
    from dulwich.repo import Repo

    with Repo(folder) as repository:
        commit = _last_commit(repository, paths)
        if commit is None:
            return None, "no commit of its history touches the files"
        ancestors = repository.get_walker(include=[commit.id], max_entries=_MOST_COMMITS)
        # a commit is never older than those it builds on, whatever its author's clock said
        when = max(float(max(entry.commit.commit_time, entry.commit.author_time)) for entry in ancestors)
        not_there = 0.0
        for fetched, tip in sorted(_fetches(repository)):
            if commit.id in _reached(repository, tip):
                if when > fetched:
                    return fetched, "git: it was there when it was fetched"
                break
            not_there = fetched
        if when < not_there:
            return not_there, "git: it was not there at the fetch before"
        return when, "git: the time of the commit"


def _interrupt(number: int, frame: object) -> None:
    raise TimeoutError


def main() -> None:
    """Answer each line of standard input: [folder, [path, ...]] with [seconds since 1970 or null, how it is known]."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGALRM, _interrupt)
    for line in sys.stdin:
        folder, paths = json.loads(line)
        signal.alarm(_SECONDS)
        try:
            answer = _when(folder, paths)
        except Exception:
            answer = (None, _UNREADABLE)
        finally:
            signal.alarm(0)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
