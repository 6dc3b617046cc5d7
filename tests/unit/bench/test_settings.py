"""What the benchmark is told by the environment."""

import pytest

from tests.bench.settings import BenchSettings


def test_without_a_word_it_measures_a_million_contacts_on_both_databases() -> None:
    settings = BenchSettings.from_environment({})

    assert settings.sizes == (10_000, 1_000_000)
    assert settings.databases == ("sqlite", "postgresql")


def test_the_environment_chooses() -> None:
    settings = BenchSettings.from_environment(
        {"BENCH_CONTACTS": "10000", "BENCH_DATABASES": " sqlite ", "BENCH_SECONDS": "0.5"}
    )

    assert settings.sizes == (10_000,)
    assert settings.databases == ("sqlite",)
    assert settings.seconds == 0.5


@pytest.mark.parametrize(
    "environ", [{"BENCH_CONTACTS": "many"}, {"BENCH_SECONDS": "-1"}, {"BENCH_DATABASES": "oracle"}]
)
def test_what_makes_no_sense_is_refused(environ: dict[str, str]) -> None:
    with pytest.raises(SystemExit, match=next(iter(environ))):
        BenchSettings.from_environment(environ)
