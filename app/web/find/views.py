"""The typeahead's small JSON: who can be chosen for a contact."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.entry.proposals import Proposal, propose, suggest_for
from app.entry.suggestions import Suggestion
from app.web.access import requires, the_account

blueprint = Blueprint("find", __name__)

TEXT_LIMIT = 200
CAUTION = "Caution: open regulatory matter"


@blueprint.get("/find")
@requires(Permission.LOG_CONTACT)
def matches() -> ResponseReturnValue:
    """Whom the text finds; without a text, whom to offer, and first those of the organisation just chosen."""
    text = request.args.get("q", "")[:TEXT_LIMIT].strip()
    me, today = the_account().id, office_today()
    if text:
        found = suggest_for(text, colleague_id=me, today=today)
    else:
        found = propose(colleague_id=me, today=today, organisation_id=_organisation_chosen())
    return {"matches": [_choice(proposal) for proposal in found]}


def _organisation_chosen() -> int | None:
    text = request.args.get("organisation", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _choice(proposal: Proposal) -> dict[str, Any]:
    return {
        "ref": proposal.ref,
        "name": proposal.name,
        "detail": proposal.detail,
        "last": proposal.last,
        "caution": CAUTION if proposal.has_matter else "",
        "members": [_member(line) for line in proposal.members],
    }


def _member(line: Suggestion) -> dict[str, Any]:
    """Somebody to add, with the organisation that they bring."""
    added = {"ref": str(line.ref), "name": line.name, "detail": line.detail}
    organisation_ref = f"organisation:{line.organisation_id}"
    if line.organisation_id is None or str(line.ref) == organisation_ref:
        return added
    organisation = {"ref": organisation_ref, "name": line.organisation_name, "detail": line.organisation_detail}
    return {**added, "organisation": organisation}
