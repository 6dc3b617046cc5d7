"""The typeahead's small JSON: who can be chosen for a contact."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.entry.queries import suggest_participants
from app.web.access import requires

blueprint = Blueprint("find", __name__)

TEXT_LIMIT = 200


@blueprint.get("/find")
@requires(Permission.LOG_CONTACT)
def matches() -> ResponseReturnValue:
    text = request.args.get("q", "")[:TEXT_LIMIT]
    return {
        "matches": [
            {
                "ref": str(match.ref),
                "name": match.name,
                "detail": match.detail,
                "organisation": match.organisation_name,
            }
            for match in suggest_participants(text)
        ]
    }
