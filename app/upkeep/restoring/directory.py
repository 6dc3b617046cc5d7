"""Fields of organisations, people and posts that can be put back.

Of regulatory matters nothing is: what they say is told on their own pages alone.
"""

from typing import Any

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.contacts.tallies.facts import sides_of
from app.organisations.details import OrganisationDetails
from app.organisations.models import Organisation, Sector
from app.organisations.queries import get_organisation, list_predecessors, list_successors
from app.organisations.rules import OrganisationStatus, PartnerGroup
from app.organisations.services import change_organisation, describe_organisation
from app.people.post_queries import get_post
from app.people.post_services import change_post, describe_post
from app.people.queries import get_person
from app.people.services import change_person, describe_person
from app.upkeep.reindex import after_organisation_changed, after_person_changed, after_post_changed
from app.upkeep.restoring.kinds import Details, Field, RestorableKind, Restoring, as_they_stand
from app.upkeep.restoring.words import a_day, as_it_is, called, one_of, several, several_called, yes_or_no

_ONE = called(Organisation.name, "organisation")
_SEVERAL = several_called(Organisation.name, "organisation")


def _organisation_details(organisation: Organisation) -> Details:
    plain = as_they_stand(
        organisation,
        *("name", "partner_group", "abbreviation", "sector_id", "parent_id", "status", "closed_on", "website", "stage"),
        *("is_sector_leader", "relationship_owner_id", "notes"),
    )
    return plain | {
        "aliases": tuple(alias.name for alias in organisation.aliases),
        "predecessor_ids": tuple(other.id for other in list_predecessors(organisation.id)),
        "successor_ids": tuple(other.id for other in list_successors(organisation.id)),
    }


def _change_organisation(organisation: Organisation, details: Details, restoring: Restoring) -> None:
    were = sides_of(organisation)
    change_organisation(
        organisation=organisation,
        details=OrganisationDetails(**details),
        version=restoring.version,
        actor=restoring.actor,
    )
    after_organisation_changed(organisation, were=were)


def _change_person(person: Any, details: Details, restoring: Restoring) -> None:
    change_person(person=person, version=restoring.version, actor=restoring.actor, **details)
    after_person_changed(person.id)


def _change_post(post: Any, details: Details, restoring: Restoring) -> None:
    change_post(post=post, version=restoring.version, actor=restoring.actor, **details)
    after_post_changed(post.id)


DIRECTORY = {
    "organisation": RestorableKind(
        permission=Permission.EDIT_DIRECTORY,
        get=lambda number, _reader: get_organisation(number),
        say=describe_organisation,
        details=_organisation_details,
        change=_change_organisation,
        fields={
            "Name": Field("name", as_it_is),
            "Abbreviation": Field("abbreviation", as_it_is),
            "Also known as": Field("aliases", several),
            "Partner group": Field("partner_group", one_of(PartnerGroup)),
            "Sector": Field("sector_id", called(Sector.name, "sector")),
            "Part of": Field("parent_id", _ONE),
            "Before it": Field("predecessor_ids", _SEVERAL),
            "After it": Field("successor_ids", _SEVERAL),
            "Status": Field("status", one_of(OrganisationStatus)),
            "Closed on": Field("closed_on", a_day),
            "Website": Field("website", as_it_is),
            "Sector leader": Field("is_sector_leader", yes_or_no),
            "Relationship owner": Field("relationship_owner_id", called(Colleague.name, "colleague")),
            "Notes": Field("notes", as_it_is),
        },
    ),
    "person": RestorableKind(
        permission=Permission.EDIT_DIRECTORY,
        get=lambda number, _reader: get_person(number),
        say=describe_person,
        details=lambda person: as_they_stand(person, "name", "email", "telephone", "notes"),
        change=_change_person,
        fields={
            "Name": Field("name", as_it_is),
            "Email": Field("email", as_it_is),
            "Telephone": Field("telephone", as_it_is),
            "Notes": Field("notes", as_it_is),
        },
    ),
    "post": RestorableKind(
        permission=Permission.EDIT_DIRECTORY,
        get=lambda number, _reader: get_post(number),
        say=describe_post,
        details=lambda post: as_they_stand(post, "title", "organisation_id", "notes"),
        change=_change_post,
        fields={
            "Title": Field("title", as_it_is),
            "Organisation": Field("organisation_id", _ONE),
            "Notes": Field("notes", as_it_is),
        },
    ),
}
