"""What the launcher says: one plain line a step, and what to do when one fails."""

import sys
from collections.abc import Callable


class LaunchError(Exception):
    """A step failed; the remedy says what to do about it."""

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def say(line: str) -> None:
    print(line, flush=True)


def run_or_explain(work: Callable[[], None]) -> None:
    """Run the work; on a failure that has a remedy, say both and exit with 1."""
    try:
        work()
    except LaunchError as error:
        sys.stdout.flush()
        print(f"\n{error.message}\nWhat to do: {error.remedy}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
