"""Names a generated database after everything that its contents hang on."""

import hashlib
from pathlib import Path

from tests.bench.settings import ROOT

_SOURCES = (
    "app/migrations/versions",
    "app/contacts/coverage",
    "app/contacts/months",
    "app/contacts/rhythm/keeping.py",
    "app/contacts/rhythm/last.py",
    "app/contacts/rhythm/models.py",
    "app/contacts/rhythm/rules.py",
    "app/contacts/rhythm/services.py",
    "app/contacts/rules.py",
    "app/contacts/search/document.py",
    "app/contacts/search/facets.py",
    "app/contacts/search/indexing.py",
    "app/contacts/search/schema.py",
    "app/contacts/search/tokens.py",
    "app/contacts/tallies",
    "app/contacts/timeliness.py",
    "app/core/folding.py",
    "app/names/rules.py",
    "app/points/barriers",
    "app/points/terms.py",
    "tests/bench/data",
    "tests/bench/stored/directory_rows.py",
    "tests/bench/stored/application.py",
    "tests/bench/stored/postgresql_load.py",
    "tests/bench/stored/programme_rows.py",
    "tests/bench/stored/sqlite_load.py",
)


def fingerprint(seed: int) -> str:
    """The same for the same seed, tables, generator and tokens."""
    digest = hashlib.sha256(str(seed).encode())
    for source in _SOURCES:
        for file in _files(ROOT / source):
            digest.update(f"{file.relative_to(ROOT)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


def _files(source: Path) -> list[Path]:
    return sorted(source.rglob("*.py")) if source.is_dir() else [source]
