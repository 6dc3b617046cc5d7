"""Organisations as lists show them."""

from flask import url_for

from app.organisations.models import Organisation
from app.organisations.rules import OrganisationStatus
from app.web.directory_lists import DirectoryRow


def organisation_row(organisation: Organisation) -> DirectoryRow:
    parts = [
        organisation.abbreviation,
        organisation.partner_group.label,
        organisation.sector.name if organisation.sector else "",
        f"part of {organisation.parent.name}" if organisation.parent else "",
    ]
    tags = [
        organisation.stage.label,
        "Closed" if organisation.status is OrganisationStatus.CLOSED else "",
        "Archived" if organisation.archived_at else "",
    ]
    return DirectoryRow(
        title=organisation.name,
        url=url_for("organisations.organisation", organisation_id=organisation.id),
        under=" · ".join(filter(None, parts)),
        tags=[tag for tag in tags if tag and tag != "Identified"],
        is_sample=organisation.is_sample,
    )
