"""What a browser sends from the editor of an adopted page: the form as it was shown, with what somebody changed."""

from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlock

from backend.sharing.models import AdoptedPage
from tests.backend.pages.form_data import stream_data

type Attributes = list[tuple[str, str | None]]


class _Fields(HTMLParser):
    """Collects the values of a page's form fields as a browser without scripts would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.data = QueryDict(mutable=True)
        self._select: str | None = None
        self._chosen = False
        self._text: str | None = None

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        found = dict(attributes)
        name, value = found.get("name"), found.get("value") or ""
        if tag == "input" and name and found.get("type") not in ("submit", "file"):
            if found.get("type") not in ("checkbox", "radio") or "checked" in found:
                self.data.appendlist(name, value)
        elif tag == "textarea" and name:
            self._text = name
            self.data[name] = ""
        elif tag == "select":
            self._select, self._chosen = name, False
        elif tag == "option" and self._select and not self._chosen:
            if self._select not in self.data or "selected" in found:
                self.data[self._select] = value
            self._chosen = "selected" in found

    def handle_data(self, data: str) -> None:
        if self._text:
            self.data[self._text] = f"{self.data[self._text]}{data.removeprefix(chr(10))}"

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None


def shown_form(html: str) -> QueryDict:
    """Return what a browser without scripts sends from `html`, with the little that Wagtail's scripts must add."""
    fields = _Fields()
    fields.feed(html)
    fields.data["related-count"] = "0"
    return fields.data


class Editor:
    """The editor of one adopted page in somebody's browser."""

    def __init__(self, client: Client, page_id: int) -> None:
        self.client = client
        self.address = reverse("wagtailadmin_pages:edit", args=[page_id])
        answer = client.get(self.address)
        assert answer.status_code == 200, answer.status_code
        self.html = answer.content.decode()
        self.data = shown_form(self.html)

    def text(self, name: str) -> str:
        """Return what one field holds."""
        return str(self.data[name])

    @property
    def count(self) -> int:
        """How many places the form has."""
        return int(self.text("overlay-count"))

    def prefix(self, kind: str, at: str) -> str:
        """Return the names' prefix of the place of this kind."""
        return f"overlay-{self.places().index((kind, at))}"

    def places(self) -> list[tuple[str, str]]:
        """Return every place of the form."""
        numbers = range(self.count)
        return [(self.text(f"overlay-{number}-kind"), self.text(f"overlay-{number}-at")) for number in numbers]

    def write(self, kind: str, at: str, raw: list[dict[str, Any]]) -> None:
        """Put blocks into the editor of a place, as its script does; none empties it."""
        self.write_at(self.prefix(kind, at), raw)

    def write_at(self, prefix: str, raw: list[dict[str, Any]]) -> None:
        """Put blocks under a prefix."""
        block: StreamBlock = AdoptedPage._meta.get_field("overlay").stream_block.child_blocks["insertion"]
        content = block.child_blocks["blocks"]
        for key, value in stream_data(content, content.to_python(raw), f"{prefix}-blocks"):
            self.data.appendlist(key, str(value))

    def leave_out(self, block: str, *, yes: bool = True) -> None:
        """Tick or untick a block's checkbox."""
        hidden = [one for one in self.data.getlist("overlay-hidden") if one != block]
        self.data.setlist("overlay-hidden", [*hidden, block] if yes else hidden)

    def send(self, **buttons: str) -> Any:
        """Send the form; a refused one becomes what is shown now."""
        for name, value in buttons.items():
            self.data[name.replace("_", "-")] = value
        answer = self.client.post(self.address, dict(self.data.lists()))
        if answer.status_code == 200:
            self.html = answer.content.decode()
        return answer
