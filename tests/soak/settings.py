"""What the soak test is told by the environment."""

import os

_FULL_SECONDS = 60
_FULL_KILLS = 100
_FULL_CONTACTS = 100_000

# SOAK_SECONDS: how long the officers save at once.
SECONDS = float(os.environ.get("SOAK_SECONDS") or _FULL_SECONDS)
# SOAK_KILLS: how often the server is killed while they save. A shorter run has one kill for each of its seconds.
KILLS = int(os.environ.get("SOAK_KILLS") or (_FULL_KILLS if SECONDS >= _FULL_SECONDS else max(1, round(SECONDS))))
# SOAK_CONTACTS: of how many contacts a record has all of them changed at once. A shorter run leaves that out by itself:
# so few are changed before anybody can stop it half-way.
CONTACTS = int(os.environ.get("SOAK_CONTACTS") or (_FULL_CONTACTS if SECONDS >= _FULL_SECONDS else 0))
