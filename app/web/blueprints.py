"""Every blueprint of the application."""

from flask import Flask

from app.web.accounts.views import blueprint as accounts
from app.web.administration.views import blueprint as administration
from app.web.commitments.views import blueprint as commitments
from app.web.contacts.routes import blueprint as contacts
from app.web.find.views import blueprint as find
from app.web.follow_ups.views import blueprint as follow_ups
from app.web.health.views import blueprint as health
from app.web.home.views import blueprint as home
from app.web.lists.views import blueprint as lists
from app.web.organisations.routes import blueprint as organisations
from app.web.people.routes import blueprint as people
from app.web.posts.routes import blueprint as posts
from app.web.search.views import blueprint as search

BLUEPRINTS = (
    health,
    home,
    accounts,
    administration,
    contacts,
    find,
    follow_ups,
    posts,
    people,
    organisations,
    commitments,
    search,
    lists,
)


def register_blueprints(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
