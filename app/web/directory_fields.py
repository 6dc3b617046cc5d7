"""Form fields that name something in the directory, or a day. They work by typing alone."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from wtforms import StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.core.clock import office_today
from app.core.plain_dates import PlainDate, UnreadableDate, format_plain_date, parse_plain_date
from app.core.text import LONGEST_LINE
from app.entry.likeliest import find_likeliest
from app.organisations.models import Organisation
from app.organisations.queries import (
    NAMESAKES,
    find_organisation,
    find_organisation_called,
    find_similar_organisations,
    list_organisations_by_id,
    list_organisations_called,
    the_one_called,
)
from app.people.appointments import describe_appointment
from app.people.queries import appointments_on, find_similar_people, list_people_by_id
from app.web.fields import line, lines

CHOICES_SHOWN = 8
LINES_LIMIT = 50
NEW = "new"
_NUMBER = re.compile(r"\s*#([0-9]{1,9})$")


@dataclass(frozen=True)
class Choice:
    """Something that what was typed may mean."""

    value: str
    label: str
    detail: str = ""


def organisation_text(organisation: Organisation | None) -> str:
    """What to type for this organisation: its name, with its number where others are called the same."""
    if organisation is None:
        return ""
    is_clear = find_organisation_called(organisation.name) == organisation
    return organisation.name if is_clear else f"{organisation.name} #{organisation.id}"


def _organisations_meant(text: str) -> tuple[list[Organisation], list[Organisation]]:
    """Those of this very name or number, and when that isn't exactly one, those that may be meant."""
    number = _NUMBER.search(text)
    if number:
        numbered = find_organisation(int(number[1]))
        return ([numbered], []) if numbered else ([], [])
    exact = list_organisations_called(text, limit=NAMESAKES)
    if the_one := the_one_called(text, exact):
        return [the_one], []
    begun = [organisation_id for _, organisation_id in find_likeliest(text, ["organisation"], limit=CHOICES_SHOWN)]
    similar = [found.organisation.id for found in find_similar_organisations([text])]
    likely = list_organisations_by_id([*(row.id for row in exact), *begun, *similar])
    return [], [row for row in likely if row.archived_at is None or row in exact][:CHOICES_SHOWN]


class PickedField(StringField):
    """A name as typed. One exact match is taken; otherwise the form comes back with choices."""

    def __init__(self, label: str, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(label, filters=[line], **kwargs)
        self.missing = missing
        self.choices: list[Choice] = []
        self.picked = ""
        self.picked_id: int | None = None

    @property
    def choice_name(self) -> str:
        return f"{self.name}-choice"

    @property
    def asked_name(self) -> str:
        return f"{self.name}-asked"

    @property
    def is_one_found(self) -> bool:
        """Whether there is one thing alone that the text may mean, and nothing to choose between."""
        return [choice.value == NEW for choice in self.choices] == [False]

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        super().process(formdata, *args, **kwargs)
        self.picked = formdata.get(self.choice_name, "") if formdata else ""
        # What was chosen, or stood chosen, was so for what was typed then.
        if formdata and formdata.get(self.asked_name, self.data) != self.data:
            self.picked = ""

    def pre_validate(self, form: BaseForm) -> None:
        if self.errors:
            return  # what its filter refused is no name to look for
        if not self.data:
            if self.missing:
                raise ValidationError(self.missing)
            return
        exact, self.choices = self.look_up(self.data)
        if exact is not None:
            self.picked_id = exact
        elif self.picked in {choice.value for choice in self.choices}:
            self.picked_id = int(self.picked) if self.picked != NEW else None
        else:
            self.ask()

    def ask(self) -> NoReturn:
        """Refuse what is not clear. The only one found stands chosen: sent again, the form takes it."""
        if self.is_one_found:
            self.picked = self.choices[0].value
            raise ValidationError(f"Is it this one? If it is, carry on; if not, change “{self.data}”.")
        raise ValidationError(self.unclear(self.data or ""))

    def look_up(self, text: str) -> tuple[int | None, list[Choice]]:
        """The id that the text means without doubt, or what it may mean."""
        raise NotImplementedError

    def unclear(self, text: str) -> str:
        """What to say when the text alone doesn't do."""
        raise NotImplementedError


class OrganisationField(PickedField):
    """An organisation by name, alias, abbreviation or the beginning of one."""

    def look_up(self, text: str) -> tuple[int | None, list[Choice]]:
        exact, likely = _organisations_meant(text)
        if exact:
            return exact[0].id, []
        return None, [Choice(str(row.id), row.name, row.partner_group.label) for row in likely]

    def unclear(self, text: str) -> str:
        if self.choices:
            return f"Choose which organisation “{text}” is, or change it."
        return f"No organisation is called “{text}”. Check the spelling, or add it to the directory first."


class PersonField(PickedField):
    """A person by name, or somebody new of that name."""

    def look_up(self, text: str) -> tuple[int | None, list[Choice]]:
        begun = [person_id for _, person_id in find_likeliest(text, ["person"], limit=CHOICES_SHOWN)]
        similar = [found.person.id for found in find_similar_people(text) if found.person.archived_at is None]
        people = list_people_by_id([*begun, *similar])[:CHOICES_SHOWN]
        places = appointments_on([person.id for person in people], office_today())
        known = [
            Choice(str(person.id), person.name, "; ".join(map(describe_appointment, places.get(person.id, []))))
            for person in people
        ]
        return None, [*known, Choice(NEW, f"Add “{text}” as a new person")]

    def unclear(self, text: str) -> str:
        return f"Choose who “{text}” is."


class OrganisationsField(TextAreaField):
    """Organisations by name, one a line."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, filters=[lines], **kwargs)
        self.picked_ids: tuple[int, ...] = ()

    def fill(self, organisations: Sequence[Organisation]) -> None:
        self.data = "\n".join(map(organisation_text, organisations))

    def pre_validate(self, form: BaseForm) -> None:
        if self.errors:
            return
        typed = [text.strip() for text in (self.data or "").splitlines() if text.strip()]
        if len(typed) > LINES_LIMIT:
            raise ValidationError(f"Name at most {LINES_LIMIT} organisations.")
        self.picked_ids = tuple(map(self._one, typed))

    def _one(self, text: str) -> int:
        if len(text) > LONGEST_LINE:
            raise ValidationError(f"Name one organisation a line. One line has {len(text):,} characters.")
        exact, likely = _organisations_meant(text)
        if exact:
            return exact[0].id
        if likely:
            names = "; ".join(map(organisation_text, likely))
            raise ValidationError(f"Which organisation is “{text}”? Write one of these in full: {names}.")
        raise ValidationError(f"No organisation is called “{text}”. Check the spelling, or add it first.")


class DayField(StringField):
    """A day, typed as people write it. A month or a year stands for its first or its last day.

    Without its year it is the nearest on the preferred side of today, or one near at hand on the other.
    """

    def __init__(
        self,
        label: str,
        *,
        stands_for: Literal["first", "last"] = "first",
        prefer: Literal["past", "future"] = "past",
        near_days: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, filters=[line], render_kw={"data-pick": "date"}, **kwargs)
        self.stands_for, self.prefer, self.near_days = stands_for, prefer, near_days
        self.day: dt.date | None = None

    def fill(self, day: dt.date | None) -> None:
        self.day, self.data = day, format_plain_date(PlainDate(day)) if day else ""

    def pre_validate(self, form: BaseForm) -> None:
        if not self.data or self.errors:
            return
        try:
            read = parse_plain_date(self.data, today=office_today(), prefer=self.prefer, near_days=self.near_days)
        except UnreadableDate as problem:
            raise ValidationError(str(problem)) from problem
        self.day = read.latest if self.stands_for == "last" else read.date


class PlainDateField(StringField):
    """A date as exactly as it is known: a day, a month, a year, or on or before a day.

    Without its year it is the nearest on the preferred side of today.
    """

    def __init__(self, label: str, *, prefer: Literal["past", "future"] = "past", **kwargs: Any) -> None:
        super().__init__(label, filters=[line], render_kw={"data-pick": "date"}, **kwargs)
        self.prefer = prefer
        self.plain_date: PlainDate | None = None

    def fill(self, plain_date: PlainDate | None) -> None:
        self.plain_date, self.data = plain_date, format_plain_date(plain_date) if plain_date else ""

    def pre_validate(self, form: BaseForm) -> None:
        if not self.data or self.errors:
            return
        try:
            self.plain_date = parse_plain_date(self.data, today=office_today(), prefer=self.prefer)
        except UnreadableDate as problem:
            raise ValidationError(str(problem)) from problem
