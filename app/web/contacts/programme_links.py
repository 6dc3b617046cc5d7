"""What a contact is linked to in the programme, each with the address of its own history."""

from dataclasses import dataclass

from flask import url_for

from app.contacts.models import Contact
from app.core.clock import office_today
from app.partnership.commitments.queries import list_made_at
from app.partnership.evidence import outputs_of_contacts
from app.web.commitments.rows import CommitmentRow, commitment_rows

PROMISES_SHOWN = 50

Link = tuple[str, str]


@dataclass(frozen=True)
class ProgrammeLinks:
    """Pairs of address and words; and what was promised at the contact itself."""

    workstreams: list[Link]
    commitments: list[Link]
    themes: list[Link]
    outputs: list[Link]
    promised_here: list[CommitmentRow]


def programme_links(contact: Contact) -> ProgrammeLinks:
    """The caller has checked that the reader may read the contact."""
    promised = list_made_at(contact.id, limit=PROMISES_SHOWN)
    return ProgrammeLinks(
        workstreams=[
            (url_for("workstreams.workstream", workstream_id=link.workstream_id), link.workstream.name)
            for link in contact.workstream_links
        ],
        commitments=[
            (url_for("commitments.commitment", commitment_id=link.commitment_id), link.commitment.title)
            for link in contact.commitment_links
        ],
        themes=[(url_for("contacts.history", theme=link.theme_id), link.theme.name) for link in contact.theme_links],
        outputs=[
            (url_for("outputs.output", output_id=output.id), output.title)
            for output in outputs_of_contacts([contact.id]).get(contact.id, [])
        ],
        promised_here=commitment_rows(promised, today=office_today()),
    )
