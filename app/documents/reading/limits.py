"""How much of the machine one file may take to be judged and read."""

import resource
import time

MOST_WORDS = 200_000  # characters
MEMORY_BYTES = 512 * 1024 * 1024
# A busy machine stretches the second, never the first.
READING_CPU_SECONDS = 1.5
READING_SECONDS = 3.0
_CPU_SECONDS = 3

_started_at = time.monotonic()


def limit_this_process() -> None:
    """From here on this process fails rather than take more, and can write no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def is_time_up() -> bool:
    """Whether to stop at what has been read so far."""
    return time.process_time() > READING_CPU_SECONDS or time.monotonic() - _started_at > READING_SECONDS
