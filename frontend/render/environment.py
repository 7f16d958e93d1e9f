"""The templates: compiled once for each language of the interface, strict about names, escaping everything."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from frontend.render.errors import RenderError
from frontend.render.safe import made_here
from frontend.render.words import Words

FOLDER: Final = Path(__file__).parent.parent / "templates"
COMPONENTS: Final = ("components/drawings.html", "components/parts.html", "components/services.html")
"""Files whose macros every template may call by name, in the order in which they may use each other."""

VARIABLES: Final = {"pages": "page", "blocks": "block", "chrome": "chrome"}
"""By what name the templates of a folder know their one typed context."""


class _Memory(BytecodeCache):
    """Compiled templates in this process, shared by the environments of all languages."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if found := self.code.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


class Templates:
    """All templates in one language of the interface."""

    def __init__(self, words: Words, loader: BaseLoader, cache: BytecodeCache) -> None:
        self.words = words
        self.environment = Environment(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=cache,
        )
        self.environment.globals = {"t": words}
        for name in COMPONENTS:
            self.environment.globals.update(_macros(self.environment.get_template(name)))
        self._templates: dict[str, Template] = {}

    def get(self, name: str) -> Template:
        """Return a template, compiled at its first use."""
        if name not in self._templates:
            self._templates[name] = self.environment.get_template(name)
        return self._templates[name]

    def fill(self, name: str, value: object) -> Markup:
        """Return a whole template filled with its typed context."""
        template = self.get(name)
        variable = VARIABLES.get(name.partition("/")[0], "page")
        return made_here("".join(template.root_render_func(self._context(template, variable, value))).strip())

    def _context(self, template: Template, variable: str, value: object) -> Context:
        """Return a context made of one plain dictionary: Jinja would walk a chain of them for every page."""
        return template.new_context({**self.environment.globals, variable: value}, shared=True)

    def block(self, type_name: str, value: object) -> Markup:
        """Return a content block filled with its typed context."""
        return self.fill(f"blocks/{type_name}.html", value)

    def areas(self, name: str, value: object) -> Mapping[str, Markup]:
        """Return each `{% block %}` of a page template, filled with the page's typed context."""
        template = self.get(name)
        context = self._context(template, "page", value)
        return {area: made_here("".join(render(context))) for area, render in template.blocks.items()}


def _macros(template: Template) -> dict[str, object]:
    return {name: value for name, value in vars(template.module).items() if not name.startswith("_")}


class TemplateSet:
    """The templates of every language, made when first asked for."""

    def __init__(self, loader: BaseLoader | None = None) -> None:
        self._loader = loader or FileSystemLoader(FOLDER)
        self._cache = _Memory()
        self._by_words: dict[tuple[str, str], Templates] = {}

    def of(self, words: Words) -> Templates:
        """Return the templates that speak `words`."""
        key = (words.locale, words.page_locale)
        if key not in self._by_words:
            self._by_words[key] = Templates(words, self._loader, self._cache)
        return self._by_words[key]


def render_error(error: Exception, place: str, kind: str) -> RenderError:
    """Return what went wrong as one sentence, with the template and line in which it did."""
    template, line, trace = None, None, error.__traceback__
    while trace is not None:
        found = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(found, Template):
            template, line = found.name, found.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    if template is None and (name := getattr(error, "name", None)) and hasattr(error, "lineno"):
        template, line = name, error.lineno
    return RenderError.of(error, place=place, kind=kind, template=template, line=line)
