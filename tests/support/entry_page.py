"""The contact form as a colleague sees it, for browser tests."""

from playwright.sync_api import Locator, Page, expect


class EntryPage:
    """The parts of /contacts/log by the names that they are called on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str = "/contacts/log") -> "EntryPage":
        self.page.goto(address)
        expect(self.who).to_have_role("combobox")
        return self

    @property
    def who(self) -> Locator:
        return self.page.locator("#who_text")

    @property
    def date(self) -> Locator:
        return self.page.get_by_role("textbox", name="Date", exact=True)

    @property
    def subject(self) -> Locator:
        return self.page.get_by_role("textbox", name="Subject")

    @property
    def notes(self) -> Locator:
        return self.page.get_by_role("textbox", name="Notes")

    @property
    def options(self) -> Locator:
        return self.page.get_by_role("listbox", name="Found").get_by_role("option")

    @property
    def current_option(self) -> Locator:
        return self.page.get_by_role("listbox", name="Found").get_by_role("option", selected=True)

    @property
    def picked(self) -> Locator:
        return self.page.locator("[data-picked] .app-picked__name")

    @property
    def save(self) -> Locator:
        return self.page.get_by_role("button", name="Save contact").last

    def row(self, name: str, number: int = 0) -> Locator:
        """A row of the form: 'New person', 'Follow-up' and so on."""
        return self.page.get_by_role("group", name=name, exact=True).nth(number)

    def find(self, text: str) -> None:
        """Type into Who, which has the focus or gets it, and wait for what is found."""
        self.who.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        expect(self.options.filter(has_text=f"Add “{text}” as a new person")).to_be_visible()

    def pick(self, text: str, name: str) -> None:
        """Find by the text, and add the first, which has to be this one."""
        self.find(text)
        expect(self.options.first).to_contain_text(name)
        self.page.keyboard.press("Enter")
        expect(self.picked.last).to_have_text(name)

    def add_new(self, text: str, what: str) -> Locator:
        """Find by the text, and add it as a new person or organisation. Gives the new row."""
        self.find(text)
        self.page.keyboard.press("ArrowUp")
        while what not in self.current_option.inner_text():
            self.page.keyboard.press("ArrowUp")
        self.page.keyboard.press("Enter")
        return self.row(f"New {what}")
