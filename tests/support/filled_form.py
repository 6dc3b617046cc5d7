"""The contact form as a browser without scripts would send it, just as its page fills it in."""


def filled_in(page):
    """The values of each field by its name, in order."""
    values = {}
    for field in page.css("form[data-entry] input, form[data-entry] textarea, form[data-entry] select"):
        name = field.attributes.get("name")
        if name:
            values.setdefault(name, []).extend(_values(field))
    return {name: found for name, found in values.items() if found}


def _values(field):
    attributes = field.attributes
    if field.tag == "textarea":
        return [(field.text() or "").removeprefix("\r\n").removeprefix("\n")]
    if field.tag == "select":
        chosen = [option for option in field.css("option") if "selected" in option.attributes]
        return [option.attributes.get("value") or "" for option in chosen or field.css("option")[:1]]
    if attributes.get("type") in ("checkbox", "radio"):
        return [attributes.get("value") or ""] if "checked" in attributes else []
    return [] if attributes.get("type") == "file" else [attributes.get("value") or ""]
