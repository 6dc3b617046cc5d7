"""Every blueprint of the application."""

from flask import Flask

from app.web.accounts.views import blueprint as accounts
from app.web.administration.views import blueprint as administration
from app.web.audit.routes import blueprint as audit
from app.web.briefs.routes import blueprint as briefs
from app.web.commitments.routes import blueprint as commitments
from app.web.contacts.routes import blueprint as contacts
from app.web.coverage.routes import blueprint as coverage
from app.web.duplicates.routes import blueprint as duplicates
from app.web.exports.routes import blueprint as exports
from app.web.find.views import blueprint as find
from app.web.follow_ups.routes import blueprint as follow_ups
from app.web.forums.routes import blueprint as forums
from app.web.health.views import blueprint as health
from app.web.home.views import blueprint as home
from app.web.independence.routes import blueprint as independence
from app.web.inquiries.routes import blueprint as inquiries
from app.web.jobs.routes import blueprint as jobs
from app.web.lists.views import blueprint as lists
from app.web.many.routes import blueprint as many
from app.web.milestones.routes import blueprint as milestones
from app.web.network.routes import blueprint as network
from app.web.organisations.routes import blueprint as organisations
from app.web.outputs.routes import blueprint as outputs
from app.web.partnership.routes import blueprint as partnership
from app.web.people.routes import blueprint as people
from app.web.points.routes import blueprint as points
from app.web.posts.routes import blueprint as posts
from app.web.reports.routes import blueprint as reports
from app.web.reviews.routes import blueprint as reviews
from app.web.rhythm.routes import blueprint as rhythm
from app.web.search.views import blueprint as search
from app.web.stages.routes import blueprint as stages
from app.web.updates.routes import blueprint as updates
from app.web.views.routes import blueprint as views
from app.web.workstreams.routes import blueprint as workstreams

BLUEPRINTS = (
    health,
    home,
    accounts,
    administration,
    contacts,
    many,
    find,
    follow_ups,
    posts,
    people,
    organisations,
    briefs,
    network,
    partnership,
    workstreams,
    commitments,
    points,
    outputs,
    milestones,
    forums,
    stages,
    coverage,
    independence,
    inquiries,
    updates,
    reviews,
    rhythm,
    views,
    exports,
    reports,
    search,
    jobs,
    lists,
    audit,
    duplicates,
)


def register_blueprints(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
