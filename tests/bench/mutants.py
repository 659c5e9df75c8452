"""Runs mutmut: small wrong edits that the unit tests should notice. Prints the score of each package.

`python -m tests.bench.mutants` runs all of them, which takes hours on one core; `python -m tests.bench.mutants 500`
runs 500 that are drawn at random, always the same ones for the same code.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

_MUTMUT = (sys.executable, "-m", "mutmut")
_SEED = 7
_CAUGHT = ("killed", "timeout", "segfault", "suspicious", "caught by type check")
_UNTRIED = "not checked"


def _results() -> dict[str, str]:
    """Return what became of each mutant that mutmut has made, by name."""
    told = subprocess.run([*_MUTMUT, "results", "--all", "true"], capture_output=True, text=True, check=True).stdout
    rows = (line.strip().rpartition(": ") for line in told.splitlines())
    return {name: result for name, _, result in rows if name}


def _drawn(count: int) -> list[str]:
    """Return `count` of all mutants, the same ones each time."""
    # there is no command that only makes the mutants: one for a name that none has does it, and then says so
    made = subprocess.run([*_MUTMUT, "run", "none"], capture_output=True, text=True)
    names = sorted(_results())
    if not names or "nothing matches" not in made.stderr:
        sys.exit(made.stdout[-3000:] + made.stderr[-3000:])
    return random.Random(_SEED).sample(names, min(count, len(names)))


def _package(name: str) -> str:
    return ".".join(name.split(".")[1:3])


def score_lines(results: Mapping[str, str], chosen: Sequence[str] = ()) -> list[str]:
    """Return a line for each package: how many of those that were tried were caught."""
    all_of = Counter(map(_package, results))
    tried: dict[str, Counter[str]] = defaultdict(Counter)
    for name in chosen or results:
        if results[name] != _UNTRIED:
            tried[_package(name)][results[name]] += 1
            tried["together"][results[name]] += 1
    lines = []
    for package, counts in tried.items():
        caught, total = sum(counts[word] for word in _CAUGHT), sum(counts.values())
        of = all_of.get(package, sum(all_of.values()))
        others = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()) if word not in _CAUGHT)
        lines.append(f"{package:22} {caught / total:6.1%} of {total} caught (of {of} in all): {others or 'none left'}")
    return lines


def main(arguments: Sequence[str]) -> None:
    """Run all mutants, or as many as the first argument says, and print what survived and the scores."""
    chosen = _drawn(int(arguments[0])) if arguments else []
    subprocess.run([*_MUTMUT, "run", "--max-children", "1" if chosen else "2", *chosen], check=True)
    results = _results()
    for name in sorted(chosen or results):
        if results[name] not in (*_CAUGHT, _UNTRIED):
            print(results[name], name)
    print("\n".join(score_lines(results, chosen)))


if __name__ == "__main__":
    main(sys.argv[1:])
