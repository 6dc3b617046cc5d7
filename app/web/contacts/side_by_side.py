"""The page that sets what one typed beside what another saved meanwhile, field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from app.core.clock import at_the_office, office_today
from app.core.marked_words import Passage, mark_words
from app.entry.merging import ABSENT, LISTS, ROWS, Difference, Side, value_of
from app.entry.two_versions import TwoVersions
from app.web.access import the_account
from app.web.contacts.forms import ContactForm
from app.web.contacts.value_words import ValueWords
from app.web.templating import short_date

CHOOSE, BACK_TO_FORM = "choose", "back_to_form"
SEEN = "seen_version"
PREFIX = "choose-"
# What is of this page and of the request, not of what was typed.
NOT_CARRIED = frozenset({"csrf_token", "action", SEEN})

_ROW_LABELS = {"follow_ups": "Follow-up", "points": "Point raised"}
_LABELS = {"length_minutes": "Length"}
_CHANGED_BY = {
    Side.YOURS: "Only you changed this.",
    Side.THEIRS: "You left this as it was.",
    None: "Both of you changed this.",
}


@dataclass(frozen=True)
class Option:
    """One side of a field: what it says, with what only it says marked."""

    side: Side
    label: str
    passages: Sequence[Passage]
    items: Sequence[Passage]
    is_chosen: bool


@dataclass(frozen=True)
class Compared:
    """A field, or a row of one, to choose in."""

    key: str
    label: str
    note: str
    options: Sequence[Option]
    error: str


def choices_made() -> dict[str, Side]:
    """The radios that were sent."""
    sent = {name.removeprefix(PREFIX): value for name, value in request.form.items() if name.startswith(PREFIX)}
    return {key: Side(value) for key, value in sent.items() if value in set(Side)}


def side_by_side(form: ContactForm, versions: TwoVersions, missing: Sequence[Difference] = ()) -> str:
    """The page, with the choices that were made. `missing` are those to be told as errors."""
    words, made = ValueWords(versions, form), choices_made()
    unchosen = {difference.key for difference in missing}
    labels = _labels(form, versions.differences)
    theirs = _their_label(versions)
    compared = [
        Compared(
            key=each.key,
            label=label,
            note=_CHANGED_BY[each.preselected] if versions.overwritings else "",
            options=_options(each, words, made.get(each.key, each.preselected), theirs),
            error=f"Choose which to keep: {label}" if each.key in unchosen else "",
        )
        for each, label in zip(versions.differences, labels, strict=True)
    ]
    return render_template(
        "contacts/side_by_side.html",
        contact=versions.contact,
        compared=compared,
        heading=_heading(versions),
        is_base_known=bool(versions.overwritings),
        carried=[pair for pair in request.form.items(multi=True) if _is_typed(pair[0])],
        seen_version=versions.contact.version,
        is_again=SEEN in request.form and not missing,
        has_errors=bool(missing),
    )


def _is_typed(name: str) -> bool:
    return name not in NOT_CARRIED and not name.startswith(PREFIX)


def _labels(form: ContactForm, differences: Sequence[Difference]) -> list[str]:
    """The fields' own labels; rows are counted where there are several."""
    labels = []
    for place, each in enumerate(differences):
        if each.field not in ROWS:
            labels.append(_LABELS.get(each.field) or str(form[each.field].label.text))
            continue
        of_field = [other for other in differences if other.field == each.field]
        number = f" {sum(other.field == each.field for other in differences[: place + 1])}" if len(of_field) > 1 else ""
        labels.append(f"{_ROW_LABELS[each.field]}{number}")
    return labels


def _options(difference: Difference, words: ValueWords, chosen: Side | None, theirs: str) -> list[Option]:
    yours_says, theirs_says = _marked(difference, words)
    options = [
        _option(difference, Side.YOURS, "Yours", yours_says, chosen),
        _option(difference, Side.THEIRS, theirs, theirs_says, chosen),
    ]
    if difference.may_be_both:
        says = words.items(difference.field, value_of(difference, Side.BOTH)) if difference.field in LISTS else []
        label = _both_label(difference, says)
        options.append(Option(Side.BOTH, label, (), (), chosen is Side.BOTH))
    return options


def _both_label(difference: Difference, says: Sequence[str]) -> str:
    if difference.field in LISTS:
        return f"Both together: {'; '.join(says) or 'nobody and nothing'}"
    return "Both, as two rows" if difference.field in ROWS else "Both, one after the other: theirs, then yours"


def _option(difference: Difference, side: Side, label: str, says: Sequence[Passage], chosen: Side | None) -> Option:
    is_list = difference.field in LISTS
    shown: Sequence[Passage] = says or [Passage(_nothing(difference, side))]
    return Option(side, label, () if is_list and says else shown, says if is_list else (), chosen is side)


def _nothing(difference: Difference, side: Side) -> str:
    """What stands for a side that says nothing."""
    if difference.field not in ROWS:
        return "Nobody and nothing" if difference.field in LISTS else "Left blank"
    value: Any = difference.yours if side is Side.YOURS else difference.theirs
    return "Taken out" if value is ABSENT and difference.base is not ABSENT else "Not there"


def _marked(difference: Difference, words: ValueWords) -> tuple[Sequence[Passage], Sequence[Passage]]:
    field, yours, theirs = difference.field, difference.yours, difference.theirs
    if field in LISTS:
        return _items(words, field, yours, theirs), _items(words, field, theirs, yours)
    done = "\nDone" if yours is ABSENT and theirs.get("completed_at") else ""
    return mark_words(words.text(field, yours), words.text(field, theirs) + done)


def _items(words: ValueWords, field: str, here: Sequence[Any], there: Sequence[Any]) -> list[Passage]:
    names = words.items(field, here)
    return [Passage(name, item not in there) for item, name in zip(here, names, strict=True)]


def _heading(versions: TwoVersions) -> str:
    names = [_named(name, number) for number, name in _savers(versions).items()]
    if not names:
        return "This contact was saved while you were writing"
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{said} saved this while you were writing"


def _their_label(versions: TwoVersions) -> str:
    """'Officer B’s, saved at 14:31'."""
    if not versions.saves:
        return "As it is saved now"
    local = at_the_office(versions.saves[-1].saved_at)
    moment = f"{local:%H:%M}" if local.date() == office_today() else f"{local:%H:%M} on {short_date(local)}"
    savers = _savers(versions)
    [(number, name), *others] = savers.items()
    if others or number == the_account().id:
        return f"As it was saved at {moment}"
    return f"{name}’s, saved at {moment}"


def _savers(versions: TwoVersions) -> Mapping[int | None, str]:
    return {each.saved_by_id: each.saved_by_name for each in versions.saves}


def _named(name: str, number: int | None) -> str:
    return "You, on another page," if number == the_account().id else name
