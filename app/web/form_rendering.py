"""What the form components ask of a WTForms field: which control it is, and where its errors lead."""

from collections.abc import Iterable
from typing import Any, Literal

from wtforms import Field, FieldList, Form, FormField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget, Select, TextArea

Control = Literal["input", "textarea", "select", "check", "group"]

_CONTROLS: tuple[tuple[type, Control], ...] = (
    (TextArea, "textarea"),
    (Select, "select"),
    (CheckboxInput, "check"),
    (ListWidget, "group"),
)


def control_kind(field: Field) -> Control:
    """The control to draw; a group is radios or checkboxes, which every choice of several is."""
    if isinstance(field, SelectMultipleField):
        return "group"
    return next((control for widget, control in _CONTROLS if isinstance(field.widget, widget)), "input")


def choice_type(field: Field) -> Literal["checkbox", "radio"]:
    """Whether several choices of a group may be made, or one."""
    return "checkbox" if isinstance(field, SelectMultipleField) else "radio"


def error_links(form: Form) -> list[tuple[str, str]]:
    """The address of each field at fault, in the order of the form, with its first message."""
    whole_form = [("", message) for message in form.form_errors]  # as markup where it leads somewhere
    return whole_form + [link for field in form for link in _field_links(field)]


def _field_links(field: Field) -> Iterable[tuple[str, str]]:
    if isinstance(field, FormField):
        return error_links(field.form)
    if isinstance(field, FieldList):
        inner = [link for entry in field.entries for link in _field_links(entry)]
        return inner or _own_link(field, [error for error in field.errors if isinstance(error, str)])
    return _own_link(field, field.errors)


def _own_link(field: Field, errors: Iterable[Any]) -> list[tuple[str, str]]:
    """With the name of the field where the message says "this", which is clear beside the field alone."""
    named = f"Shorten “{field.label.text}”"
    return [(f"#{field.id}", str(error).replace("Shorten this", named)) for error in errors][:1]
