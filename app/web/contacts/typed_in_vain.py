"""What somebody typed into the form of a contact, and may not save any more: shown, so that they can copy it."""

from collections.abc import Iterator

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden
from wtforms import Field, FieldList, Form, FormField, HiddenField, StringField

from app.core.clock import office_today
from app.web.access import asks_for_json
from app.web.contacts import blueprint
from app.web.contacts.forms import ContactForm
from app.web.errors import error_page
from app.web.fields import said

FORMS = frozenset({"contacts.log", "contacts.edit"})


@blueprint.errorhandler(403)
def give_back_what_was_typed(error: Forbidden) -> ResponseReturnValue:
    """The role of whoever typed it was changed meanwhile."""
    if request.method != "POST" or request.endpoint not in FORMS or asks_for_json():
        return error_page(403)
    return render_template("errors/403.html", typed=list(_texts(ContactForm(today=office_today())))), 403


def _texts(fields: Form | FieldList | FormField) -> Iterator[tuple[str, str]]:  # type: ignore[type-arg]
    """The label and the text of every field that was typed into, those of rows too."""
    for field in fields:
        if isinstance(field, FieldList | FormField):
            yield from _texts(field)
        elif _is_typed_into(field) and said(field):
            yield str(field.label.text), said(field)


def _is_typed_into(field: Field) -> bool:
    return isinstance(field, StringField) and not isinstance(field, HiddenField)
