"""The contact form as a colleague sees it, for browser tests."""

from playwright.sync_api import Locator, Page, expect

OF_THE_PAGE = ["csrf_token", "submission_token", "page", "page_saves", "opened_page", "opened_saves", "is_blank"]
KEPT = "Object.keys(sessionStorage).filter((key) => key.startsWith('liaison-kept'))"


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
    def lately_met(self) -> Locator:
        """What is offered before anything is typed."""
        return self.page.get_by_role("listbox", name="Lately met").get_by_role("option")

    @property
    def current_option(self) -> Locator:
        return self.page.get_by_role("listbox", name="Found").get_by_role("option", selected=True)

    @property
    def picked(self) -> Locator:
        return self.page.locator("[data-picked] .app-picked__name")

    @property
    def save(self) -> Locator:
        return self.page.get_by_role("button", name="Save contact").last

    @property
    def state(self) -> Locator:
        """The line beside Save that says where what is typed is."""
        return self.page.locator("[data-state-line]")

    @property
    def draft(self) -> str:
        """The address that brings this draft back; the page has it once it saved the draft."""
        expect(self.state).to_contain_text("Draft saved")
        return self.page.evaluate("location.pathname + location.search")

    def type_notes(self, text: str) -> None:
        """Type at the end of what the notes hold, key by key."""
        self.notes.press("Control+End")
        self.page.keyboard.type(text)

    def sign_in_here(self, email: str, password: str) -> None:
        """By keyboard, in the fields beside Save, which are open."""
        expect(self.page.get_by_label("Email address")).to_be_focused()
        self.page.keyboard.type(email)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(password)
        self.page.keyboard.press("Enter")

    def expect_nothing_kept_or_drafted(self) -> None:
        """What the last page kept in this tab has arrived with its form, and made no draft of its own."""
        for _ in range(100):
            if self.page.evaluate(KEPT):
                self.page.wait_for_timeout(50)
        assert self.page.evaluate(KEPT) == []
        expect(self.page.get_by_text("was kept in this tab")).to_have_count(0)

    def typed(self) -> list[list[str]]:
        """Every field of the form and what it holds, but for what is of the page itself."""
        return self.page.evaluate(
            """(ofThePage) => [...new FormData(document.querySelector("[data-entry]"))]
                .filter(([name]) => !ofThePage.includes(name))""",
            OF_THE_PAGE,
        )

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
