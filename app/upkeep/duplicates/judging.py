"""Whether two records may be one, why, and how likely that is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.names.initials import letters_of_abbreviation
from app.names.rules import fold, likeness, match_key
from app.names.sameness import NameMatcher, SameReason
from app.people.rules import SamePersonReason, same_key_reason
from app.upkeep.duplicates.blocks import plain_website

ALIKE = 0.93
NEARLY = "nearly the same name"
_OF_NAMES = {
    SameReason.NAME: 90,
    SameReason.FULLER_NAME: 70,
    SameReason.SPELLING: 65,
    SameReason.INITIALS: 60,
}
_OF_PEOPLE = {
    SamePersonReason.NAME: 50,
    SamePersonReason.FULLER_NAME: 40,
    SamePersonReason.SPELLING: 35,
    SamePersonReason.INITIAL: 30,
}
_WEBSITE, _ABBREVIATION, _ALIKE, _EMAIL, _PLACE = 40, 20, 50, 60, 30


@dataclass(frozen=True)
class Likely:
    """The reasons in words, the strongest first."""

    strength: int
    reasons: list[str]


@dataclass
class Body:
    """What is compared of an organisation: the name first, then the abbreviation and the other names."""

    names: Sequence[str]
    abbreviation: str
    website: str
    related: frozenset[int] = frozenset()  # above it, before it and after it: not the same, whatever they are called
    _matcher: NameMatcher | None = field(default=None, repr=False)

    @property
    def full_names(self) -> list[str]:
        """Without abbreviations, which many bodies have in common; of one that is called by nothing else, that."""
        long = [name for name in self.names if name != self.abbreviation and not letters_of_abbreviation(name)]
        return list(filter(None, long)) or [self.names[0]]

    @property
    def matcher(self) -> NameMatcher:
        if self._matcher is None:
            self._matcher = NameMatcher(self.full_names)
        return self._matcher


@dataclass(frozen=True)
class Somebody:
    """What is compared of a person."""

    name: str
    key: str
    email: str
    organisation_ids: frozenset[int]


def judge_bodies(one: Body, other: Body) -> Likely | None:
    found: list[tuple[int, str]] = []
    reason = one.matcher.reason(other.full_names)
    if reason is not None:
        found.append((_OF_NAMES[reason], _words(reason, one.full_names, other.full_names)))
    elif _are_spelt_alike(one.names[0], other.names[0]):
        found.append((_ALIKE, "names that are spelt much alike"))
    website = plain_website(one.website)
    if website and website == plain_website(other.website):
        found.append((_WEBSITE, "the same website"))
    if not found:
        return None
    if one.abbreviation and one.abbreviation.lower() == other.abbreviation.lower():
        found.append((_ABBREVIATION, "the same abbreviation"))
    return _likely(found)


def _words(reason: SameReason | SamePersonReason, names: Sequence[str], others: Sequence[str]) -> str:
    """The reason; names that are one but for plurals, titles and small words are nearly the same."""
    is_of_names = reason in (SameReason.NAME, SamePersonReason.NAME)
    return NEARLY if is_of_names and {*map(fold, names)}.isdisjoint(map(fold, others)) else str(reason)


def _are_spelt_alike(name: str, other: str) -> bool:
    """East Lindsey is not West Lindsey: words that differ have to begin alike."""
    words, others = match_key(name).split(), match_key(other).split()
    begin_alike = len(words) == len(others) and all(a[0] == b[0] for a, b in zip(words, others, strict=True))
    return begin_alike and likeness(name, other) >= ALIKE


def judge_people(one: Somebody, other: Somebody) -> Likely | None:
    share = bool(one.organisation_ids & other.organisation_ids)
    reason = same_key_reason(one.key, other.key, share_organisation=share)
    same_email = bool(one.email) and one.email.lower() == other.email.lower()
    if reason is None and not same_email:
        return None
    found = [(_OF_PEOPLE[reason], _words(reason, [one.name], [other.name]))] if reason is not None else []
    if same_email:
        found.append((_EMAIL, "the same email address"))
    if share and reason is not SamePersonReason.INITIAL:
        found.append((_PLACE, "the same organisation"))
    return _likely(found)


def _likely(found: list[tuple[int, str]]) -> Likely:
    return Likely(sum(strength for strength, _ in found), [words for _, words in sorted(found, reverse=True)])
