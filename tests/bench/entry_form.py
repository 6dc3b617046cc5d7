"""The form at /contacts/log as a browser sends it back."""

from html.parser import HTMLParser

from tests.bench.http_client import Answer, HttpClient

LOG_PATH = "/contacts/log"


class _FormReader(HTMLParser):
    """Collects what a browser would send of the forms that are posted to one address."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self._action = action
        self._is_inside = False
        self._select = ""
        self._textarea = ""
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            is_posted = (given.get("method") or "").lower() == "post"
            self._is_inside = is_posted and (given.get("action") or self._action) == self._action
        elif not self._is_inside:
            return
        elif tag == "input" and name:
            self._read_input(name, given)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.fields.append((self._select, given.get("value") or ""))
        elif tag == "textarea":
            self._textarea = name
            self.fields.append((name, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea and self.fields[-1][0] == self._textarea:
            self.fields[-1] = (self._textarea, self.fields[-1][1] + data)

    def _read_input(self, name: str, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        is_choice = kind in {"radio", "checkbox"}
        if kind not in {"submit", "button", "file"} and (not is_choice or "checked" in given):
            self.fields.append((name, given.get("value") or ("on" if is_choice else "")))


def read_fields(page: str, action: str) -> list[tuple[str, str]]:
    """The fields of the forms on the page that post to `action`, with the values they hold."""
    reader = _FormReader(action)
    reader.feed(page)
    return reader.fields


def filled(fields: list[tuple[str, str]], **said: str | list[str]) -> list[tuple[str, str]]:
    """The fields with some of them said anew; a list sends one name several times."""
    kept = [(name, value) for name, value in fields if name not in said]
    for name, value in said.items():
        kept.extend((name, each) for each in ([value] if isinstance(value, str) else value))
    return kept


def open_entry_form(client: HttpClient) -> list[tuple[str, str]]:
    """Get the form that logs a contact, with a fresh submission token. Raises AssertionError when it isn't there."""
    answer = client.get(LOG_PATH)
    fields = read_fields(answer.body, LOG_PATH) if answer.status == 200 else []
    assert {"csrf_token", "submission_token"} <= dict(fields).keys(), (
        f"{LOG_PATH} answered {answer.status}, and no form"
    )
    return fields


def sign_in(client: HttpClient, email: str, password: str) -> Answer:
    """Sign in by the form. Raises AssertionError when that is refused."""
    path = "/sign-in"
    fields = read_fields(client.get(path).body, path)
    answer = client.post(path, filled(fields, email=email, password=password))
    assert answer.status in {302, 303}, f"{email} was not signed in: {answer.status}"
    return answer
