"""Every column that refers to an organisation or a person, and what becomes of it when that is merged.

A merge is refused where the database has a column that refers and is not named here: see app/upkeep/merging/known.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

ORGANISATION, PERSON = "organisation", "person"
KINDS = (ORGANISATION, PERSON)


class Solve(StrEnum):
    """What becomes of a row where the survivor has one that says the same. The survivor's stays."""

    ONE_IS_ENOUGH = "one_is_enough"
    IN_THE_FIRST_PLACE = "in_the_first_place"  # which takes the earlier position of the two
    ITS_OWN_STAYS = "its_own_stays"  # of which there is one at most
    ONE_SPAN = "one_span"  # where their times overlap: one from the earlier start to the later end


@dataclass(frozen=True)
class Reference:
    """`same` are the other columns that, with this one, no two rows may have alike; `words` name one and several."""

    table: str
    column: str
    words: tuple[str, str]
    same: tuple[str, ...] = ()
    solve: Solve = Solve.ONE_IS_ENOUGH
    hangs_on_contact: bool = False

    @property
    def may_meet(self) -> bool:
        """Whether the survivor may have a row that stands for this one too."""
        return bool(self.same) or self.solve is Solve.ITS_OWN_STAYS


@dataclass(frozen=True)
class Stays:
    """A column that is left as it is, and why."""

    table: str
    column: str
    why: str


_CONTACT = ("contact", "contacts")
_AT_CONTACT = ("attendee at a contact", "attendees at contacts")
_POINT = ("point raised", "points raised")
_BY, _TO = ("commitment made", "commitments made"), ("commitment made to it", "commitments made to it")
_MEMBER = ("membership of a forum", "memberships of forums")
_INVITATION, _WITNESS = ("invitation", "invitations"), ("evidence given", "times that evidence was given")

# What hangs on contacts comes first: it is the bulk, and goes contact by contact. A rhythm comes last: whoever moves
# it keeps all from saving until the end, and so may wait for nobody any more.
REFERENCES: Mapping[str, Sequence[Reference]] = {
    ORGANISATION: (
        Reference("contact_organisation", "organisation_id", _CONTACT, ("contact_id",), Solve.IN_THE_FIRST_PLACE, True),
        Reference(
            "attendee", "organisation_id", _AT_CONTACT, ("contact_id", "person_id", "post_id"), hangs_on_contact=True
        ),
        Reference("point", "by_organisation_id", _POINT, hangs_on_contact=True),
        Reference(
            "invitation", "organisation_id", _INVITATION, ("contact_id", "person_id", "post_id"), hangs_on_contact=True
        ),
        Reference(
            "witness", "organisation_id", _WITNESS, ("contact_id", "person_id", "post_id"), hangs_on_contact=True
        ),
        Reference("post", "organisation_id", ("post", "posts")),
        Reference(
            "appointment",
            "organisation_id",
            ("appointment", "appointments"),
            ("person_id", "post_id"),
            Solve.ONE_SPAN,
        ),
        Reference("organisation", "parent_id", ("body under it", "bodies under it")),
        Reference("organisation_alias", "organisation_id", ("other name", "other names"), ("name",)),
        Reference("organisation_succession", "predecessor_id", ("body after it", "bodies after it"), ("successor_id",)),
        Reference(
            "organisation_succession", "successor_id", ("body before it", "bodies before it"), ("predecessor_id",)
        ),
        Reference("regulatory_matter", "organisation_id", ("regulatory matter", "regulatory matters")),
        Reference("workstream", "lead_id", ("workstream led", "workstreams led")),
        Reference(
            "workstream_supporter",
            "organisation_id",
            ("workstream supported", "workstreams supported"),
            ("workstream_id",),
        ),
        Reference("commitment", "by_organisation_id", _BY),
        Reference("commitment", "to_organisation_id", _TO),
        Reference("forum", "convenor_id", ("forum convened", "forums convened")),
        Reference("forum_member", "organisation_id", _MEMBER, ("forum_id", "person_id", "post_id"), Solve.ONE_SPAN),
        Reference("inquiry", "committee_id", ("inquiry", "inquiries")),
        Reference("committee_update", "committee_id", ("update", "updates")),
        Reference("rhythm", "organisation_id", ("intended rhythm", "intended rhythms"), solve=Solve.ITS_OWN_STAYS),
    ),
    PERSON: (
        Reference(
            "attendee", "person_id", _CONTACT, ("contact_id", "post_id", "organisation_id"), hangs_on_contact=True
        ),
        Reference("point", "by_person_id", _POINT, hangs_on_contact=True),
        Reference(
            "invitation", "person_id", _INVITATION, ("contact_id", "organisation_id", "post_id"), hangs_on_contact=True
        ),
        Reference(
            "witness", "person_id", _WITNESS, ("contact_id", "organisation_id", "post_id"), hangs_on_contact=True
        ),
        Reference(
            "appointment",
            "person_id",
            ("appointment", "appointments"),
            ("organisation_id", "post_id"),
            Solve.ONE_SPAN,
        ),
        Reference("commitment", "by_person_id", _BY),
        Reference("commitment", "to_person_id", ("commitment made to them", "commitments made to them")),
        Reference("forum_member", "person_id", _MEMBER, ("forum_id", "organisation_id", "post_id"), Solve.ONE_SPAN),
    ),
}

STAYS: Mapping[str, Sequence[Stays]] = {
    ORGANISATION: (Stays("stage_change", "organisation_id", "They tell how the record merged came to its own stage."),),
    PERSON: (),
}

# Columns that hold a record's number without saying so to the database.
UNDECLARED: Sequence[Stays] = (
    Stays("audit_entry", "subject_id", "What was changed in a record stays told of that record."),
    Stays("name_term", "subject_id", "The names of both are put into the index anew."),
    Stays("reindex_request", "subject_id", "Work that is still owed finds nothing more to do, and ends."),
    Stays("update_evidence", "record_id", "A letter says what it said when it was sent."),
    Stays("record_merge", "survivor_id", "The pointer is followed on from one merge to the next."),
    Stays("record_merge", "loser_id", "The pointer itself."),
    Stays("organisation_month", "organisation_id", "Each contact that moves is counted anew."),
    Stays("organisation_first", "organisation_id", "Each contact that moves is counted anew."),
    Stays("likely_pair", "first_id", "A pair is shown as long as both are in the directory."),
    Stays("likely_pair", "second_id", "A pair is shown as long as both are in the directory."),
)
