"""What is to be changed: each part of the form has buttons of its own, which say what is done with it."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, SelectMultipleField

from app.accounts.queries import list_colleagues, list_names_of_writers
from app.contacts.rules import Visibility
from app.core.words import find_word
from app.many.rules import Change, ChangeKind
from app.programme.queries import list_programme_names
from app.web.fields import LongSelect, SelectChoice

NOBODY = 0
WHAT = {"themes": "theme", "workstreams": "workstream", "commitments": "commitment"}


class ChangeForm(FlaskForm):  # type: ignore[misc]
    themes = SelectMultipleField("Themes", coerce=int)
    workstreams = SelectMultipleField("Workstreams", coerce=int)
    commitments = SelectMultipleField("Commitments", coerce=int)
    from_id = SelectField("In the place of", coerce=int, default=NOBODY, widget=LongSelect())
    to_id = SelectField("Put", coerce=int, default=NOBODY, widget=LongSelect())
    on_our_side = BooleanField("On our side of the contacts", default=True)
    owning_follow_ups = BooleanField("As the owner of their open follow-ups", default=True)

    def offer(self) -> None:
        """What is not archived, and colleagues: in the place of anybody, but only whoever can sign in."""
        names = list_programme_names()
        self.themes.choices = _choices(names.themes)
        self.workstreams.choices = _choices(names.workstreams)
        self.commitments.choices = _choices(names.commitments)
        everybody = [(each.id, each.name) for each in list_colleagues()]
        self.from_id.choices = _choices([(NOBODY, "Choose a colleague"), *everybody])
        self.to_id.choices = _choices([(NOBODY, "Choose a colleague"), *list_names_of_writers()])

    def read_change(self, pressed: str, visibility: str) -> Change | None:
        """The change that the pressed button asks for; None with what is wrong told beside the fields."""
        kind = find_word(ChangeKind, pressed)
        if kind is None:
            self.form_errors.append("Press the button of what is to be changed")
            return None
        if kind.list_name:
            return self._of_list(kind)
        if kind is ChangeKind.REASSIGN:
            return self._reassignment()
        wanted = find_word(Visibility, visibility) or Visibility.RESTRICTED
        return Change(kind, visibility=wanted)

    def _of_list(self, kind: ChangeKind) -> Change | None:
        field = self[kind.list_name]
        if not field.data and not field.errors:
            field.errors = [f"Tick at least one {WHAT[kind.list_name]}"]
        return None if field.errors else Change(kind, tuple(sorted(set(field.data))))

    def _reassignment(self) -> Change | None:
        for field, words in ((self.from_id, "Say whom to replace"), (self.to_id, "Say who takes their place")):
            if not field.data and not field.errors:
                field.errors = [words]
        if self.from_id.data == self.to_id.data != NOBODY:
            self.to_id.errors = ["Choose another colleague than the one to be replaced"]
        if not self.on_our_side.data and not self.owning_follow_ups.data:
            self.on_our_side.errors = ["Tick at least one of the two"]
        if any(field.errors for field in (self.from_id, self.to_id, self.on_our_side)):
            return None
        return Change(
            ChangeKind.REASSIGN,
            from_id=self.from_id.data,
            to_id=self.to_id.data,
            on_our_side=self.on_our_side.data,
            owning_follow_ups=self.owning_follow_ups.data,
        )


def _choices(rows: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in rows]
