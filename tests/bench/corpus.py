"""`make corpus`: right passed, wrong caught and named, per exercise; and every file not treated as it deserves.

`python -m tests.bench.corpus EXERCISE...` looks at some exercises only.
"""

from __future__ import annotations

import sys

from grader.core.lessons import chosen
from grader.core.results import Status
from grader.sandbox.parent.client import Sandbox
from tests.corpus import graded, names_of, specimens


def main() -> int:
    """Print the table. Exit status 1 where a right file lost points or a wrong one did not."""
    troubles: list[str] = []
    print(f"{'exercise':24}{'right passed':>14}{'wrong caught':>14}{'wrong named':>13}")
    with Sandbox() as sandbox:
        for lesson in chosen(sys.argv[1:]):
            passed = caught = named = rights = wrongs = nameable = 0
            for specimen in specimens(lesson.name):
                result = graded(lesson, specimen, sandbox)
                if specimen.right:
                    rights += 1
                    passed += result.status is Status.PASSED
                    if result.status is not Status.PASSED:
                        why = next((c.message for c in result.checks if c.status is not Status.PASSED), result.message)
                        troubles.append(f"right, yet {result.score:g}/{result.max_score:g}: {specimen.name}\n{why}")
                    continue
                wrongs += 1
                caught += result.score <= 0.9 * result.max_score
                if result.score > 0.9 * result.max_score:
                    troubles.append(f"wrong, yet {result.score:g}/{result.max_score:g}: {specimen.name}")
                names = names_of(result)
                nameable += bool(specimen.mistake)
                named += bool(names)
                if specimen.mistake and specimen.mistake not in names:
                    troubles.append(f"not named '{specimen.mistake}' but {sorted(names)}: {specimen.name}")
            row = (f"{passed}/{rights}", f"{caught}/{wrongs}", f"{named}/{wrongs}")
            print(f"{lesson.name:24}{row[0]:>14}{row[1]:>14}{row[2]:>13}", flush=True)
    print("\n".join(troubles))
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
