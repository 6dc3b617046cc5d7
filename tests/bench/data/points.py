"""Made-up points raised at contacts: mostly settled when they are old, mostly open when they are new."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from app.points.rules import BarrierNature, Disposition, PointKind
from tests.bench.data.directory import BenchOrganisation
from tests.bench.data.vocabulary import draw_words

_DISPOSITIONS = tuple(Disposition)
_WEIGHTS_OF_OLD = (4, 4, 30, 20, 36, 6)
_WEIGHTS_OF_NEW = (60, 20, 8, 4, 7, 1)


@dataclass(slots=True)
class BenchPoint:
    """A point with whoever raised it; its words come from the vocabulary of the notes."""

    kind: PointKind
    nature: BarrierNature | None
    words: str
    organisation: BenchOrganisation
    disposition: Disposition
    disposed_on: dt.date | None

    @property
    def answer(self) -> str:
        return "Answered in the guidance." if self.disposition.needs_answer else ""


def draw_points(
    random: Random, organisations: Sequence[BenchOrganisation], date: dt.date, *, is_old: bool
) -> list[BenchPoint]:
    """None at most contacts, one or two at the others."""
    if random.random() >= 0.2:
        return []
    return [_draw(random, organisations, date, is_old) for _ in range(random.choice((1, 1, 2)))]


def _draw(random: Random, organisations: Sequence[BenchOrganisation], date: dt.date, is_old: bool) -> BenchPoint:
    kind = random.choice(tuple(PointKind))
    words = " ".join(draw_words(random, random.randint(5, 25))).capitalize()
    disposition = random.choices(_DISPOSITIONS, _WEIGHTS_OF_OLD if is_old else _WEIGHTS_OF_NEW)[0]
    return BenchPoint(
        kind=kind,
        nature=random.choice(tuple(BarrierNature)) if kind is PointKind.BARRIER else None,
        words=words,
        organisation=random.choice(organisations),
        disposition=disposition,
        disposed_on=date + dt.timedelta(days=random.randint(1, 60)) if disposition.is_settled else None,
    )
