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
MANAGERS = frozenset({"manager"})
AUTHOR = frozenset({"officer"})  # who logged the contact of the address values, whatever the others may do

ACCESS: dict[str, frozenset[str]] = {
    "health.health": PUBLIC,
    # accounts
    "accounts.sign_in": PUBLIC,
    "accounts.sign_in_again": PUBLIC,
    "accounts.sign_out": SIGNED_IN,
    "accounts.change_password": SIGNED_IN,
    "accounts.keys": SIGNED_IN,
    "accounts.change_keys": SIGNED_IN,
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
    # sectors and themes
    "lists.sectors": ADMINISTRATORS,
    "lists.themes": ADMINISTRATORS,
    "lists.add": ADMINISTRATORS,
    "lists.rename": ADMINISTRATORS,
    "lists.change": ADMINISTRATORS,
    # organisations
    "organisations.index": READERS,
    "organisations.organisation": READERS,
    "organisations.add": WRITERS,
    "organisations.edit": WRITERS,
    "organisations.archive": WRITERS,
    "organisations.restore": WRITERS,
    "organisations.similar": WRITERS,
    # people
    "people.index": READERS,
    "people.person": READERS,
    "people.add": WRITERS,
    "people.edit": WRITERS,
    "people.archive": WRITERS,
    "people.restore": WRITERS,
    "people.similar": WRITERS,
    "people.add_appointment": WRITERS,
    "people.end": WRITERS,
    "people.move": WRITERS,
    "people.remove": WRITERS,
    "people.put_back": WRITERS,
    # posts
    "posts.index": READERS,
    "posts.post": READERS,
    "posts.add": WRITERS,
    "posts.edit": WRITERS,
    "posts.archive": WRITERS,
    "posts.restore": WRITERS,
    "posts.add_holder": WRITERS,
    # home and search
    "home.index": READERS,
    "search.results": READERS,
    "find.matches": WRITERS,
    # contacts
    "contacts.history": READERS,
    "contacts.log": WRITERS,
    "contacts.proposals": WRITERS,
    # each finds their own drafts alone: tests/web/contacts/test_private_drafts.py
    "contacts.save_draft": WRITERS,
    "contacts.discard_draft": WRITERS,
    "contacts.keep_draft": WRITERS,
    "contacts.warnings": WRITERS,
    "contacts.contact": READERS,
    "contacts.edit": WRITERS,
    "contacts.move": WRITERS,
    "contacts.cancel": WRITERS,
    "contacts.plan_again": WRITERS,
    "contacts.archive": WRITERS,
    "contacts.restore": WRITERS,
    "contacts.file": READERS,
    "contacts.add_files": WRITERS,
    "contacts.remove_file": WRITERS,
    "contacts.put_back_file": WRITERS,
    "contacts.draft_file": WRITERS,
    "contacts.add_draft_files": WRITERS,
    "contacts.remove_draft_file": WRITERS,
    "contacts.put_back_draft_file": WRITERS,
    "contacts.undo_logging": AUTHOR,
    "contacts.undo_change": WRITERS,
    "contacts.put_back": AUTHOR,
    # follow-ups
    "follow_ups.complete": WRITERS,
    "follow_ups.reopen": WRITERS,
    # commitments
    "commitments.index": READERS,
    "commitments.commitment": READERS,
    "commitments.add": WRITERS,
    "commitments.edit": WRITERS,
    "commitments.archive": WRITERS,
    "commitments.restore": WRITERS,
    "commitments.status": WRITERS,
    "commitments.undo_status_change": WRITERS,
    # partnership
    # workstreams
    "workstreams.index": READERS,
    "workstreams.workstream": READERS,
    "workstreams.add": WRITERS,
    "workstreams.edit": WRITERS,
    "workstreams.archive": WRITERS,
    "workstreams.restore": WRITERS,
    "workstreams.add_to": WRITERS,
    "workstreams.edit_activity": WRITERS,
    "workstreams.remove": WRITERS,
    "workstreams.put_back": WRITERS,
    # points
    # outputs
    "outputs.index": READERS,
    "outputs.output": READERS,
    "outputs.add": WRITERS,
    "outputs.edit": WRITERS,
    "outputs.archive": WRITERS,
    "outputs.restore": WRITERS,
    "outputs.points": WRITERS,
    "outputs.add_points": WRITERS,
    "outputs.take_point_out": WRITERS,
    "outputs.take_point": WRITERS,
    "outputs.contacts": WRITERS,
    "outputs.take_contact_out": WRITERS,
    "outputs.commitments": WRITERS,
    "outputs.add_commitments": WRITERS,
    "outputs.take_commitment_out": WRITERS,
    # milestones
    "milestones.index": READERS,
    "milestones.milestone": READERS,
    "milestones.add": WRITERS,
    "milestones.edit": WRITERS,
    "milestones.archive": WRITERS,
    "milestones.restore": WRITERS,
    # forums
    "forums.index": READERS,
    "forums.forum": READERS,
    "forums.events": READERS,
    "forums.add": WRITERS,
    "forums.edit": WRITERS,
    "forums.archive": WRITERS,
    "forums.restore": WRITERS,
    "forums.add_members": WRITERS,
    "forums.edit_member": WRITERS,
    "forums.end_member": WRITERS,
    "forums.remove_member": WRITERS,
    "forums.put_back_member": WRITERS,
    "forums.invite": WRITERS,
    "forums.remove_invitation": WRITERS,
    "forums.put_back_invitation": WRITERS,
    # stages
    "stages.index": READERS,
    "stages.move": WRITERS,
    "stages.undo": WRITERS,
    # coverage
    # independence
    "independence.index": READERS,
    "independence.add": MANAGERS,
    "independence.matter": MANAGERS,
    "independence.edit": MANAGERS,
    "independence.close": MANAGERS,
    "independence.reopen": MANAGERS,
    # inquiries
    "inquiries.index": READERS,
    "inquiries.inquiry": READERS,
    "inquiries.add": WRITERS,
    "inquiries.edit": WRITERS,
    "inquiries.archive": WRITERS,
    "inquiries.restore": WRITERS,
    "inquiries.add_contact": WRITERS,
    "inquiries.remove_contact": WRITERS,
    "inquiries.add_witness": WRITERS,
    "inquiries.remove_witness": WRITERS,
    "inquiries.answer": WRITERS,
    "inquiries.remove_answer": WRITERS,
    # updates
    "updates.index": READERS,
    "updates.update": READERS,
    "updates.print_page": READERS,
    "updates.docx": READERS,
    "updates.pdf": READERS,
    "updates.new": WRITERS,
    "updates.edit": WRITERS,
    "updates.archive": WRITERS,
    "updates.restore": WRITERS,
    "updates.check": WRITERS,
    "updates.take": WRITERS,
    "updates.freeze": WRITERS,
    "updates.start": WRITERS,
}
