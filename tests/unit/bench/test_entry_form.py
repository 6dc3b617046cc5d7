"""The benchmark sends back a form as a browser would."""

from tests.bench.entry_form import filled, read_fields

PAGE = """
<form action="/search"><input name="q" value="no"></form>
<form method="post" action="/contacts/log">
  <input type="hidden" name="csrf_token" value="abc">
  <input type="radio" name="kind" value="meeting" checked><input type="radio" name="kind" value="call">
  <input type="checkbox" name="themes" value="3"><input type="checkbox" name="colleagues" value="7" checked>
  <select name="owner"><option value="">-</option><option value="4" selected>Me</option></select>
  <select name="sector"><option value="1">A</option><option value="2">B</option></select>
  <select name="teams" multiple><option value="1" selected>A</option><option value="2" selected>B</option></select>
  <input type="radio" name="capacity" value="" checked><input type="checkbox" name="agreed" checked>
  <textarea name="notes">\nOne &amp; two</textarea>
  <button type="submit" name="action" value="save">Save</button>
</form>
"""


def test_a_form_is_read_as_it_stands() -> None:
    assert read_fields(PAGE, "/contacts/log") == [
        ("csrf_token", "abc"),
        ("kind", "meeting"),
        ("colleagues", "7"),
        ("owner", "4"),
        ("sector", "1"),
        ("teams", "1"),
        ("teams", "2"),
        ("capacity", ""),
        ("agreed", "on"),
        ("notes", "One & two"),
    ]


def test_what_is_said_replaces_what_the_form_held() -> None:
    fields = filled([("kind", "meeting"), ("notes", "")], kind="call", who=["person:1", "person:2"])

    assert fields == [("notes", ""), ("kind", "call"), ("who", "person:1"), ("who", "person:2")]
