"""Organisations, people and posts as lists to be saved, shown in columns and exported."""

from dataclasses import replace

from app.managed_lists.queries import list_words
from app.organisations.models import Organisation
from app.organisations.queries import count_organisations, list_organisations
from app.organisations.sectors import SECTORS
from app.people.post_queries import PostFilters, count_posts, list_posts
from app.people.queries import PersonFilters, count_people, list_people
from app.reports.lists import directory as columns
from app.reports.lists.records import keys_of_pages
from app.web.directory_lists import number_of
from app.web.lists_shown.shown_list import Arguments, ReadList, ShownList
from app.web.merged import standing_organisation
from app.web.organisations.forms import OrganisationFilterForm
from app.web.people.forms import DirectoryFilterForm


def named_organisation(arguments: Arguments, name: str) -> Organisation | None:
    """The one that a list names by its number."""
    return standing_organisation(number_of(arguments.get(name, "")))


def _organisations(arguments: Arguments) -> ReadList:
    form = OrganisationFilterForm(arguments, list_words(SECTORS))
    parent = named_organisation(arguments, "parent")
    filters = replace(form.chosen(), parent_id=parent.id if parent else None)
    return ReadList(
        labels=form.labels() | ({"parent": f"part of {parent.name}"} if parent else {}),
        count=lambda _reader: count_organisations(filters),
        keys=lambda _reader: keys_of_pages(lambda after, size: list_organisations(filters, after=after, size=size)),
    )


def _people(arguments: Arguments) -> ReadList:
    form, at = DirectoryFilterForm(arguments), named_organisation(arguments, "organisation")
    filters = PersonFilters(
        words=form.words.data or "", organisation_id=at.id if at else None, is_archived=form.wants_archived
    )
    return ReadList(
        labels=form.labels() | ({"organisation": f"at {at.name}"} if at else {}),
        count=lambda _reader: count_people(filters),
        keys=lambda _reader: keys_of_pages(lambda after, size: list_people(filters, after=after, size=size)),
    )


def _posts(arguments: Arguments) -> ReadList:
    form, of = DirectoryFilterForm(arguments), named_organisation(arguments, "organisation")
    filters = PostFilters(
        words=form.words.data or "", organisation_id=of.id if of else None, is_archived=form.wants_archived
    )
    return ReadList(
        labels=form.labels() | ({"organisation": f"of {of.name}"} if of else {}),
        count=lambda _reader: count_posts(filters),
        keys=lambda _reader: keys_of_pages(lambda after, size: list_posts(filters, after=after, size=size)),
    )


ORGANISATIONS = ShownList(
    name="organisations",
    title="Organisations",
    endpoint="organisations.index",
    nouns=("organisation", "organisations"),
    parameters=("words", "group", "sector", "stage", "status", "leaders", "archived", "parent"),
    columns=columns.ORGANISATION_COLUMNS,
    title_column="name",
    record=("organisations.organisation", "organisation_id"),
    read=_organisations,
    cells=columns.OrganisationCells,
    order="by name",
)
PEOPLE = ShownList(
    name="people",
    title="People",
    endpoint="people.index",
    nouns=("person", "people"),
    parameters=("words", "archived", "organisation"),
    columns=columns.PERSON_COLUMNS,
    title_column="name",
    record=("people.person", "person_id"),
    read=_people,
    cells=columns.PersonCells,
    order="by name",
)
POSTS = ShownList(
    name="posts",
    title="Posts",
    endpoint="posts.index",
    nouns=("post", "posts"),
    parameters=("words", "archived", "organisation"),
    columns=columns.POST_COLUMNS,
    title_column="title",
    record=("posts.post", "post_id"),
    read=_posts,
    cells=columns.PostCells,
    order="by title",
)
