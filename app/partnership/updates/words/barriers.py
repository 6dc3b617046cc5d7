"""The barriers that were raised, by their nature and sector."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.partnership.updates.record.points import BarrierCount
from app.partnership.updates.rules import BARRIERS, Evidence, Part, Period, Sentence
from app.partnership.updates.words import evidence
from app.partnership.updates.words.english import counted, joined, was
from app.points.rules import BarrierNature, PointKind


def tell_barriers(counts: Sequence[BarrierCount], period: Period) -> Part:
    return Part(BARRIERS, "Barriers to sharing", list(_sentences(counts, period)))


def _sentences(counts: Sequence[BarrierCount], period: Period) -> Iterator[Sentence]:
    total = sum(count.number for count in counts)
    every = evidence.of_points(counted(total, "barrier"), period, kind=PointKind.BARRIER.value)
    if not total:
        yield Sentence("all/count", "No barrier was recorded in the period.", [every])
        return
    yield Sentence("all/count", f"{counted(total, 'barrier')} {was(total)} raised in the period.", [every])
    by_nature: dict[BarrierNature | None, list[BarrierCount]] = defaultdict(list)
    for count in counts:
        by_nature[count.nature].append(count)
    for nature in [*BarrierNature, None]:
        if nature in by_nature:
            yield _nature(nature, by_nature[nature], every, period)


def _nature(nature: BarrierNature | None, counts: Sequence[BarrierCount], every: Evidence, period: Period) -> Sentence:
    """With how many were raised in each sector. There is no list of those whose nature is not recorded."""
    total = sum(count.number for count in counts)
    known_first = sorted(counts, key=lambda count: (count.sector is None, -count.number, count.sector))
    sectors = joined([f"{count.sector or 'no sector recorded'}: {count.number:,}" for count in known_first])
    if nature is None:
        words = f"The nature of {counted(total, 'barrier')} is not recorded ({sectors})."
        return Sentence("unclassified/sectors", words, [every])
    filters: dict[str, str | int] = {"kind": PointKind.BARRIER.value, "nature": nature.value}
    behind = [evidence.of_points(counted(total, f"{nature.value} barrier"), period, **filters)]
    behind += [
        evidence.of_points(
            f"{counted(count.number, 'barrier')} in {count.sector}", period, sector=count.sector_id, **filters
        )
        for count in counts
        if count.sector_id is not None
    ]
    words = f"{counted(total, 'barrier')} {was(total)} {nature.value} ({sectors})."
    return Sentence(f"{nature.value}/sectors", words, behind)
