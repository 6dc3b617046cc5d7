"""Colleagues and teams as rows of a list."""

from dataclasses import dataclass, field

from flask import url_for

from app.accounts.models import Colleague, Team
from app.core.paging import describe_count


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    under: str
    tags: list[str] = field(default_factory=list)
    is_sample: bool = False


def colleague_row(colleague: Colleague) -> Row:
    described = [colleague.role.label, colleague.team.name if colleague.team else "", colleague.email]
    return Row(
        title=colleague.name,
        url=url_for("administration.colleague", colleague_id=colleague.id),
        under=" · ".join(filter(None, described)),
    )


def team_row(team: Team, colleague_count: int) -> Row:
    return Row(
        title=team.name,
        url=url_for("administration.team", team_id=team.id),
        under=describe_count(colleague_count, "colleague", "colleagues"),
    )
