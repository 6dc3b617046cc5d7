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
        self._name = ""
        self._takes_one = True
        self._options: list[tuple[str, bool]] = []
        self._text: list[str] = []
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            is_posted = (given.get("method") or "").lower() == "post"
            self._is_inside = is_posted and (given.get("action") or self._action) == self._action
        elif not self._is_inside:
            return
        elif tag == "input":
            self._read_input(given)
        elif tag in {"select", "textarea"}:
            self._name, self._takes_one = given.get("name") or "", "multiple" not in given
            self._options, self._text = [], []
        elif tag == "option":
            self._options.append((given.get("value") or "", "selected" in given))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
        elif self._is_inside and tag == "select":
            chosen = [value for value, is_selected in self._options if is_selected]
            if not chosen and self._takes_one:
                chosen = [value for value, _is_selected in self._options[:1]]
            self.fields += [(self._name, value) for value in chosen]
        elif self._is_inside and tag == "textarea":
            # The line break that a textarea opens with is none of its text.
            self.fields.append((self._name, "".join(self._text).removeprefix("\r").removeprefix("\n")))

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def _read_input(self, given: dict[str, str | None]) -> None:
        kind = given.get("type") or "text"
        is_choice = kind in {"radio", "checkbox"}
        if given.get("name") and kind not in {"submit", "button", "file"} and (not is_choice or "checked" in given):
            unsaid = "on" if is_choice else ""
            self.fields.append((given["name"] or "", (given["value"] or "") if "value" in given else unsaid))


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
