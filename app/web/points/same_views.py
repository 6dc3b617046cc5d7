"""Taking points that say the same for one with several voices, and taking them apart again."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.accounts.rules import Permission
from app.core.errors import Conflict
from app.points.groups import VOICES_SHOWN, first_of, say_the_same, take_apart
from app.points.queries import get_readable_point
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.directory_lists import numbers_in
from app.web.points import blueprint
from app.web.undo import flash_with_undo, short_name


@blueprint.post("/<int:point_id>/same")
@requires(Permission.EDIT_PROGRAMME)
def same(point_id: int) -> ResponseReturnValue:
    asked = get_readable_point(point_id, reader=current_reader())
    its_page = url_for("points.point", point_id=asked.id)
    others = numbers_in(request.form, "same_as")
    if not others:
        flash(Markup("<strong>Nothing is changed.</strong> Choose the point that says the same first."), "problem")
        return redirect(its_page)
    other = get_readable_point(others[0], reader=current_reader())
    try:
        joined = say_the_same(point=asked, same_as=other, actor=current_colleague(), reader=current_reader())
    except Conflict as problem:
        flash(problem.message, "problem")
        return redirect(its_page)
    words = Markup("<strong>One point.</strong> {} says the same as {}.")
    flash_with_undo(
        words.format(short_name(joined.point.words), short_name(joined.first.words)),
        url_for("points.apart", point_id=joined.point.id),
        fields={"brought": ",".join(map(str, joined.brought))},
    )
    return redirect(its_page)


@blueprint.post("/<int:point_id>/apart")
@requires(Permission.EDIT_PROGRAMME)
def apart(point_id: int) -> ResponseReturnValue:
    reader = current_reader()
    asked = get_readable_point(point_id, reader=reader)
    first, its_page = first_of(asked, reader=reader), url_for("points.point", point_id=asked.id)
    named = MultiDict(("brought", text) for text in request.form.get("brought", "").split(","))
    brought = numbers_in(named, "brought")[:VOICES_SHOWN]
    take_apart(point=asked, actor=current_colleague(), reader=reader, brought=brought)
    words = Markup("<strong>By itself.</strong> {} is a point of its own again.").format(short_name(asked.words))
    if first.id == asked.id or brought:
        flash(words, "saved")
    else:
        flash_with_undo(words, url_for("points.same", point_id=asked.id), fields={"same_as": first.id})
    return redirect(its_page)
