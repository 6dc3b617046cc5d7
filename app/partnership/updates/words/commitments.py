"""What is told of one commitment: what was promised, what changed and answered it, who was met, what was done."""

from collections.abc import Iterator, Mapping

from app.contacts.models import Contact
from app.organisations.models import Organisation
from app.partnership.updates.record.commitments import Reported
from app.partnership.updates.rules import COMMITMENT, MOST_NAMED, Evidence, Part, Period, Sentence
from app.partnership.updates.words import evidence
from app.partnership.updates.words.activities import tell_activities
from app.partnership.updates.words.english import (
    begun,
    counted,
    day,
    ended,
    joined,
    kind_count,
    kinds,
    named,
    on_date,
    one_line,
    output_named,
    quoted,
    standing,
    was,
)
from app.programme.models import CommitmentStatusChange
from app.programme.rules import WorkstreamStatus

MOST_OUTPUTS = 20
NOTHING = "Nothing was recorded for this commitment in the period."


def tell_commitment(reported: Reported, shown_by: Mapping[int, Contact], period: Period) -> Part:
    """`shown_by` are the open contacts that are evidence of changes; any other contact is not told of."""
    sentences = [_promise(reported)]
    if reported.workstream is not None:
        sentences.append(_workstream(reported))
    sentences += [_change(reported, change, shown_by) for change in reported.changes]
    if not reported.changes:
        sentences.append(_status(reported, period))
    if reported.is_overdue(period):
        sentences.append(_overdue(reported, period))
    sentences += [_answer(letter) for letter in reported.answers]
    if _has_nothing(reported, period):
        sentences.append(Sentence("done/nothing", NOTHING, [evidence.of_commitment(reported.commitment)]))
    else:
        sentences += _contacts(reported, period)
        sentences += tell_activities(reported, period)
    sentences += _outputs(reported, period)
    return Part(f"{COMMITMENT}{reported.commitment.id}", one_line(reported.commitment.title), sentences)


def _outputs(reported: Reported, period: Period) -> Iterator[Sentence]:
    for output in reported.outputs[:MOST_OUTPUTS]:
        words = f"{begun(output_named(output))}, which keeps it, {standing(output, period.as_of)}."
        yield Sentence(f"output-{output.id}/stands", words, [evidence.of_output(output)])
    others = reported.outputs[MOST_OUTPUTS:]
    if others:
        words = (
            f"{counted(len(others), 'further output')} {'keeps' if len(others) == 1 else 'keep'} it, not set out here."
        )
        yield Sentence("outputs/more", words, [evidence.of_output(output) for output in others[:MOST_OUTPUTS]])


def _has_nothing(reported: Reported, period: Period) -> bool:
    published = any(
        output.published_on and period.first <= output.published_on <= period.last for output in reported.outputs
    )
    recorded = (reported.changes, reported.answers, reported.contacts.total, reported.activities, published)
    return not any(recorded)


def _promise(reported: Reported) -> Sentence:
    commitment = reported.commitment
    when = f"On {day(commitment.made_on)} we undertook" if commitment.made_on else "We undertook"
    source = ", ".join(filter(None, [commitment.source_document, commitment.source_paragraph]))
    words = f"{when}: {quoted(commitment.words)}" + (f" ({one_line(source)})" if source else "")
    behind = [evidence.of_commitment(commitment)]
    if reported.made_at is not None:
        behind.append(evidence.of_contact(reported.made_at))
    return Sentence("promise/words", ended(words), behind)


def _workstream(reported: Reported) -> Sentence:
    strand = reported.workstream
    if strand is None:
        raise ValueError("It has no workstream.")
    supporters = [each.name for each in strand.supporters if _may_be_named(each)]
    led = "is seeking a lead" if strand.lead_id is None else ""
    if strand.lead is not None and _may_be_named(strand.lead):
        led = f"is led by {strand.lead.name}"
    supported = f"is supported by {joined(supporters)}" if supporters else ""
    about = " and ".join(filter(None, [led, supported]))
    state = "" if strand.status is WorkstreamStatus.ACTIVE else f" ({strand.status.label.lower()})"
    words = f"It belongs to the workstream {quoted(strand.name)}{state}" + (f", which {about}." if about else ".")
    return Sentence("promise/workstream", words, [evidence.of_workstream(strand)])


def _may_be_named(organisation: Organisation) -> bool:
    return organisation.archived_at is None


def _change(reported: Reported, change: CommitmentStatusChange, shown_by: Mapping[int, Contact]) -> Sentence:
    """With its reason and what shows it; with neither where that is a contact that may not be told of."""
    words = f"On {day(change.changed_on)} it was recorded as {change.status.label.lower()}"
    behind = [evidence.of_change(change, reported.commitment)]
    contact = shown_by.get(change.evidence_contact_id or 0)
    if change.evidence_contact_id is not None and contact is None:
        return Sentence(f"status/change-{change.id}", f"{words}.", behind)
    if change.reason:
        words += f": {quoted(change.reason)}"
    shown, more = _what_shows_it(change, contact)
    if shown:
        words = f"{ended(words)} This is shown by {joined(shown)}"
    return Sentence(f"status/change-{change.id}", ended(words), behind + more)


def _what_shows_it(change: CommitmentStatusChange, contact: Contact | None) -> tuple[list[str], list[Evidence]]:
    shown: list[str] = []
    behind: list[Evidence] = []
    if contact is not None:
        found = evidence.of_contact(contact)
        shown.append(
            f"our record of {day(contact.date)} ({found.label})" if found.date else f"our record ({found.label})"
        )
        behind.append(found)
    if change.output is not None and change.output.archived_at is None:
        shown.append(output_named(change.output))
        behind.append(evidence.of_output(change.output))
    if change.evidence_document:
        shown.append(f"the document {quoted(change.evidence_document)}")
        behind.append(evidence.of_document(change.evidence_document))
    if change.evidence_link:
        shown.append(change.evidence_link)
        behind.append(evidence.of_link(change.evidence_link))
    return shown, behind


def _status(reported: Reported, period: Period) -> Sentence:
    words = f"The commitment was {reported.status.label.lower()} on {day(period.as_of)}."
    return Sentence("status/stands", words, [evidence.of_commitment(reported.commitment)])


def _overdue(reported: Reported, period: Period) -> Sentence:
    due = reported.commitment.due_on
    if due is None:
        raise ValueError("It has no day on which it is due.")
    days = counted((period.as_of - due).days, "day")
    words = f"It was due on {day(due)} and on {day(period.as_of)} it was {days} overdue."
    return Sentence("status/overdue", words, [evidence.of_commitment(reported.commitment)])


def _answer(letter: Contact) -> Sentence:
    reference = f" (our reference {letter.our_reference})" if letter.our_reference else ""
    words = f"{begun(on_date(letter.plain_date))} we answered it by {letter.kind.label.lower()}{reference}."
    return Sentence(f"answer/letter-{letter.id}", words, [evidence.of_contact(letter)])


def _contacts(reported: Reported, period: Period) -> Iterator[Sentence]:
    tally, about = reported.contacts, {"commitment": reported.commitment.id}
    every = evidence.of_contacts(tally.total, "about it", period, **about)
    if not tally.total:
        which = "No other contact" if reported.answers else "No contact"
        yield Sentence("contacts/count", f"{which} about it was recorded in the period.", [every])
        return
    total = counted(tally.total, "contact")
    words = f"There {was(tally.total)} {total} about it in the period: {kinds(tally.by_kind)}."
    of_kind = [
        evidence.of_contacts(number, f"about it ({kind_count(kind, number)})", period, kind=kind.value, **about)
        for kind, number in tally.by_kind.items()
    ]
    yield Sentence("contacts/count", words, [every, *(of_kind if len(of_kind) > 1 else [])])
    if tally.organisations:
        names = named([met.name for met in tally.organisations])
        words = f"We were in contact about it with {counted(len(tally.organisations), 'organisation')}: {names}."
        with_each = [
            evidence.of_contacts(met.contacts, f"about it with {met.name}", period, organisation=met.id, **about)
            for met in tally.organisations[:MOST_NAMED]
        ]
        yield Sentence("contacts/organisations", words, [every, *with_each])
