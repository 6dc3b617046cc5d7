"""Sessions that end while a form is open."""

from sqlalchemy import func, select

from tests.conftest import PASSWORD


def sign_in(client, colleague, password=PASSWORD):
    """As the sign-in page does. Leaves whatever session there was."""
    forget_the_session(client)
    fields = form_fields(client, "/sign-in")
    response = client.post("/sign-in", data=fields | {"email": colleague.email, "password": password})
    assert response.status_code == 302


def forget_the_session(client):
    client.delete_cookie("liaison_session")


def form_fields(client, address, *, page=None):
    """The hidden fields of the page's main form, its token among them."""
    page = page or client.get(address).page
    form = next(form for form in page.css("main form") if form.attributes.get("method") == "post")
    hidden = form.css("input[type=hidden]")
    return {field.attributes["name"]: field.attributes.get("value") or "" for field in hidden}


def hidden_pairs(response):
    """The hidden fields of the page that an ended session's form is answered with, in order."""
    fields = response.page.css("main form input[type=hidden]")
    return [(field.attributes["name"], field.attributes.get("value") or "") for field in fields]


def again(response, colleague, password=PASSWORD):
    """The page filled in as a browser sends it."""
    return [*hidden_pairs(response), ("again-email", colleague.email), ("again-password", password)]


def post(client, address, pairs):
    data = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return client.post(address, data=data)


def count(session, model):
    session.expire_all()
    return session.scalar(select(func.count()).select_from(model))
