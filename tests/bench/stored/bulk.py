"""Making the rows of all contacts with every processor, in order."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator

from app.contacts.search.document import SearchDocument
from tests.bench.data.rows import Rows, make_rows, set_up_worker
from tests.bench.progress import Progress

CHUNK = 1_000


def make_all_rows(
    *, seed: int, contacts: int, render_document: Callable[[SearchDocument], str], progress: Progress
) -> Iterator[Rows]:
    """Chunks of rows, the oldest contacts first."""
    numbers = [range(start, min(start + CHUNK, contacts + 1)) for start in range(1, contacts + 1, CHUNK)]
    context = multiprocessing.get_context("fork")  # what is imported need not be imported again
    with context.Pool(os.cpu_count(), initializer=_begin_worker, initargs=(seed, contacts, render_document)) as pool:
        for done, rows in zip(numbers, pool.imap(make_rows, numbers), strict=True):
            yield rows
            progress.show(done.stop - 1, contacts)


def _begin_worker(seed: int, contacts: int, render_document: Callable[[SearchDocument], str]) -> None:
    # The benchmark's own answer to SIGTERM can come too late for a worker that waits, and its end is then waited for.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    set_up_worker(seed, contacts, render_document)
