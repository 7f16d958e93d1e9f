"""Templates that note what they draw, so that nobody has to say by hand what a specimen shows."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from jinja2 import BaseLoader, BytecodeCache, nodes
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from frontend.gallery.errors import GalleryError
from frontend.render import Renderer
from frontend.render.environment import COMPONENTS, FOLDER, Templates, TemplateSet
from frontend.render.safe import made_here
from frontend.render.words import Words

_DOCUMENT: Final = "<!doctype"
_FILLED_LATER: Final = re.compile(r"<!(?:--[^>]*--|[a-z-]+)>")
"""What is still open in what a template draws, and is filled in or taken out before a page is whole."""


class Drawn(NamedTuple):
    """What a template or a macro has drawn."""

    name: str
    html: str

    def is_in(self, html: str) -> bool:
        """Say whether `html` has all of it; a whole document is shown by any part of it."""
        if not self.html.strip():
            return False
        pieces = (piece.strip() for piece in _FILLED_LATER.split(self.html))
        return self.html.startswith(_DOCUMENT) or all(piece in html for piece in pieces)


class Notes:
    """What templates and macros have drawn since the notes were last begun."""

    def __init__(self) -> None:
        self.drawn: list[Drawn] = []

    @contextmanager
    def begun(self) -> Iterator[list[Drawn]]:
        """Collect notes in a list of its own for as long as the block lasts."""
        before, self.drawn = self.drawn, []
        try:
            yield self.drawn
        finally:
            self.drawn = before

    def take[T](self, name: str, html: T) -> T:
        """Note what `name` has drawn, and return it."""
        self.drawn.append(Drawn(name, str(html)))
        return html


class WatchedTemplates(Templates):
    """The templates of one language; they are those of the public pages, and all that they draw is noted."""

    def __init__(self, words: Words, loader: BaseLoader, cache: BytecodeCache, notes: Notes) -> None:
        super().__init__(words, loader, cache)
        self._notes = notes
        self.environment.context_class = _context_class(notes)
        for name in COMPONENTS:
            # The macros that the base class has made would call each other unseen.
            module = self.environment.get_template(name).make_module()
            made = {key: value for key, value in vars(module).items() if not key.startswith("_")}
            self.environment.globals.update(made)

    def fill(self, name: str, value: object) -> Markup:
        """Return a template filled with its context, as the base class does."""
        return self._notes.take(name, super().fill(name, value))

    def areas(self, name: str, value: object) -> Mapping[str, Markup]:
        """Return the areas of a page template, as the base class does."""
        return {area: self._notes.take(name, html) for area, html in super().areas(name, value).items()}

    def macro(self, name: str, *arguments: Any) -> Markup:
        """Return what a macro that every template may call draws."""
        macro = self.environment.globals[name]
        if not isinstance(macro, Macro):
            raise GalleryError(f"There is no macro “{name}” in {', '.join(COMPONENTS)}: mend frontend/gallery.")
        return self._notes.take(name, made_here(macro(*arguments)))


def _context_class(notes: Notes) -> type[Context]:
    class Watching(Context):
        """Every call in a template goes through its context."""

        def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
            result = super().call(called, *args, **kwargs)
            return notes.take(called.name, result) if isinstance(called, Macro) and called.name else result

    return Watching


class WatchedTemplateSet(TemplateSet):
    """The watched templates of every language."""

    def __init__(self, notes: Notes, loader: BaseLoader | None = None) -> None:
        super().__init__(loader)
        self._notes = notes

    def of(self, words: Words) -> WatchedTemplates:
        """Return the templates that speak `words`."""
        key = (words.locale, words.page_locale)
        found = self._by_words.get(key)
        if not isinstance(found, WatchedTemplates):
            found = self._by_words[key] = WatchedTemplates(words, self._loader, self._cache, self._notes)
        return found


def watched_renderer(notes: Notes, loader: BaseLoader | None = None) -> Renderer:
    """Return the renderer of the public pages with watched templates; `loader` has others than those of the folder."""
    renderer = Renderer(loader)
    renderer.templates = WatchedTemplateSet(notes, loader)
    return renderer


def everything(templates: Templates) -> Mapping[str, tuple[str, ...]]:
    """Return every template of the public pages with the macros in it."""
    found = {}
    for path in sorted(FOLDER.rglob("*.html")):
        tree = templates.environment.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(FOLDER).as_posix()
        found[name] = tuple(str(macro.name) for macro in tree.find_all(nodes.Macro) if macro.name != "caller")
    return found
