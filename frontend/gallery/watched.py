"""Templates that note which of them are used, so that nobody has to say by hand what a specimen shows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from jinja2 import BaseLoader, BytecodeCache, nodes
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from frontend.render import Renderer
from frontend.render.environment import COMPONENTS, FOLDER, Templates, TemplateSet
from frontend.render.words import Words

ALONE: Final = frozenset({"redirect.html", "site_index.html"})
"""Whole documents that stand for themselves; all others are parts of a page."""


class Notes:
    """The names of templates and macros that were used since the notes were last begun."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    @contextmanager
    def begun(self) -> Iterator[set[str]]:
        """Collect names in a set of its own for as long as the block lasts."""
        before, self.used = self.used, set()
        try:
            yield self.used
        finally:
            self.used = before | self.used


class WatchedTemplates(Templates):
    """The templates of one language; they are those of the public pages, and every use of one is noted."""

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
        self._notes.used.add(name)
        return super().fill(name, value)

    def areas(self, name: str, value: object) -> Mapping[str, Markup]:
        """Return the areas of a page template, as the base class does."""
        self._notes.used.add(name)
        return super().areas(name, value)

    def macro(self, name: str, *arguments: Any) -> Markup:
        """Return what a macro that every template may call draws."""
        self._notes.used.add(name)
        drawn: Markup = self.environment.globals[name](*arguments)
        return drawn


def _context_class(notes: Notes) -> type[Context]:
    class Watching(Context):
        """Every call in a template goes through its context."""

        def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
            if isinstance(called, Macro) and called.name:
                notes.used.add(called.name)
            return super().call(called, *args, **kwargs)

    return Watching


class WatchedTemplateSet(TemplateSet):
    """The watched templates of every language."""

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self._notes = notes

    def of(self, words: Words) -> WatchedTemplates:
        """Return the templates that speak `words`."""
        key = (words.locale, words.page_locale)
        found = self._by_words.get(key)
        if not isinstance(found, WatchedTemplates):
            found = self._by_words[key] = WatchedTemplates(words, self._loader, self._cache, self._notes)
        return found


def watched_renderer(notes: Notes) -> Renderer:
    """Return the renderer of the public pages with watched templates."""
    renderer = Renderer()
    renderer.templates = WatchedTemplateSet(notes)
    return renderer


def everything(templates: Templates) -> Mapping[str, tuple[str, ...]]:
    """Return every template of the public pages with the macros in it."""
    found = {}
    for path in sorted(FOLDER.rglob("*.html")):
        tree = templates.environment.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(FOLDER).as_posix()
        found[name] = tuple(str(macro.name) for macro in tree.find_all(nodes.Macro) if macro.name != "caller")
    return found
