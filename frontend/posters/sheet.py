"""One poster as a page to print: approved words, and the parts of the organisation whose site it is made for."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from content_models import Manifest
from content_models.contacts import Contact
from content_models.documents.toolkit import PosterTemplate, PosterWords
from content_models.site import BrandColours, Site
from frontend.paper import fonts
from frontend.paper.qr import qr_svg
from frontend.paper.sheet import Sheet
from frontend.plan.tree import SiteTree
from frontend.posters import drawings
from frontend.posters.contacts import Directory, bare, reach_of
from frontend.render import formats
from frontend.render.environment import TemplateSet
from frontend.render.safe import made_here
from frontend.render.words import Dictionary, Words, direction

SIZES: Final = tuple(tenths / 10 for tenths in range(132, 69, -3))
"""Root sizes, in points, of which a poster gets the first with which its words fit on the page."""

STYLES: Final = Path(__file__).parent / "poster.css"

WIDE: Final = 34
"""A line of more characters would reach over the path on its way down."""

LONE: Final = 9
"""A last word of up to this many characters looks lost on a line of its own."""

_SENTENCE: Final = re.compile(r"\S.{10,}?[.!?۔؟](?=\s|$)|\S.*$")
_PART: Final = re.compile(r"[^/]*/|[^/]+$")
_LATIN: Final = {"sans": fonts.SANS, "serif": fonts.SERIF}


@dataclass(frozen=True, slots=True)
class Stop:
    """One number of the path: when to use it, how, and what to know of it; `kind` is phone or web."""

    need: str
    need_language: Markup
    reach: str
    kind: str
    about: Markup


@dataclass(frozen=True, slots=True)
class PosterPage:
    """`posters/poster.html`: everything that a poster shows; `size` is 0 for a short headline, 2 for a long one, and
    `wide` lines need room above the path."""

    locale: str
    direction: str
    layout: str
    size: int
    wide: bool
    headline: str
    lines: tuple[str, ...]
    call_to_action: tuple[str, ...]
    stops: tuple[Stop, ...]
    qr_alt: Markup
    address: tuple[str, ...]
    organisation: str
    organisation_language: Markup
    strapline: str | None
    logo: str | None
    logo_alt: Markup
    emergency: str
    demonstration: bool


class SheetMaker:
    """Makes sheets of one site."""

    def __init__(
        self, manifest: Manifest, tree: SiteTree, templates: TemplateSet, dictionary: Dictionary, logo: bytes | None
    ) -> None:
        self._site: Site = manifest.site
        self._tree = tree
        self._templates = templates
        self._dictionary = dictionary
        self._logo = logo
        self.contacts = Directory(manifest)

    def speaks(self, locale: str) -> bool:
        """Say whether there are interface words in a language: without them a poster would speak two."""
        return self._dictionary.of(locale).locale == locale

    def file_name(self, template: PosterTemplate, said: PosterWords) -> str:
        """Return what the files of a poster are called, without their endings; on a neutral site that tells nothing."""
        title = "" if self._site.neutral else template.title.lower()
        plain = re.sub(r"[^a-z0-9]+", "-", title).strip("-")[:60].rstrip("-")
        return f"{plain or 'poster'}-{said.locale.lower()}"

    def sheet(self, template: PosterTemplate, said: PosterWords) -> Sheet:
        """Return the poster of a template in one language."""
        templates, colours = self._templates.of(self._dictionary.of(said.locale)), self._site.brand.colours
        address = self._address(template, said.locale)
        page = self._page(template, said, templates.words, address)
        mirrored = page.direction == "rtl"
        files = {
            "qr.svg": qr_code(address),
            "path.svg": drawings.footpath(colours, mirrored=mirrored),
            "trail.svg": drawings.trail(colours),
            "contours.svg": drawings.contours(colours, mirrored=mirrored),
            "post.svg": drawings.way_post(colours, mirrored=mirrored),
            "sign.svg": drawings.way_sign(colours, mirrored=mirrored),
        }
        if page.logo and self._logo:
            files[page.logo] = self._logo
        html = str(templates.fill("posters/poster.html", page)) + "\n"
        return Sheet(html, _styles(colours, said.locale), files, fonts.faces_of(said.locale))

    def _page(self, template: PosterTemplate, said: PosterWords, words: Words, address: str) -> PosterPage:
        organisation, logo = self._site.organisation, self._site.brand.logo
        found = (contact for _, contact in self.contacts.of(template) if contact)
        return PosterPage(
            locale=said.locale,
            direction=direction(said.locale),
            layout=template.layout.value,
            size=0 if len(said.headline) <= 26 else 1 if len(said.headline) <= 42 else 2,
            wide=any(len(line) > WIDE for line in said.lines) or len(said.lines) > 2,
            headline=_kept_together(said.headline),
            lines=tuple(map(_kept_together, said.lines)),
            call_to_action=_sentences(said.call_to_action),
            stops=tuple(stop for contact in found if (stop := self._stop(contact, words)).reach),
            qr_alt=words.fill("poster_qr", address=bare(address)),
            address=_breakable(bare(address)),
            organisation=organisation.name,
            organisation_language=words.other(self._site.default_locale),
            strapline=organisation.strapline,
            logo=f"logo.{logo.filename.rpartition('.')[2].lower()}" if logo and self._logo else None,
            logo_alt=words.fill("poster_logo", name=organisation.name),
            emergency=self.contacts.emergency,
            demonstration=self._site.demonstration is not None,
        )

    def _stop(self, contact: Contact, words: Words) -> Stop:
        reach, kind = reach_of(contact)
        foreign = words.other(self._site.default_locale)
        ours = words.texts.get(f"poster_{contact.kind}")
        need, language = (str(ours.unescape()), Markup()) if ours else (contact.need, foreign)
        about = [Markup("<span{}>{}</span>").format(foreign, contact.label)] if contact.label != reach else []
        if contact.hours and (line := formats.hours_line(words, contact.hours)):
            runs = str(line).split("; ")
            about.append(
                Markup("; ").join(Markup('<span class="run">{}</span>').format(made_here(run)) for run in runs)
            )
        return Stop(need, language, reach, kind, Markup("<br>").join(about))

    def _address(self, template: PosterTemplate, locale: str) -> str:
        """Return where the code leads: the page that the template names if the site has it, else the home of the language."""
        site, base = self._site, self._site.base_url.rstrip("/")
        wanted = (locale, *site.locales)
        if template.leads_to and (entries := self._tree.by_id.get(template.leads_to.page)):
            found = next((entries[each] for each in wanted if each in entries), None)
            if found:
                return base + found.path
        home = f"/{locale.lower()}/"
        return base + (home if home in self._tree.by_path and locale != site.default_locale else "/")


def _breakable(address: str) -> tuple[str, ...]:
    """Return an address in parts, between which it may be broken."""
    return tuple(_PART.findall(address))


def _sentences(text: str) -> tuple[str, ...]:
    """Return words in sentences, each of which stands on a line of its own where it fits; a very short one stays with the next."""
    return tuple(map(_kept_together, _SENTENCE.findall(text)))


def _kept_together(text: str) -> str:
    """Return words of which the last never stands on a line alone."""
    before, space, last = text.rpartition(" ")
    return f"{before}\N{NO-BREAK SPACE}{last}" if space and len(last) <= LONE and " " in before else text


qr_code = lru_cache(maxsize=256)(qr_svg)


@lru_cache(maxsize=256)
def _styles(colours: BrandColours, locale: str) -> str:
    own = fonts.faces_of_script(locale)
    faces = {"latin": fonts.SANS} | {kind: (*own, *latin) for kind, latin in _LATIN.items()}
    stacks = "".join(f"--{kind}:{fonts.families(each)};" for kind, each in faces.items())
    tokens = (
        f"--brand:{colours.brand};--on-brand:{colours.on_brand};--brand-text:{colours.brand_text};"
        f"--accent:{colours.accent};--wash:{colours.wash};"
    )
    return f":root{{{stacks}{tokens}}}\n{STYLES.read_text(encoding='utf-8')}"
