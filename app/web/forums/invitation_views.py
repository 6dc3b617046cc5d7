"""Who is asked to a contact: one by one or a whole forum, and taking an invitation back."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.clock import office_today
from app.core.errors import Conflict, InvalidInput
from app.core.paging import describe_count
from app.partnership.forums import inviting
from app.partnership.forums.invitations import get_invitation
from app.partnership.forums.queries import get_forum, list_forum_names
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.forums import blueprint
from app.web.forums.forms import InviteForm, PutBackForm, RemoveForm
from app.web.forums.invited import invited_to
from app.web.forums.page import carried, whom_link
from app.web.problems import show_problems
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/contacts/<int:contact_id>/invite", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def invite(contact_id: int) -> ResponseReturnValue:
    contact, form = get_contact(contact_id, reader=current_reader()), InviteForm()
    invited = invited_to(contact)  # read first: nobody stays invited where the forum is refused
    form.offer(list_forum_names())
    if form.validate_on_submit():
        try:
            _invite_as_typed(contact, form)
        except InvalidInput as error:
            show_problems(form, error)
        except Conflict as error:
            form.form_errors.append(str(error))
        else:
            return redirect(url_for("forums.invite", contact_id=contact.id))
    page = render_template("forums/invite.html", form=form, contact=contact, invited=invited)
    return page, 422 if form.errors else 200


def _invite_as_typed(contact: Contact, form: InviteForm) -> None:
    """Raises InvalidInput and Conflict."""
    actor, words = current_colleague(), []
    if form.who.whom.is_nobody and form.chosen_forum is None:
        raise InvalidInput.of("who", "Enter who is invited, or choose a forum.")
    if not form.who.whom.is_nobody:
        invitation = inviting.invite(contact=contact, whom=form.who.whom, actor=actor)
        words.append(f"{short_name(whom_link(invitation).name)} is invited.")
        undo = url_for("forums.remove_invitation", invitation_id=invitation.id)
    if form.chosen_forum is not None:
        forum = get_forum(form.chosen_forum)
        asked = inviting.invite_forum(contact=contact, forum=forum, today=office_today(), actor=actor)
        counted = describe_count(len(asked), "member", "members")
        words.append(f"{counted} of {short_name(forum.name)} {'is' if len(asked) == 1 else 'are'} invited.")
        flash(" ".join(words), "saved")
    else:
        flash_with_undo(words[0], undo)


@blueprint.post("/invitations/<int:invitation_id>/remove")
@requires(Permission.EDIT_PROGRAMME)
def remove_invitation(invitation_id: int) -> ResponseReturnValue:
    """At once, since the confirmation has the way back."""
    invitation = get_invitation(invitation_id, reader=current_reader())
    if not RemoveForm().validate():
        abort(400)
    contact, was = invitation.contact, carried(invitation)
    words = f"{short_name(whom_link(invitation).name)} is no longer invited."
    inviting.remove_invitation(invitation=invitation, actor=current_colleague())
    flash_with_undo(words, url_for("forums.put_back_invitation", contact_id=contact.id), fields=was)
    return redirect(_page_of(contact.id))


@blueprint.post("/contacts/<int:contact_id>/invitations/put-back")
@requires(Permission.EDIT_PROGRAMME)
def put_back_invitation(contact_id: int) -> ResponseReturnValue:
    """Undo a removal, from its confirmation."""
    contact, form = get_contact(contact_id, reader=current_reader()), PutBackForm()
    if not form.validate():
        abort(400)
    forum = get_forum(form.forum.data) if form.forum.data else None
    try:
        inviting.put_back_invitation(contact=contact, whom=form.whom(), forum=forum, actor=current_colleague())
    except (InvalidInput, Conflict) as problem:
        flash(str(problem), "problem")
    else:
        flash("They are invited again.", "saved")
    return redirect(_page_of(contact.id))


def _page_of(contact_id: int) -> str:
    return url_for("contacts.contact", contact_id=contact_id, _anchor="invited")
