"""Whether the service can answer: for load balancers and monitors."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.accounts.queries import database_answers
from app.accounts.rules import Permission
from app.web.access import requires

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@requires(Permission.PUBLIC)
def health() -> ResponseReturnValue:
    if database_answers():
        return {"status": "ok"}, 200
    return {"status": "the database does not answer"}, 503
