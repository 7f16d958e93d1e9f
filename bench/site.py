"""Sites of any size for the benchmark, made from the contract's richest examples: mixed types that refer to each other."""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid5

from content_models import Entry, Manifest, canonical_bytes
from content_models.examples import example_documents, example_manifest

SLUG: Final = "bench"
PER_SECTION: Final = 100
_NAMESPACE: Final = UUID("7d1e8e06-6d0c-4b8e-9f0d-0a44a4b4d3f1")
_TYPES: Final = (
    "guide/tell-someone.json",
    "case_study/door-that-stayed-shut.json",
    "strategy/how-prevent-works.json",
    "signs/what-to-look-for.json",
    "signpost/open-door.json",
    "event/roundtable.json",
    "toolkit/posters-and-leaflets.json",
    "campaign/say-it-early.json",
    "news/launch.json",
    "film/what-happens-when-you-call.json",
    "standard/every-block.json",
    "standard/accessibility.json",
)
_CONTACT = re.compile(r'(?<="contact":")[0-9a-f-]{36}')
_PAGE = re.compile(r'(?<="page":")[0-9a-f-]{36}|(?<=href=\\"page:)[0-9a-f-]{36}')


@dataclass(slots=True)
class BenchSite:
    """Documents by digest, and the manifest that names them."""

    documents: dict[str, bytes]
    manifest: Manifest
    data: bytes

    @property
    def digest(self) -> str:
        """The digest of the manifest."""
        return hashlib.sha256(self.data).hexdigest()


def make_site(pages: int) -> BenchSite:
    """Return a site of `pages` pages: a home, sections of a hundred, and in them every type in turn."""
    sections = max(1, round(pages / (PER_SECTION + 1)))
    leaves = pages - sections - 1
    entries: list[Entry] = []
    documents: dict[str, bytes] = {}

    def add(path: str, number: int, example: str, title: str) -> None:
        data = _document(example, number, title, leaves)
        digest = hashlib.sha256(data).hexdigest()
        documents[digest] = data
        kind = example.partition("/")[0]
        entries.append(
            Entry.model_validate({"path": path, "id": str(_id(number)), "locale": "en", "type": kind, "digest": digest})
        )

    add("/", 0, "home/national.json", "Home")
    for section in range(sections):
        add(f"/topic-{section}/", -1 - section, "section/stories.json", f"Topic {section}")
        for leaf in range(section * PER_SECTION + 1, min((section + 1) * PER_SECTION, leaves) + 1):
            example = _TYPES[leaf % len(_TYPES)]
            add(f"/topic-{section}/page-{leaf}/", leaf, example, f"{_words(leaf)} {leaf}")
    return _with(documents, entries, 1)


def change_page(site: BenchSite, *, title: bool) -> BenchSite:
    """Return `site` after one page in its middle was published again, with other text or also with another title."""
    place = len(site.manifest.entries) // 2
    while site.manifest.entries[place].type != "standard":
        place += 1
    entry = site.manifest.entries[place]
    content: dict[str, Any] = json.loads(site.documents[entry.digest])
    content["last_updated"] = f"2026-11-20T12:00:{site.manifest.sequence:02}Z"
    content["change_note"] = f"Changed at {site.manifest.sequence}."
    if title:
        content["title"] = f"Changed at {site.manifest.sequence}"
    data = _canonical(content)
    digest = hashlib.sha256(data).hexdigest()
    entries = list(site.manifest.entries)
    entries[place] = entry.model_copy(update={"digest": digest})
    documents = {**site.documents, digest: data}
    return _with(documents, entries, site.manifest.sequence + 1)


def _with(documents: dict[str, bytes], entries: list[Entry], sequence: int) -> BenchSite:
    national = example_manifest("national")
    site = national.site.model_copy(
        update={"organisation": national.site.organisation.model_copy(update={"slug": SLUG}), "locales": ("en",)}
    )
    manifest = Manifest(sequence=sequence, site=site, contacts=national.contacts, entries=tuple(entries))
    return BenchSite(documents, manifest, canonical_bytes(manifest))


def _id(number: int) -> UUID:
    return uuid5(_NAMESPACE, str(number))


def _document(example: str, number: int, title: str, leaves: int) -> bytes:
    content: dict[str, Any] = json.loads(canonical_bytes(example_documents()[example]))
    content |= {
        "id": str(_id(number)),
        "title": title,
        "locale": "en",
        "index_terms": [f"{_words(number + 7)} {number}"],
    }
    # The one reference that the examples leave dead on purpose leads to the first contact of the registry.
    text = _CONTACT.sub(_living_contact, _canonical(content).decode())
    # Every reference leads to another page of this site, near its own.
    found = {
        old: str(_id(1 + (abs(number) + 1 + place) % leaves))
        for place, old in enumerate(dict.fromkeys(_PAGE.findall(text)))
    }
    return _PAGE.sub(lambda match: found[match[0]], text).encode()


def _living_contact(match: re.Match[str]) -> str:
    contacts = [str(contact.id) for contact in example_manifest("national").contacts]
    return match[0] if match[0] in contacts else contacts[0]


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _words(number: int) -> str:
    first = ("Talking", "Listening", "Worrying", "Helping", "Reporting", "Learning", "Asking", "Meeting")
    second = ("about a child", "at school", "with neighbours", "online", "in confidence", "after a change", "together")
    return f"{first[number % len(first)]} {second[number % len(second)]}"
