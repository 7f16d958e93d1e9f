"""The poster shop: makes the posters of a site that are not made yet, and keeps their files in the builder's store.

store/posters/ab/<key>    which files were made of one poster; the key is a digest over all that they depend on
store/media/ab/<digest>   the files, beside those of documents
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from content_models import Entry, Manifest, parse_document
from content_models.documents.toolkit import PosterTemplate, PosterWords, Toolkit
from frontend.files import replacing
from frontend.forks import run_batches
from frontend.hurry import Room
from frontend.paper import door, fonts, pdf, picture
from frontend.paper.edition import edition
from frontend.paper.errors import PaperFailed, failing_alone
from frontend.paper.sheet import Sheet
from frontend.plan.facts import MediaFact
from frontend.plan.posters import Poster, PosterFiles, in_order, poster_of
from frontend.plan.problems import Kind, Problem, Severity
from frontend.plan.tree import SiteTree
from frontend.posters.sheet import SIZES, SheetMaker
from frontend.render.environment import TemplateSet
from frontend.render.words import Dictionary
from frontend.store.content import Store

WIDTH: Final = 1240
"""Pixels of the PNG: A4 at 150 dots an inch."""

PREVIEW_WIDTH: Final = 480
"""Pixels of the picture on the shelf, sharp on a phone."""

AT_ONCE: Final = 4
"""Posters that one build makes before it releases: three seconds of work."""

type Bring = Callable[[Sequence[MediaFact]], object]
"""Brings files of documents into the store."""


class _Made(NamedTuple):
    """The files of one sheet, or why there are none."""

    key: str
    pdf: bytes = b""
    png: bytes = b""
    preview: bytes = b""
    height: int = 0
    preview_height: int = 0
    fault: str = ""


@dataclass(slots=True)
class Stock:
    """The posters of one site by the path of their toolkit, how many were made now, and what keeps others away.

    `trouble` says why there are none at all on this machine. With `late` those that are not made yet are to be asked for again.
    """

    posters: dict[str, tuple[Poster, ...]] = field(default_factory=dict)
    made: int = 0
    problems: list[Problem] = field(default_factory=list)
    trouble: str = ""
    late: bool = False


class _Order(NamedTuple):
    """One poster in one language that is to be there."""

    path: str
    template: PosterTemplate
    words: PosterWords
    sheet: Sheet
    key: str
    name: str


class PosterShop:
    """Makes and keeps posters for the sites of a builder."""

    def __init__(self, store: Store, templates: TemplateSet, dictionary: Dictionary, *, processes: int = 1) -> None:
        self._store = store
        self._templates = templates
        self._dictionary = dictionary
        self._processes = processes
        self.room = Room(AT_ONCE)
        self._known: dict[str, tuple[PosterTemplate, ...]] = {}

    @property
    def version(self) -> str:
        """A digest of all but the site that posters depend on: when it changes, sites are planned anew."""
        return _maker()

    def stock(self, manifest: Manifest, bring: Bring) -> Stock:
        """Return the posters of a site, all of them made if there is room; raises DamagedFile, and what `bring` raises."""
        stock = Stock()
        toolkits = [entry for entry in manifest.entries if entry.type == "toolkit" and self._of(entry)]
        if not toolkits:
            return stock
        if trouble := door.trouble():
            stock.trouble = f"Posters are left out, because {trouble}"
            return stock
        if logo := manifest.site.brand.logo:
            bring([MediaFact(logo.digest, logo.filename, logo.media_type, logo.size)])
        orders = self._orders(manifest, toolkits, stock)
        found = {order.key: files for order in orders if (files := self._kept(order))}
        lacking = {order.key: order for order in orders if order.key not in found}
        if self.room.takes(len(lacking)):
            found |= self._make(lacking, stock)
        else:
            stock.late = True
        for entry in toolkits:
            mine = (order for order in orders if order.path == entry.path and order.key in found)
            if shelf := tuple(poster_of(each.template, each.words, found[each.key]) for each in mine):
                stock.posters[entry.path] = shelf
        return stock

    def _of(self, entry: Entry) -> tuple[PosterTemplate, ...]:
        if entry.digest not in self._known:
            document = parse_document(self._store.document_bytes(entry.digest), lenient=True)
            self._known[entry.digest] = document.posters if isinstance(document, Toolkit) else ()
        return self._known[entry.digest]

    def _orders(self, manifest: Manifest, toolkits: Sequence[Entry], stock: Stock) -> list[_Order]:
        logo = manifest.site.brand.logo
        path = (
            self._store.media_path(MediaFact(logo.digest, logo.filename, logo.media_type, logo.size)) if logo else None
        )
        image = Path(path).read_bytes() if path else None
        maker = SheetMaker(manifest, SiteTree(manifest), self._templates, self._dictionary, image)
        orders = []
        for entry in toolkits:
            for template, words in in_order(self._of(entry)):
                order, fault = _order(maker, entry.path, template, words)
                if order:
                    orders.append(order)
                if fault:
                    stock.problems.append(_problem(entry.path, template, words, fault))
        return orders

    def _kept(self, order: _Order) -> PosterFiles | None:
        try:
            kept = json.loads(self._record(order.key).read_bytes())
            pdf_file, png_file, preview = (MediaFact(*each) for each in kept["files"])
            files = PosterFiles(pdf_file, png_file, preview, *kept["sizes"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return _named(files, order.name) if all(self._store.media_path(file) for file in files.all) else None

    def _make(self, by_key: Mapping[str, _Order], stock: Stock) -> dict[str, PosterFiles]:
        found: dict[str, PosterFiles] = {}
        # Two are made as quickly as another process is begun.
        processes = self._processes if len(by_key) > 2 else 1
        if processes > 1:
            pdf.load()
        for made in run_batches(list(by_key.values()), _made, processes):
            order = by_key[made.key]
            if made.fault:
                stock.problems.append(_problem(order.path, order.template, order.words, made.fault))
                continue
            found[made.key] = self._keep(order, made)
            stock.made += 1
        return found

    def _keep(self, order: _Order, made: _Made) -> PosterFiles:
        kinds = ((made.pdf, "application/pdf"), (made.png, "image/png"), (made.preview, "image/webp"))
        facts = (MediaFact(hashlib.sha256(data).hexdigest(), "poster", kind, len(data)) for data, kind in kinds)
        pdf_file, png_file, preview = facts
        sizes = (WIDTH, made.height, PREVIEW_WIDTH, made.preview_height)
        files = PosterFiles(pdf_file, png_file, preview, *sizes)
        for fact, (data, _) in zip(files.all, kinds, strict=True):
            self._store.add_media(fact, [data])
        with replacing(self._record(order.key), durable=False) as record:
            record.write(json.dumps({"files": files.all, "sizes": sizes}).encode())
        return _named(files, order.name)

    def _record(self, key: str) -> Path:
        return self._store.folder / "posters" / key[:2] / key


def _order(maker: SheetMaker, path: str, template: PosterTemplate, words: PosterWords) -> tuple[_Order | None, str]:
    """Return what is to be made, and what is wrong with it in a sentence."""
    if not maker.speaks(words.locale):
        return None, "there are no interface words in its language"
    sheet = maker.sheet(template, words)
    try:
        if boxes := sheet.lacking():
            return (
                None,
                f"no font here has the letters “{boxes}”: install Debian's {fonts.PACKAGE}, or write without them",
            )
    except fonts.FontMissing as error:
        return None, str(error)
    lost = [each.role or "one that it names" for each, found in maker.contacts.of(template) if found is None]
    fault = f"the site has no contact for it of the kind: {', '.join(lost)}" if lost else ""
    return _Order(path, template, words, sheet, sheet.digest(_maker()), maker.file_name(template, words)), fault


def _problem(path: str, template: PosterTemplate, words: PosterWords, fault: str) -> Problem:
    sentence = f"the poster “{template.title}” in “{words.locale}”: {fault.rstrip('.')}"
    return Problem(Severity.WARNING, Kind.POSTER, path, sentence)


def _named(files: PosterFiles, name: str) -> PosterFiles:
    """Return files with the names under which people find them in their downloads."""
    return files._replace(
        pdf=files.pdf._replace(filename=f"{name}-a4.pdf"),
        png=files.png._replace(filename=f"{name}.png"),
        preview=files.preview._replace(filename=f"{name}-preview.webp"),
    )


def _made(order: _Order) -> _Made:
    """Make one poster. Whatever goes wrong with it costs this poster, and never the site with its telephone numbers."""
    try:
        data = pdf.write_pdf(order.sheet, one_page_from=SIZES).data
        with failing_alone():
            page = picture.page_picture(data, WIDTH)
            small = picture.smaller(page, PREVIEW_WIDTH)
            return _Made(order.key, data, picture.png(page), picture.webp(small), page.height, small.height)
    except PaperFailed as error:
        return _Made(order.key, fault=f"it could not be made ({error})")


@cache
def _maker() -> str:
    """Return a digest of the code and the libraries that make posters. Their page and styles are in the keys themselves."""
    total = hashlib.sha256(edition().encode())
    here = Path(__file__).parent
    for path in sorted((*here.glob("*.py"), *here.glob("*.css"))):
        total.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()[:16]
