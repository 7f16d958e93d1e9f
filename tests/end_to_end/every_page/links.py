"""Every address that a site gives leads somewhere: links, anchors, files, languages, feeds, calendars, the site map."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from icalendar import Calendar

from content_models import DOCUMENT_TYPES
from tests.parts.built_page import BuiltPage, Element
from tests.parts.built_site import BuiltSite, BuiltSites

_ATOM = "{http://www.w3.org/2005/Atom}"
_SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_ADDRESSES = ("href", "src", "poster", "data")
_TELEPHONE = re.compile(r"\+?\d+")
_MAIL = re.compile(r"[^@\s]+@[^@\s?]+(\?\S*)?")
_STYLE_FILE = re.compile(r"""url\(\s*["']?([^"')]+)""")


def link_faults(sites: BuiltSites, site: BuiltSite) -> list[str]:
    """Return a line for each address of a site that leads nowhere."""
    faults: list[str] = []
    for page in site.pages.values():
        faults += _of_page(sites, site, page)
    for path in sorted(site.release.rglob("*")):
        if path.suffix in _FILES:
            where = "/" + path.relative_to(site.release).as_posix()
            for address in _FILES[path.suffix](path.read_text("utf-8")):
                if said := _wrong(sites, site, where, address):
                    faults.append(f"{site.name} {where}: {said}")
    return faults + list(_site_map(sites, site))


def _of_page(sites: BuiltSites, site: BuiltSite, page: BuiltPage) -> Iterator[str]:
    for element in page.elements:
        for address in _addresses(element):
            if said := _wrong(sites, site, page.path, address):
                yield f"{site.name} {page.path}: {said}: {element.start}"
    for name in ("og:image", "og:url"):
        if (address := page.meta(name)) and (said := _wrong(sites, site, page.path, address)):
            yield f"{site.name} {page.path}: {name}: {said}"
    if page.only_leads_on:
        target = page.meta("refresh").partition("url=")[2]
        if said := _wrong(sites, site, page.path, target):
            yield f"{site.name} {page.path}: sends visitors on, but {said}"
    for script in page.all("script"):
        if script.get("type") == "application/ld+json":
            for address in _data_addresses(json.loads(script.text)):
                # Names such as …/#organisation are for machines and no places on the page.
                if said := _wrong(sites, site, page.path, address.partition("#")[0] or "/"):
                    yield f"{site.name} {page.path}: structured data: {said}"
    yield from _languages(sites, site, page)


def _addresses(element: Element) -> Iterator[str]:
    for name in _ADDRESSES:
        if name in element.attributes:
            yield element.get(name)
    for candidate in element.get("srcset").split(","):
        if candidate.strip():
            yield candidate.split()[0]
    if "data-icon" in element.attributes:
        yield element.get("data-icon")


def _wrong(sites: BuiltSites, site: BuiltSite, where: str, address: str) -> str | None:
    """Return what is wrong with an address; other people's are not asked for, only read."""
    scheme, _, rest = address.partition(":")
    if scheme == "tel":
        return None if _TELEPHONE.fullmatch(rest) else f"{address} is no number that a telephone can dial"
    if scheme == "mailto":
        return None if _MAIL.fullmatch(rest) else f"{address} is no address of email"
    if address.startswith("#"):
        address = where + address
    elif not address:
        return "an address is empty"
    place = sites.place(site, where, address)
    if place is None:
        parts = urlsplit(address)
        return None if parts.scheme in {"http", "https"} and parts.hostname else f"{address} is no address"
    if place.file is None:
        return f"{address} leads nowhere on {place.site.name}"
    if place.fragment and place.page and place.fragment not in place.page.ids:
        return f"there is no place #{place.fragment} on {place.site.name} {place.path}"
    if place.fragment == "" and address.endswith("#"):
        return f"{address} names no place on the page"
    return None


def _data_addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _data_addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from _data_addresses(each)
    elif isinstance(value, str) and re.match(r"https?://\S+$", value):
        yield value


def _languages(sites: BuiltSites, site: BuiltSite, page: BuiltPage) -> Iterator[str]:
    """The same page in other languages is in that language, and leads back here; a canonical page is canonical itself."""
    begin = f"{site.name} {page.path}:"
    for element in page.links("canonical"):
        place = sites.place(site, page.path, element.get("href"))
        if not element.get("href").startswith("http"):
            yield f"{begin} its canonical address is not absolute: {element.start}"
        elif place and place.page and not page.only_leads_on:
            there = [each.get("href") for each in place.page.links("canonical")]
            if there != [element.get("href")]:
                yield f"{begin} its canonical page {element.get('href')} names another as canonical: {there}"
    others = [element for element in page.links("alternate") if "hreflang" in element.attributes]
    for element in others:
        language = element.get("hreflang")
        place = sites.place(site, page.path, element.get("href"))
        if not element.get("href").startswith("http"):
            yield f"{begin} hreflang {language} is not absolute: {element.start}"
        elif place is None or place.page is None:
            yield f"{begin} hreflang {language} leads to no page: {element.start}"
        elif language != "x-default" and place.page.locale != language:
            yield f"{begin} hreflang {language} leads to a page in {place.page.locale}: {element.start}"
        elif f"{site.address}{page.path}" not in {each.get("href") for each in place.page.links("alternate")}:
            yield f"{begin} hreflang {language} leads to {place.path}, which does not lead back"
    if others and page.locale not in {element.get("hreflang") for element in others}:
        yield f"{begin} has hreflang for other languages but not for its own, {page.locale}"
    for element in page.all("a"):
        place = sites.place(site, page.path, element.get("href")) if element.get("hreflang") else None
        if place and place.page and place.page.locale != element.get("hreflang"):
            yield f"{begin} a link says {element.get('hreflang')} and leads to a page in {place.page.locale}: {element.start}"


def _feed(text: str) -> Iterator[str]:
    root = ElementTree.fromstring(text)
    for name in ("link", "icon", "logo"):
        for element in root.iter(f"{_ATOM}{name}"):
            yield element.get("href") or element.text or ""


def _calendar(text: str) -> Iterator[str]:
    calendar = Calendar.from_ical(text)
    for component in calendar.walk():
        for name in ("URL", "SOURCE"):
            if name in component:
                yield str(component[name])


def _style(text: str) -> Iterator[str]:
    for address in _STYLE_FILE.findall(text):
        if not address.startswith("data:"):
            yield address


def _lines(text: str) -> Iterator[str]:
    """robots.txt and security.txt: names with an address each."""
    for line in text.splitlines():
        name, _, value = line.partition(": ")
        if name in {"Sitemap", "Canonical", "Policy", "Contact"}:
            yield value.strip()


_FILES = {".atom": _feed, ".ics": _calendar, ".css": _style, ".txt": _lines}


def _site_map(sites: BuiltSites, site: BuiltSite) -> Iterator[str]:
    """The site map names every document that has its canonical address here, and each once; lists are found by links."""
    root = ElementTree.fromstring((site.release / "sitemap.xml").read_text("utf-8"))
    named = [element.text or "" for element in root.iter(f"{_SITE_MAP}loc")]
    for address in named:
        place = sites.place(site, "/", address)
        if place is None or place.site is not site or place.page is None:
            yield f"{site.name} /sitemap.xml: {address} is no page of this site"
    own = {f"{site.address}{page.path}" for page in site.pages.values() if _is_own_document(site, page)}
    for address in sorted(own - set(named)):
        yield f"{site.name} /sitemap.xml: {address} is missing"
    if len(named) != len(set(named)):
        yield f"{site.name} /sitemap.xml: an address is there twice"


def _is_own_document(site: BuiltSite, page: BuiltPage) -> bool:
    canonical = [element.get("href") for element in page.links("canonical")]
    return page.kind.replace("-", "_") in DOCUMENT_TYPES and canonical == [f"{site.address}{page.path}"]
