"""What a contact is linked to in the programme, each with the address of its own history."""

from dataclasses import dataclass

from flask import url_for

from app.contacts.models import Contact

Link = tuple[str, str]


@dataclass(frozen=True)
class ProgrammeLinks:
    """Pairs of address and words."""

    workstreams: list[Link]
    commitments: list[Link]
    themes: list[Link]


def programme_links(contact: Contact) -> ProgrammeLinks:
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
    )
