"""Who was engaged: exact counts by partner group, with the organisations and offices that may be named."""

from collections.abc import Iterator

from app.organisations.rules import PartnerGroup
from app.partnership.updates.record.contacts import Engaged, GroupTally
from app.partnership.updates.rules import ENGAGED, MOST_NAMED, Part, Period, Sentence
from app.partnership.updates.words import evidence
from app.partnership.updates.words.english import counted, kind_count, kinds, named, was

WITH_GROUP = {
    PartnerGroup.GOVERNMENT: "with government",
    PartnerGroup.PARLIAMENT: "with Parliament",
    PartnerGroup.REGULATOR: "with regulators",
    PartnerGroup.FRONTLINE: "with the frontline sector",
}


def tell_engaged(engaged: Engaged, period: Period) -> Part:
    return Part(ENGAGED, "Who was engaged", list(_sentences(engaged, period)))


def _sentences(engaged: Engaged, period: Period) -> Iterator[Sentence]:
    every = evidence.of_contacts(engaged.total, "in all", period)
    if not engaged.total:
        yield Sentence("all/count", "No contact was recorded in the period.", [every])
        return
    words = f"There {was(engaged.total)} {counted(engaged.total, 'contact')} in the period: {kinds(engaged.by_kind)}."
    of_kind = [
        evidence.of_contacts(number, f"({kind_count(kind, number)})", period, kind=kind.value)
        for kind, number in engaged.by_kind.items()
    ]
    yield Sentence("all/count", words, [every, *(of_kind if len(of_kind) > 1 else [])])
    if sum(tally.contacts for tally in engaged.groups) > engaged.total:
        words = "A contact with several of the four partner groups counts in each of them."
        yield Sentence("all/several", words, [every])
    for tally in engaged.groups:
        yield _group(tally, period)
    if engaged.offices:
        yield _offices(engaged, period)


def _group(tally: GroupTally, period: Period) -> Sentence:
    key, with_it = f"{tally.group.value}/contacts", WITH_GROUP[tally.group]
    about = with_it if tally.listed == tally.contacts else f"{with_it}, our own organisation among them"
    every = evidence.of_contacts(tally.listed, about, period, group=tally.group.value)
    if not tally.contacts:
        return Sentence(key, f"No contact {with_it} was recorded.", [every])
    words = f"There {was(tally.contacts)} {counted(tally.contacts, 'contact')} {with_it}."
    if tally.organisations:
        names = named([met.name for met in tally.organisations])
        organisations = counted(len(tally.organisations), "organisation")
        words = f"{words[:-1]}, in which {organisations} took part: {names}."
    with_each = [
        evidence.of_contacts(met.contacts, f"with {met.name}", period, organisation=met.id)
        for met in tally.organisations[:MOST_NAMED]
    ]
    return Sentence(key, words, [every, *with_each])


def _offices(engaged: Engaged, period: Period) -> Sentence:
    """Offices hold commas in their names, so they are parted by semicolons."""
    names = [met.name for met in engaged.offices]
    others = engaged.office_count - len(names)
    told = "; ".join([*names, counted(others, "other")] if others else names)
    holders = "holder" if engaged.office_count == 1 else "holders"
    posts = counted(engaged.office_count, "post")
    behind = [evidence.of_contacts(met.contacts, f"with {met.name}", period, post=met.id) for met in engaged.offices]
    return Sentence("offices/named", f"The {holders} of {posts} took part: {told}.", behind)
