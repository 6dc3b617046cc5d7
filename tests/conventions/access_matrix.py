"""Who may reach which route: one line a route. A route that is not here fails the tests.

The values that an address needs come from the `address_values` fixture, by name.
"""

from app.accounts.rules import Role

ANONYMOUS = "anonymous"
VISITORS = (ANONYMOUS, *(role.value for role in Role))

PUBLIC = frozenset(VISITORS)
SIGNED_IN = PUBLIC - {ANONYMOUS}
READERS = SIGNED_IN
WRITERS = SIGNED_IN - {"reader"}
ADMINISTRATORS = frozenset({"administrator"})

ACCESS: dict[str, frozenset[str]] = {
    "health.health": PUBLIC,
    # accounts
    "accounts.sign_in": PUBLIC,
    "accounts.sign_out": SIGNED_IN,
    "accounts.change_password": SIGNED_IN,
    # administration
    "administration.index": ADMINISTRATORS,
    "administration.colleagues": ADMINISTRATORS,
    "administration.add_colleague": ADMINISTRATORS,
    "administration.colleague": ADMINISTRATORS,
    "administration.edit_colleague": ADMINISTRATORS,
    "administration.set_password": ADMINISTRATORS,
    "administration.deactivate_colleague": ADMINISTRATORS,
    "administration.reactivate_colleague": ADMINISTRATORS,
    "administration.teams": ADMINISTRATORS,
    "administration.add_team": ADMINISTRATORS,
    "administration.team": ADMINISTRATORS,
    "administration.archive_team": ADMINISTRATORS,
    "administration.restore_team": ADMINISTRATORS,
    # home and search
    "home.index": READERS,
    "search.results": READERS,
    "find.matches": WRITERS,
    # contacts
    "contacts.history": READERS,
    "contacts.log": WRITERS,
    "contacts.proposals": WRITERS,
    "contacts.contact": READERS,
    "contacts.edit": WRITERS,
    "contacts.archive": WRITERS,
    "contacts.restore": WRITERS,
    # follow-ups
    "follow_ups.complete": WRITERS,
    "follow_ups.reopen": WRITERS,
    # commitments
    "commitments.index": READERS,
    "commitments.commitment": READERS,
}
