"""The form's Who: whom it names, whom a typed text may mean, and whether somebody new is there already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wtforms import RadioField

from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.lookalikes import (
    LookAlike,
    lookalikes_of_organisation,
    lookalikes_of_person,
    organisations_meant_by,
)
from app.entry.proposals import Proposal, propose
from app.entry.queries import describe_participants, suggest_participants
from app.entry.suggestions import Suggestion
from app.names.rules import match_key
from app.web.contacts.forms import ContactForm
from app.web.contacts.row_forms import NewOrganisationForm, NewPersonForm
from app.web.fields import SelectChoice, said

NEW = "new"
MOST_CHOSEN = 500


@dataclass(frozen=True)
class PickedRow:
    """Somebody chosen, as a line of the form."""

    suggestion: Suggestion
    is_under: bool  # stands below its organisation, which is chosen too


@dataclass
class Who:
    """What the page shows of Who, and what saving takes from it."""

    form: ContactForm
    refs: list[ParticipantRef] = field(default_factory=list)
    matches: Sequence[Suggestion | Proposal] = ()
    matches_legend: str = ""  # also where there are none

    @classmethod
    def of(cls, form: ContactForm) -> "Who":
        # A tick may stand for several who usually come together.
        refs = dict.fromkeys(ParticipantRef.parse_all(text for tick in form.who.data or [] for text in tick.split()))
        # One more than can be saved is enough to refuse them.
        return cls(form, list(refs)[: MOST_CHOSEN + 1])

    @property
    def rows(self) -> list[PickedRow]:
        """Organisations in the order chosen, each with its people and posts below it; then the others."""
        described = describe_participants(self.refs)
        chosen = [described[ref] for ref in self.refs if ref in described]
        organisations = [one for one in chosen if one.ref.kind is ParticipantKind.ORGANISATION]
        rows: list[PickedRow] = []
        for organisation in organisations:
            rows.append(PickedRow(organisation, is_under=False))
            rows.extend(
                PickedRow(one, is_under=True)
                for one in chosen
                if one.ref.kind is not ParticipantKind.ORGANISATION and one.organisation_id == organisation.ref.id
            )
        shown = {row.suggestion.ref for row in rows}
        rows.extend(PickedRow(one, is_under=False) for one in chosen if one.ref not in shown)
        return rows

    def look_up(self) -> None:
        """Find whom the typed text may mean, to be chosen on the page."""
        text = self.form.who_text.data or ""
        self._show_matches(suggest_participants(text) if text else [])

    def offer_lately_met(self, colleague_id: int) -> None:
        """Those whom the colleague met lately, to be ticked on the page without typing a name."""
        offered = propose(colleague_id=colleague_id, today=self.form.today)
        self.matches = [one for one in offered if not {member.ref for member in one.members} <= set(self.refs)]
        self.matches_legend = (
            "Lately met: tick whom you mean" if self.matches else "Nobody else is on a contact of yours of late"
        )

    def validate(self) -> bool:
        """Settle the typed text, ask about look-alikes, and insist on somebody. Errors land on the form's fields."""
        return all([self._settle_typed_text(), self._ask_about_lookalikes(), self._insist_on_somebody()])

    def _settle_typed_text(self) -> bool:
        text = self.form.who_text.data or ""
        if not text or self.form.who_text.errors:
            return not text
        found = suggest_participants(text)
        if text == self.form.who_asked.data and any(match.ref in self.refs for match in found):
            self.form.who_text.data = ""
            return True
        exact = [match for match in found if match.name.casefold() == text.casefold()]
        if len(exact) == 1:
            self.add(exact[0].ref)
            self.form.who_text.data = ""
            return True
        self._show_matches(found)
        if self.matches:
            message = f"Choose whom “{text}” means, or add them as new"
        else:
            message = (
                f"“{text}” is not in the directory yet. Add them as a new person or organisation, or clear the field"
            )
        _add_error(self.form.who_text, message)
        return False

    def _show_matches(self, found: list[Suggestion]) -> None:
        self.matches = [match for match in found if match.ref not in self.refs]
        text = self.form.who_text.data
        if self.matches:
            self.matches_legend = f"Found for “{text}”: tick whom you mean"
        elif text:
            self.matches_legend = f"Nobody else is found for “{text}”"
        self.form.who_asked.data = text if self.matches else ""

    def add(self, ref: ParticipantRef) -> None:
        if ref not in self.refs:
            self.refs.append(ref)
            self.form.who.data = [str(each) for each in self.refs]

    def replace(self, ref: ParticipantRef, other: ParticipantRef) -> None:
        """Put somebody in the place of another who was chosen."""
        self.refs = list(dict.fromkeys(other if each == ref else each for each in self.refs))
        self.form.who.data = [str(each) for each in self.refs]

    def _ask_about_lookalikes(self) -> bool:
        """Somebody new who is close to somebody known is asked about once; any answer goes on."""
        rows = (*self.form.new_organisations, *self.form.new_people)
        answers = [self._ask_about(row.form) for row in rows if not row.form.is_blank and not row.form.errors]
        return all(answers)

    def _ask_about_person(self, row: NewPersonForm) -> bool:
        name, organisation = said(row.name), said(row.organisation)
        added_here = {match_key(said(each.form.name)) for each in self.form.new_organisations}
        is_known = row.same_as.data not in (None, "", NEW)  # and so are the places that they hold
        is_settled = is_known or match_key(organisation) in added_here
        meant = [] if is_settled else organisations_meant_by(organisation, named_here=self._organisations_here())
        return all(
            [
                _settle(row.same_as, name, lookalikes_of_person(name, organisation_name=organisation)),
                _settle(row.organisation_same_as, organisation, meant),
            ]
        )

    def _organisations_here(self) -> list[LookAlike]:
        """Those that the form adds, by their rows, and those chosen."""
        rows = [row for row in self.form.new_organisations if said(row.form.same_as) in ("", NEW)]
        new = [LookAlike(row.name, name, "new with this contact") for row in rows if (name := said(row.form.name))]
        chosen = [one.suggestion for one in self.rows if one.suggestion.ref.kind is ParticipantKind.ORGANISATION]
        return [*new, *(LookAlike(one.ref, one.name, one.detail) for one in chosen)]

    def show_answers(self) -> None:
        """Put the questions about look-alikes that were answered into a form that is opened again."""
        for row in (*self.form.new_organisations, *self.form.new_people):
            questions = [row.form[name] for name in ("same_as", "organisation_same_as") if name in row.form]
            if any(question.data for question in questions):
                self._ask_about(row.form)
                for question in questions:
                    question.errors = []

    def _ask_about(self, row: NewOrganisationForm | NewPersonForm) -> bool:
        if isinstance(row, NewPersonForm):
            return self._ask_about_person(row)
        return _settle(row.same_as, said(row.name), lookalikes_of_organisation(said(row.name)))

    def _insist_on_somebody(self) -> bool:
        if len(self.refs) > MOST_CHOSEN:
            _add_error(self.form.who_text, f"Save these in two contacts: one holds at most {MOST_CHOSEN} of them")
            return False
        somebody_new = any(not row.form.is_blank for row in (*self.form.new_people, *self.form.new_organisations))
        if self.refs or somebody_new or self.form.who_text.errors:
            return True
        _add_error(self.form.who_text, "Say who it was with: at least one organisation or person")
        return False


def _settle(question: RadioField, name: str, lookalikes: list[LookAlike]) -> bool:
    """Whether it is known who is meant; if not, the question is put beside its row."""
    if not lookalikes:
        return True
    choices = [
        *(SelectChoice(str(one.ref), f"{one.name}{', ' if one.detail else ''}{one.detail}") for one in lookalikes),
        SelectChoice(NEW, f"None of these: add “{name}”"),
    ]
    question.choices = choices  # with an answer too, since the form may come back for something else
    if question.data in {choice.value for choice in choices}:
        return True
    _add_error(question, f"Is “{name}” there already? Use the one you mean, or carry on with a new one")
    return False


def _add_error(wtforms_field: Any, message: str) -> None:
    wtforms_field.errors = [*wtforms_field.errors, message]
