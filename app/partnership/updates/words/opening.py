"""The opening: for whom the letter is, of which period, and after which letter."""

from collections.abc import Sequence

from app.contacts.models import Contact
from app.core.plain_dates import DatePrecision, format_plain_date
from app.organisations.models import Organisation
from app.partnership.updates.rules import OPENING, Evidence, EvidenceKind, Part, Period, Sentence
from app.partnership.updates.words import evidence
from app.partnership.updates.words.english import counted, day
from app.programme.models import Commitment


def tell_opening(
    committee: Organisation, period: Period, last_letter: Contact | None, commitments: Sequence[Commitment]
) -> Part:
    sentences = [_for_whom(committee, period)]
    if last_letter is not None:
        sentences.append(_after(last_letter))
    sentences.append(_how_many(commitments))
    return Part(OPENING, "Opening", sentences)


def _for_whom(committee: Organisation, period: Period) -> Sentence:
    name = committee.name if committee.name.lower().startswith("the ") else f"the {committee.name}"
    when = (
        f"on {day(period.first)}" if period.first == period.last else f"from {day(period.first)} to {day(period.last)}"
    )
    words = f"This letter tells {name} what is recorded as done on our commitments {when}."
    return Sentence("opening/whom", words, [Evidence(EvidenceKind.ORGANISATION, committee.name, committee.id)])


def _after(letter: Contact) -> Sentence:
    reference = f" (our reference {letter.our_reference})" if letter.our_reference else ""
    dated = ", dated" if letter.date_precision is DatePrecision.ON_OR_BEFORE else " of"
    words = f"It follows our letter{dated} {format_plain_date(letter.plain_date)}{reference}."
    return Sentence("opening/after", words, [evidence.of_contact(letter)])


def _how_many(commitments: Sequence[Commitment]) -> Sentence:
    behind = [evidence.of_commitment(commitment) for commitment in commitments]
    if not behind:
        words = "No commitment of ours to the committee is recorded as open in this period."
        return Sentence(
            "opening/commitments", words, [Evidence(EvidenceKind.LIST, "Commitments", address="/commitments/")]
        )
    return Sentence("opening/commitments", f"It reports on {counted(len(behind), 'commitment')}.", behind)
