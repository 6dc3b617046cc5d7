"""What the form components learn of a field."""

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from app.web.form_rendering import choice_type, control_kind, error_links


class FollowUp(Form):
    what = StringField(validators=[InputRequired("Say what needs doing")])


class Entry(Form):
    date = StringField(validators=[InputRequired("Say when")])
    notes = TextAreaField()
    team = SelectField(choices=["A"])
    kind = RadioField(choices=["Call"], validate_choice=False)
    themes = SelectMultipleField(choices=["A"])
    is_sample = BooleanField()
    follow_ups = FieldList(FormField(FollowUp), min_entries=2, max_entries=2)


def test_each_field_is_drawn_as_the_control_that_its_widget_means() -> None:
    kinds = {field.name: control_kind(field) for field in Entry()}
    assert kinds | {"follow_ups": "rows"} == {
        "date": "input",
        "notes": "textarea",
        "team": "select",
        "kind": "group",
        "themes": "group",
        "is_sample": "check",
        "follow_ups": "rows",
    }


def test_several_choices_are_checkboxes_and_one_is_radios() -> None:
    form = Entry()
    assert (choice_type(form.themes), choice_type(form.kind)) == ("checkbox", "radio")


def test_what_says_this_beside_its_field_names_the_field_where_all_errors_are_told() -> None:
    form = Entry()
    form.notes.errors = ["Shorten this to 10,000 characters or fewer. It has 10,001."]
    assert error_links(form) == [("#notes", "Shorten “Notes” to 10,000 characters or fewer. It has 10,001.")]


def test_a_form_without_errors_has_no_links() -> None:
    assert error_links(Entry()) == []


def test_every_error_leads_to_its_own_field_in_the_order_of_the_form() -> None:
    form = Entry(data={"team": "A"})
    form.validate()
    assert error_links(form) == [
        ("#date", "Say when"),
        ("#follow_ups-0-what", "Say what needs doing"),
        ("#follow_ups-1-what", "Say what needs doing"),
    ]


def test_a_problem_of_the_whole_form_comes_first_and_leads_nowhere() -> None:
    form = Entry()
    form.form_errors.append("Name somebody")
    form.date.errors = ["Say when", "Say it again"]
    assert error_links(form) == [("", "Name somebody"), ("#date", "Say when")]


def test_a_list_of_rows_can_be_at_fault_as_a_whole() -> None:
    form = Entry()
    form.follow_ups.errors = ["Too many follow-ups"]
    assert error_links(form) == [("#follow_ups", "Too many follow-ups")]
