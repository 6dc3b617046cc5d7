"""Who saves on SQLite waits in line with the others of the machine: nobody is starved, and nobody blocks the line."""

import fcntl
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import OperationalError

from app import database
from app.database import set_read_only, set_up_connections

# Forked from a process without threads: one that is forked among them may wait for ever for what another held.
CLEAN_FORK = get_context("forkserver")
CLEAN_FORK.set_forkserver_preload([__name__])

LONG_SECONDS = 10  # for what takes no time at all, unless something is broken
HOLD_SECONDS = 0.005
PROCESSES, THREADS = 2, 4
LOCKS = Path("/proc/locks")  # as Linux tells who holds a lock and who waits for it


def open_database(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}")
    set_up_connections(engine)
    return engine


def write(connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO written VALUES (1)")


def writers_line(file: Path) -> Path:
    return file.with_name(f"{file.name}.writers")


def wait_until_in_line(file: Path, writers: int) -> None:
    """Until so many stand in line, the one at its front among them."""
    line, give_up_at = f":{writers_line(file).stat().st_ino} ", time.monotonic() + LONG_SECONDS
    while sum(line in each for each in LOCKS.read_text().splitlines()) < writers:
        assert time.monotonic() < give_up_at
        time.sleep(0.005)


def save(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection)


def assert_can_write(file: Path) -> None:
    with writers_line(file).open() as line:
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)  # to fail rather than hang
    engine = open_database(file)
    save(engine)
    engine.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "liaison.sqlite3"
    engine = open_database(file)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE written (number INTEGER)")
    engine.dispose()
    return file


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = open_database(file)
    yield engine
    engine.dispose()


def write_until(file: Path, stop_at: float) -> list[int]:
    """How often each thread of this process wrote."""
    engine = open_database(file)

    def count_writes(_number: int) -> int:
        count = 0
        while time.monotonic() < stop_at:
            with engine.begin() as connection:
                write(connection)
                time.sleep(HOLD_SECONDS)
            count += 1
        return count

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(count_writes, range(THREADS)))


def test_threads_and_processes_that_write_at_once_all_get_as_far(file: Path) -> None:
    stop_at = time.monotonic() + 1
    with ProcessPoolExecutor(PROCESSES, mp_context=CLEAN_FORK) as processes:
        running = [processes.submit(write_until, file, stop_at) for _ in range(PROCESSES)]
    counts = [count for each in running for count in each.result()]
    assert len(counts) == PROCESSES * THREADS
    assert min(counts) * 2 >= max(counts), counts


def write_when_called(number: int, file: Path, ready: Barrier, called: list[Event], began: "SimpleQueue[int]") -> None:
    engine = open_database(file)
    with engine.connect() as connection:
        ready.wait(LONG_SECONDS)
        called[number].wait(LONG_SECONDS)
        with connection.begin():
            began.put(number)
            write(connection)
    engine.dispose()


@pytest.mark.skipif(not LOCKS.exists(), reason="who waits is looked up as Linux tells it")
def test_writers_begin_in_the_order_in_which_they_came(file: Path, engine: Engine) -> None:
    numbers = range(6)
    ready, began = CLEAN_FORK.Barrier(len(numbers) + 1), CLEAN_FORK.SimpleQueue()
    called = [CLEAN_FORK.Event() for _ in numbers]
    writers = [
        (CLEAN_FORK.Process if number % 2 else Thread)(
            target=write_when_called, args=(number, file, ready, called, began)
        )
        for number in numbers
    ]
    for writer in writers:
        writer.start()
    ready.wait(LONG_SECONDS)
    with engine.begin():
        for number in numbers:
            called[number].set()
            wait_until_in_line(file, number + 1)
    for writer in writers:
        writer.join(LONG_SECONDS)
    order = []
    while not began.empty():
        order.append(began.get())
    assert order == list(numbers)


def test_a_writer_waits_for_longer_than_sqlite_would(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 1)
    with ThreadPoolExecutor(1) as thread:
        with engine.begin():
            other = thread.submit(save, engine)
            time.sleep(0.05)
            assert not other.done()
        other.result(LONG_SECONDS)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM written").scalar() == 1


def test_a_writer_who_waited_too_long_is_told_so_and_leaves_the_line(
    file: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WRITER_PATIENCE_SECONDS", 0.05)
    with engine.begin(), pytest.raises(OperationalError, match="locked"), engine.begin():
        """It never comes to this."""
    assert_can_write(file)


def test_a_transaction_that_fails_lets_the_next_writer_begin(file: Path, engine: Engine) -> None:
    def fail_to_save() -> None:
        with engine.begin() as connection:
            write(connection)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_to_save()
    assert_can_write(file)


def begin_and_stay(file: Path, coming: Event, began: Event) -> None:
    with open_database(file).connect() as connection:
        coming.set()
        connection.begin()
        began.set()
        time.sleep(LONG_SECONDS)


def test_a_writer_killed_while_writing_lets_the_next_begin(file: Path) -> None:
    coming, began = CLEAN_FORK.Event(), CLEAN_FORK.Event()
    writer = CLEAN_FORK.Process(target=begin_and_stay, args=(file, coming, began))
    writer.start()
    assert began.wait(LONG_SECONDS)
    writer.kill()
    writer.join()
    assert_can_write(file)


def test_a_writer_killed_at_the_front_of_the_line_lets_the_next_begin(file: Path, engine: Engine) -> None:
    coming, began = CLEAN_FORK.Event(), CLEAN_FORK.Event()
    writer = CLEAN_FORK.Process(target=begin_and_stay, args=(file, coming, began))
    with engine.begin():
        writer.start()
        assert coming.wait(LONG_SECONDS)
        time.sleep(0.05)
        writer.kill()
        writer.join()
    assert not began.is_set()
    assert_can_write(file)


def test_reading_waits_for_nobody(engine: Engine) -> None:
    with ThreadPoolExecutor(1) as thread, engine.begin():
        other = thread.submit(save, engine)
        time.sleep(0.05)
        set_read_only(True)
        try:
            with engine.begin() as connection:
                assert connection.exec_driver_sql("SELECT count(*) FROM written").scalar_one() == 0
        finally:
            set_read_only(False)
        assert not other.done()


def test_a_connection_that_wrote_goes_on_being_patient_with_what_needs_no_line(engine: Engine) -> None:
    with engine.connect() as connection:
        for _ in range(2):
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == database.BUSY_TIMEOUT_MS
            connection.rollback()


def test_the_line_is_as_private_as_the_database(file: Path, engine: Engine) -> None:
    writers_line(file).unlink()
    file.chmod(0o600)
    save(engine)
    assert writers_line(file).stat().st_mode == file.stat().st_mode


def test_a_result_that_was_left_open_does_not_keep_its_connection_from_writing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WRITER_PATIENCE_SECONDS", 1.0)
    engine, other = open_database(file), open_database(file)
    with engine.begin() as connection:
        for _ in range(3):
            write(connection)
        left_open: list[object] = [connection.connection.cursor().execute("SELECT * FROM written")]
        left_open.append(left_open)  # in a circle, as results are with what they came from
        del left_open
    save(other)  # what the first sees is old from here on
    save(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM written").scalar_one() == 5
    for each in (engine, other):
        each.dispose()
