"""One database being served: the server on it, and the clients at its door."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.bench.bare import BareDatabase
from tests.bench.measured.client_process import ClientTask, Measured
from tests.bench.measured.clients import BenchFailure, Clients
from tests.bench.measured.managers import manager_of
from tests.bench.measured.requests import SAVING, choose_subjects, make_requests
from tests.bench.measured.saved import count_saved, remove_saved
from tests.bench.server import LiaisonServer
from tests.bench.settings import BENCH_FOLDER
from tests.bench.stored.databases import BenchDatabase
from tests.bench.stored.passwords import give_password

LOG_SHOWN = 4000
OFFICERS = tuple(range(1, 9))  # none of them reads what is restricted, unless they are on it


class Site:
    """A served database with its signed-in clients."""

    def __init__(self, database: BenchDatabase, server: LiaisonServer, clients: Clients) -> None:
        self.database = database
        self._server = server
        self._clients = clients
        self.saved = 0

    def measure(self, operation: str, seconds: float, *, clients: int, with_floor: bool = False) -> list[Measured]:
        """What each client measured. Raises BenchFailure for any wrong answer."""
        try:
            measured = self._clients.measure(operation, seconds, clients=clients, with_floor=with_floor)
        except BenchFailure as failure:
            said = self._server.log()[-LOG_SHOWN:]
            raise BenchFailure(f"{failure}\nThe server said:\n{said or 'nothing'}") from failure
        if operation in SAVING:
            self.saved += sum(len(client.seconds) for client in measured)
        return measured

    def memory_megabytes(self) -> float:
        return self._server.memory_megabytes()


@contextmanager
def serve(database: BenchDatabase) -> Iterator[Site]:
    """Serve a prepared database, and take away what was saved in the end.

    Raises BenchFailure when that is not all that the server said was saved.
    """
    password = give_password(database.url, (*OFFICERS, *map(manager_of, OFFICERS)))
    with BareDatabase(database.url) as bare:
        remove_saved(bare, database.contacts)
        subjects = choose_subjects(bare, seed=database.seed, contacts=database.contacts)
        requests = {officer: make_requests(bare, subjects, officer) for officer in OFFICERS}
    database.tidy()
    participants = [f"organisation:{number}" for number in subjects.organisations]
    participants += [f"person:{number}" for number in subjects.people]
    with ExitStack() as stack:
        server = stack.enter_context(LiaisonServer(database.url, BENCH_FOLDER))
        tasks = [
            ClientTask(server.port, database.url, officer, password, requests[officer], participants)
            for officer in OFFICERS
        ]
        clients = stack.enter_context(Clients(tasks))
        site = Site(database, server, clients)
        yield site
    _check_and_remove_saved(database, site.saved)


def _check_and_remove_saved(database: BenchDatabase, saved: int) -> None:
    with BareDatabase(database.url) as bare:
        if (found := count_saved(bare)) != saved:
            raise BenchFailure(f"{saved:,} contacts were saved, and {found:,} are in {database.name}.")
        remove_saved(bare, database.contacts)
    database.tidy()
