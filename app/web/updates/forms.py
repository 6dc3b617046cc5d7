"""Forms about updates to a committee."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, FormField, HiddenField, StringField, TextAreaField

from app.core.errors import InvalidInput, Problem
from app.organisations.models import Organisation
from app.partnership.models import CommitteeUpdate
from app.partnership.updates.details import UpdateDetails
from app.partnership.updates.rules import ONE_DAY
from app.partnership.updates.services import SentenceEdit
from app.web.contacts.date_reading import NEAR_DAYS
from app.web.contacts.row_forms import Rows
from app.web.directory_fields import DayField, OrganisationField, organisation_text
from app.web.fields import line, lines, said
from app.web.problems import show_problems
from app.web.updates.page import SentenceRow

CHARACTERS_A_ROW = 80
SENTENCES_LIMIT = 1000  # far more than any part has


class UpdateForm(FlaskForm):  # type: ignore[misc]
    """For which committee an update is composed, and of which period."""

    committee = OrganisationField("Committee", missing="Enter the committee that the update is for.")
    period_from = DayField("From")
    period_to = DayField("To", stands_for="last")
    title = StringField("Title", filters=[line], render_kw={"autocomplete": "off"})

    def follow(self, committee: Organisation | None, earlier: CommitteeUpdate | None) -> None:
        """Begin the day after an earlier update ended, or with nothing but the committee."""
        self.committee.data = organisation_text(committee)
        if earlier is not None:
            self.period_from.fill(earlier.period_to + ONE_DAY)

    def details(self) -> UpdateDetails:
        """What the form says; what of it is not clear is left out."""
        return UpdateDetails(
            committee_id=self.committee.picked_id,
            period_from=self.period_from.day,
            period_to=self.period_to.day,
            title=said(self.title),
        )


class SentenceForm(Form):
    """One sentence. Its number ties it to the row, wherever it stands in the form."""

    sentence_id = HiddenField()
    words = TextAreaField("Sentence", filters=[lines])
    is_left_out = BooleanField("Leave it out of the letter")


class PartForm(FlaskForm):  # type: ignore[misc]
    """The sentences of a part, and one more of the author's own."""

    sentences = Rows(FormField(SentenceForm), most=SENTENCES_LIMIT)
    written = TextAreaField("A sentence of your own", filters=[lines], render_kw={"rows": 2})
    version = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if len(self.sentences) > SENTENCES_LIMIT:
            self.form_errors.append(f"Save fewer sentences: a part holds at most {SENTENCES_LIMIT:,}.")
            return False
        return is_valid

    def fill(self, sentences: Sequence[SentenceRow], version: int) -> None:
        for sentence in sentences:
            self.sentences.append_entry()
            self._show(len(self.sentences) - 1, sentence, sentence.words)
        self.version.data = str(version)

    def name_sentences(self) -> None:
        """Tell the fields apart by what they are called, and give each the room that its words need."""
        for place, entry in enumerate(self.sentences, start=1):
            entry.form.words.label.text = f"Sentence {place}"
            rows = max(2, len(entry.form.words.data or "") // CHARACTERS_A_ROW + 1)
            entry.form.words.render_kw = {"rows": rows}

    def put_back(self, sentences: Sequence[SentenceRow], which: str) -> None:
        """Show again what was composed for one sentence, by its number, or for all. Nothing is saved by it."""
        by_id = {str(sentence.id): sentence for sentence in sentences}
        for place, entry in enumerate(self.sentences):
            number = entry.form.sentence_id.data
            sentence = by_id.get(number or "")
            if sentence is not None and which in ("all", number):
                self._show(place, sentence, sentence.composed or sentence.words)
                entry.form.is_left_out.data = False

    def _show(self, place: int, sentence: SentenceRow, words: str) -> None:
        form = self.sentences[place].form
        form.sentence_id.data = str(sentence.id)
        form.words.data = words
        form.is_left_out.data = sentence.is_left_out

    def edits(self) -> list[SentenceEdit]:
        return [
            SentenceEdit(int(number), said(entry.form.words), bool(entry.form.is_left_out.data), entry.form.words.name)
            for entry in self.sentences
            if (number := said(entry.form.sentence_id)).isdecimal() and len(number) < 10
        ]

    def show_refused(self, error: InvalidInput) -> None:
        """Each problem beside the sentence that it is about."""
        words = {entry.form.words.name: entry.form.words for entry in self.sentences}
        rest: list[Problem] = []
        for problem in error.problems:
            if problem.field in words:
                field = words[problem.field]
                field.errors = [*field.errors, problem.message]
            else:
                rest.append(problem)
        show_problems(self, InvalidInput(rest))
        if len(rest) < len(error.problems):
            self.form_errors.append("Put the sentences below right.")


class FreezeForm(FlaskForm):  # type: ignore[misc]
    """What the letter bears that an update becomes."""

    reference = StringField("Our reference", filters=[line], render_kw={"autocomplete": "off"})
    sent_on = DayField("Date of the letter", near_days=NEAR_DAYS)
    version = HiddenField()


class TakeForm(FlaskForm):  # type: ignore[misc]
    """What of the record as it is now goes into the draft: a sentence, a part, or all that was not edited."""

    part = HiddenField()
    key = HiddenField()
    seen = HiddenField()
    keep = HiddenField()
    version = HiddenField()
