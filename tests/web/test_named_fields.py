"""Fields that name somebody, or a contact, by what is typed."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.accounts.models import Colleague
from app.people.whom import Whom
from app.web.contact_field import ContactField
from app.web.directory_fields import OrganisationField
from app.web.whom_field import WhomField
from tests.factories.contacts import make_contact
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


class NamingForm(Form):
    who = WhomField("Who", missing="Say who.")


class OrganisationForm(Form):
    organisation = OrganisationField("Organisation")


class ContactForm(Form):
    contact = ContactField("Contact")


def sent(form: type[Form], **typed: str) -> Form:
    return form(MultiDict(typed))


def test_a_name_that_only_one_bears_is_taken(app: Flask) -> None:
    council = make_organisation()
    form = sent(NamingForm, who="example county council")
    assert form.validate()
    assert form.who.whom == Whom(organisation_id=council.id)


def test_somebody_in_a_post_brings_the_post_and_the_organisation(app: Flask) -> None:
    post = make_post("Director")
    person = make_person("Kit Example")
    make_appointment(person, post)
    form = sent(NamingForm, who="Kit Example")
    assert form.validate()
    assert form.who.whom == Whom(post.organisation_id, person.id, post.id)


def test_where_several_bear_the_name_one_is_chosen_and_remembered(app: Flask) -> None:
    first, second = make_person("Kit Example"), make_person("Kit Example")
    form = sent(NamingForm, who="Kit Example")
    assert not form.validate()
    assert {choice.value for choice in form.who.choices} == {f"person:{first.id}", f"person:{second.id}"}
    form = sent(NamingForm, **{"who": "Kit Example", "who-choice": f"person:{second.id}"})
    assert form.validate()
    assert form.who.whom == Whom(person_id=second.id)
    shown = NamingForm()
    shown.who.fill(Whom(person_id=second.id))
    assert (shown.who.data, shown.who.picked) == ("Kit Example", f"person:{second.id}")


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize(
    ("form", "name", "make"),
    [
        (NamingForm, "who", lambda: make_organisation("Example Council")),
        (OrganisationForm, "organisation", lambda: make_organisation("Example Council")),
        (ContactForm, "contact", lambda: make_contact("The example of a desk")),
    ],
)
def test_the_only_one_found_stands_chosen_so_that_the_form_sent_again_takes_it(
    form: type[Form], name: str, make: Callable[[], object]
) -> None:
    make()
    asked = sent(form, **{name: "example"})
    assert not asked.validate()
    assert asked[name].errors == ["Is it this one? If it is, carry on; if not, change “example”."]
    [choice] = asked[name].choices
    assert asked[name].picked == choice.value
    again = {name: "example", asked[name].choice_name: choice.value, asked[name].asked_name: "example"}
    assert sent(form, **again).validate()


def test_what_stood_chosen_is_not_taken_for_other_words(app: Flask) -> None:
    north, _south = make_organisation("North Council"), make_organisation("South Council")
    typed = {"organisation": "council", "organisation-choice": str(north.id), "organisation-asked": "north"}
    form = sent(OrganisationForm, **typed)
    assert not form.validate()
    assert form.organisation.errors == ["Choose which organisation “council” is, or change it."]
    assert form.organisation.picked == ""


def test_a_choice_is_forgotten_once_another_name_is_typed(app: Flask) -> None:
    first, second = make_person("Kit Example"), make_person("Ray Sample")
    form = sent(NamingForm, **{"who": "Ray Sample", "who-choice": f"person:{first.id}"})
    assert form.validate()
    assert form.who.whom == Whom(person_id=second.id)


def test_who_is_not_there_and_nobody_are_told(app: Flask) -> None:
    form = sent(NamingForm, who="Nobody Atall")
    assert not form.validate()
    assert "Nobody is called “Nobody Atall”" in form.who.errors[0]
    form = sent(NamingForm, who="")
    assert not form.validate()
    assert form.who.errors == ["Say who."]


@pytest.fixture
def reading(app: Flask, make_colleague: Callable[..., Colleague], monkeypatch: pytest.MonkeyPatch) -> Colleague:
    from app.contacts.visibility import Reader
    from app.web import contact_field

    colleague = make_colleague("officer")
    monkeypatch.setattr(contact_field, "current_reader", lambda: Reader(colleague.id, False))
    return colleague


@pytest.mark.usefixtures("reading")
def test_a_contact_is_named_by_its_number_its_address_or_words_of_it() -> None:
    contact = make_contact("Case study for schools", organisations=[make_organisation()])
    for typed in (f"#{contact.id}", f"https://liaison.example/contacts/{contact.id}", f"Case study #{contact.id}"):
        form = sent(ContactForm, contact=typed)
        assert form.validate()
        assert form.contact.picked_id == contact.id
    form = sent(ContactForm, contact="case study")
    assert not form.validate()
    assert form.contact.choices[0].label == "Meeting, 3 Feb 2021: Case study for schools"


@pytest.mark.usefixtures("reading")
def test_a_restricted_contact_is_found_by_nobody_who_may_not_read_it() -> None:
    contact = make_contact("Case study for schools", is_restricted=True)
    for typed in (f"#{contact.id}", "case study"):
        form = sent(ContactForm, contact=typed)
        assert not form.validate()
        assert form.contact.choices == []
