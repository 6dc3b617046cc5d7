"""What kinds of record are called among the changes, and the page of each."""

from flask import url_for

_WORDS = {"update": "update to a committee", "starter_directory": "starter directory", "follow_up": "follow-up"}
# The endpoint of a record's page, and what its address calls the record's number.
_PAGES = {
    "organisation": ("organisations.organisation", "organisation_id"),
    "person": ("people.person", "person_id"),
    "post": ("posts.post", "post_id"),
    "contact": ("contacts.contact", "contact_id"),
    "point": ("points.point", "point_id"),
    "workstream": ("workstreams.workstream", "workstream_id"),
    "commitment": ("commitments.commitment", "commitment_id"),
    "output": ("outputs.output", "output_id"),
    "milestone": ("milestones.milestone", "milestone_id"),
    "forum": ("forums.forum", "forum_id"),
    "inquiry": ("inquiries.inquiry", "inquiry_id"),
    "update": ("updates.update", "update_id"),
    "regulatory_matter": ("independence.matter", "matter_id"),
    "colleague": ("administration.colleague", "colleague_id"),
    "team": ("administration.team", "team_id"),
}


def kind_words(kind: str) -> str:
    return _WORDS.get(kind, kind.replace("_", " "))


def page_of(kind: str) -> tuple[str, str] | None:
    return _PAGES.get(kind)


def address_of(kind: str, number: int) -> str:
    endpoint, name = _PAGES[kind]
    return url_for(endpoint, **{name: number})  # type: ignore[arg-type]
