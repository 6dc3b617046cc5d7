"""What was heard, in the words in which it was put, and what became of it."""

from collections.abc import Iterator, Sequence

from app.contacts.models import Contact
from app.contacts.rules import ContactKind, Direction, kind_in_sentence
from app.organisations.models import Organisation
from app.partnership.updates.record.points import Heard, Voices
from app.partnership.updates.rules import HEARD, Part, Period, Sentence
from app.partnership.updates.words import evidence
from app.partnership.updates.words.english import (
    begun,
    counted,
    day,
    ended,
    joined,
    named,
    on_date,
    output_named,
    quoted,
    standing,
    was,
)
from app.points.models import Point
from app.points.rules import Disposition, PointKind
from app.programme.models import Output

MOST_VOICES_SHOWN = 50
OUTPUTS_NAMED = 5


def tell_heard(heard: Heard, period: Period) -> Part:
    return Part(HEARD, "What was heard, and what became of it", list(_sentences(heard, period)))


def _sentences(heard: Heard, period: Period) -> Iterator[Sentence]:
    every = evidence.of_points(f"{counted(heard.total, 'point')} raised", period)
    if not heard.total:
        yield Sentence("all/count", "No point was recorded as raised with us in the period.", [every])
        return
    order = list(PointKind)
    most_first = sorted(heard.by_kind.items(), key=lambda each: (-each[1], order.index(each[0])))
    of_kind = joined([kind_count(kind, number) for kind, number in most_first])
    words = f"{counted(heard.total, 'point')} {was(heard.total)} raised with us in the period: {of_kind}."
    lists = [evidence.of_points(kind_count(kind, number), period, kind=kind.value) for kind, number in most_first]
    yield Sentence("all/count", words, [every, *(lists if len(lists) > 1 else [])])
    for group in heard.groups:
        yield from _group(group, heard, period)
    if heard.not_set_out:
        words = f"A further {counted(heard.not_set_out, 'point')} {was(heard.not_set_out)} raised, not set out here."
        yield Sentence("all/more", words, [every])


def kind_count(kind: PointKind, number: int) -> str:
    """'3 barriers', '2 of feedback on the Code'."""
    return f"{number:,} of feedback on the Code" if kind is PointKind.FEEDBACK else counted(number, kind.value)


def _group(group: Voices, heard: Heard, period: Period) -> Iterator[Sentence]:
    behind = [evidence.of_point(point) for point in [group.first, *(v for v in group.voices if v is not group.first)]]
    key = f"point-{group.first.id}"
    words = f"{_what(group.first)} was raised {_by_whom(group, heard)}: {quoted(group.first.words)}"
    yield Sentence(f"{key}/raised", ended(words), behind[:MOST_VOICES_SHOWN])
    if group.root is not None:
        behind = [evidence.of_point(point) for point in dict.fromkeys((group.first, group.root))]
        behind += [evidence.of_output(output) for output in group.outputs]
        yield Sentence(f"{key}/became", _what_became(group.root, group.outputs, period), behind)


def _what(point: Point) -> str:
    """'A barrier (cultural; Education)'."""
    nature = point.barrier_nature.value if point.barrier_nature else ""
    about = "; ".join(filter(None, [nature, point.sector.name if point.sector else ""]))
    word = point.kind.value
    what = (
        "Feedback on the Code" if point.kind is PointKind.FEEDBACK else f"A{'n' if word[0] in 'aeiou' else ''} {word}"
    )
    return f"{what} ({about})" if about else what


def _by_whom(group: Voices, heard: Heard) -> str:
    names = list(dict.fromkeys(name for point in group.voices if (name := raised_by(point))))
    by = f"by {named(names)} " if names else ""
    if len(group.voices) == 1:
        words = f"{by}{_where(group.voices[0], heard, is_named=bool(names))}"
    else:
        days = sorted({point.raised_on for point in group.voices})
        when = f"on {day(days[0])}" if len(days) == 1 else f"from {day(days[0])} to {day(days[-1])}"
        unnamed = sum(not raised_by(point) for point in group.voices)
        of_which = f", {unnamed:,} of them not recorded by organisation" if unnamed else ""
        words = f"{by}{when} ({counted(len(group.voices), 'voice')}{of_which})"
    return f"{words}, as it had been by {counted(group.earlier, 'voice')} before" if group.earlier else words


def raised_by(point: Point) -> str:
    """The organisation that raised it; none where none is recorded, or where it may not be named."""
    organisation: Organisation | None = point.by_organisation
    if organisation is None and point.by_post is not None:
        organisation = point.by_post.organisation
    return organisation.name if organisation and not organisation.is_own and not organisation.archived_at else ""


def _where(point: Point, heard: Heard, *, is_named: bool) -> str:
    """'at a meeting on 3 March 2021'; with whom the meeting was where it is not known who raised the point."""
    contact = point.contact
    if contact is None:
        source = ", ".join(filter(None, [point.source_document, point.source_paragraph]))
        return f"in {quoted(source)} of {day(point.raised_on)}"
    place = "in" if contact.kind.is_correspondence or contact.kind is ContactKind.CALL else "at"
    others = [] if is_named else heard.organisations.get(contact.id, [])
    with_whom = f" {_towards(contact)} {named(others)}" if others else ""
    return f"{place} {kind_in_sentence(contact.kind)}{with_whom} {on_date(contact.plain_date)}"


def _towards(contact: Contact) -> str:
    if not contact.kind.is_correspondence or contact.direction is None:
        return "with"
    return "from" if contact.direction is Direction.IN else "to"


def _what_became(point: Point, outputs: Sequence[Output], period: Period) -> str:
    on_day = f" on {day(point.disposed_on)}" if point.disposed_on else ""
    answer = f": {quoted(point.answer)}" if point.answer else "."
    words = {
        Disposition.NEW: "Nothing has been decided on it yet.",
        Disposition.UNDER_CONSIDERATION: f"It is under consideration{answer}",
        Disposition.ANSWERED: f"It was answered{on_day}{answer}",
        Disposition.TAKEN_INTO_OUTPUT: f"It was taken into an output{on_day}{answer}",
        Disposition.NOTED: f"It was noted{on_day}{answer}",
        Disposition.DECLINED: f"It was declined{on_day}{answer}",
    }[point.disposition]
    return " ".join([ended(words), *_outputs(outputs, period)])


def _outputs(outputs: Sequence[Output], period: Period) -> Sequence[str]:
    shown = [
        f"{begun(output_named(output))}, which takes it into account, {standing(output, period.as_of)}."
        for output in outputs[:OUTPUTS_NAMED]
    ]
    others = len(outputs) - len(shown)
    more = f"{counted(others, 'other output takes', 'other outputs take')} it into account too."
    return [*shown, more] if others > 0 else shown
