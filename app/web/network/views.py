"""The network: a picture, and the same facts in a table whose figures open the contacts behind them."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.filter_options import list_filter_options
from app.core.clock import office_today
from app.reports.network import read_network
from app.web.access import requires
from app.web.contacts.reading import current_reader
from app.web.network import blueprint
from app.web.network.drawing import draw_network
from app.web.network.forms import NetworkForm
from app.web.network.page import left_out, met_rows, summary


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form = NetworkForm(request.args, list_filter_options(), office_today())
    if not form.validate():
        return render_template("network/index.html", form=form, network=None), 422
    network = read_network(form.filters, form.shown, reader=current_reader())
    return render_template(
        "network/index.html",
        form=form,
        network=network,
        summary=summary(network, form),
        left_out=left_out(network),
        drawn=draw_network(network),
        rows=met_rows(network, form),
    )
