"""Documents and overlays to merge: made by hand, and drawn at random."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from content_models import Overlay
from content_models.blocks import HeadingBlock, HeadingValue, LocalSlotBlock, LocalSlotValue
from content_models.documents import CaseStudy, DocumentBase, Standard
from content_models.merge import BLOCK_FIELDS
from tests.content_models.examples_of import example
from tests.content_models.strategies import models

OWNER = {"slug": "marlshire", "name": "Marlshire Police"}
NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)


def heading(name: str, *, locked: bool = False) -> HeadingBlock:
    return HeadingBlock(id=name, value=HeadingValue(text=f"Heading {name}"), locked=True if locked else None)


def slot(name: str, **value: Any) -> LocalSlotBlock:
    return LocalSlotBlock(id=f"slot-{name}", value=LocalSlotValue(name=name, **value))


def page(*blocks: Any) -> Standard:
    document = example("standard/minimal.json")
    assert isinstance(document, Standard)
    return document.model_copy(update={"body": blocks})


def overlay(document: DocumentBase, **parts: Any) -> Overlay:
    known = {"id": document.id, "locale": document.locale, "organisation": OWNER, "last_updated": NOW}
    return Overlay.model_validate(known | parts)


def ids(document: DocumentBase, field: str = "body") -> list[str]:
    return [block.id for block in getattr(document, field)]


def _renamed(value: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a slot's value, its default content under an id of its own."""
    return value | {"content": (heading(f"default{number}"),)} if "content" in value else value


@st.composite
def plain_pairs(draw: st.DrawFn) -> tuple[DocumentBase, Overlay]:
    """Draw a small page or case study of headings and slots, many of them locked, and an overlay that mostly names them.

    Quick to draw, and dense: every rule of merging is met in most runs.
    """
    number = draw(st.integers(1, 5))
    blocks: list[Any] = []
    for one in range(number):
        locked = draw(st.sampled_from([None, True]))
        filling: dict[str, Any] = draw(
            st.sampled_from(
                [
                    {},
                    {"required": True},
                    {"accepts": "contacts"},
                    {"accepts": "contacts", "required": True},
                    {"content": True},
                ]
            )
        )
        block = slot(draw(st.sampled_from(["one", "two"])), **_renamed(filling, one))
        is_slot = draw(st.booleans())
        blocks.append((block if is_slot else heading(f"b{one}")).model_copy(update={"id": f"b{one}", "locked": locked}))
    cut = draw(st.integers(0, number - 1))
    document: DocumentBase = page(*blocks)
    if cut:
        story = example("case_study/minimal.json")
        document = story.model_copy(update={"story": tuple(blocks[:cut]), "body": tuple(blocks[cut:])})
    places = st.sampled_from([f"b{one}" for one in range(number + 1)])
    own = iter(range(100))

    def local() -> list[dict[str, Any]]:
        kinds = draw(st.lists(st.sampled_from(["heading", "quote"]), min_size=1, max_size=2))
        return [_local(kind, draw(st.sampled_from(["own", "b", "default"])), next(own)) for kind in kinds]

    slots = [{"slot": name, "blocks": local()} for name in draw(st.sets(st.sampled_from(["one", "two", "three"])))]
    afters = draw(st.lists(st.none() | places, unique=True, max_size=4))
    insertions = [{"after": after, "blocks": local()} for after in afters]
    hidden = draw(st.lists(places, unique=True, max_size=number + 1))
    summary = draw(st.none() | st.just("Our own words."))
    links = [{"text": "Our team", "target": {"kind": "url", "url": "https://example.org/"}}]
    related = draw(st.sampled_from([[], links]))
    parts = {"slots": slots, "insertions": insertions, "hidden": hidden, "summary": summary, "related": related}
    return document, overlay(document, **parts)


def _local(kind: str, name: str, number: int) -> dict[str, Any]:
    """Return a block of the adopter's; some have an id that the owner has too, as only an attacker's would."""
    value = {"text": f"Own {number}"} | ({"level": 2} if kind == "heading" else {})
    return {"type": kind, "id": f"{name}{number}", "value": value}


def pairs() -> st.SearchStrategy[tuple[DocumentBase, Overlay]]:
    """Return documents and overlays, plain ones and such of everything that there is."""
    return plain_pairs() | rich_pairs()


@st.composite
def rich_pairs(draw: st.DrawFn) -> tuple[DocumentBase, Overlay]:
    """Draw a page or a case study with some blocks locked and some slots, and an overlay that often names them."""
    kinds: list[type[DocumentBase]] = [Standard, CaseStudy]
    kind = draw(st.sampled_from(kinds))
    document = draw(models(kind))
    changed: dict[str, Any] = {}
    number = 0
    for field in BLOCK_FIELDS:
        if field not in kind.model_fields:
            continue
        blocks = []
        for block in getattr(document, field):
            number += 1
            name, locked = f"b{number}", draw(st.sampled_from([None, True]))
            blocks.append(block.model_copy(update={"id": name, "locked": locked}))
        for _ in range(draw(st.integers(0, 2))):
            number += 1
            filling: dict[str, Any] = draw(
                st.sampled_from(
                    [{}, {"required": True}, {"accepts": "contacts"}, {"accepts": "text"}, {"content": (heading("d"),)}]
                )
            )
            blocks.append(
                slot(draw(st.sampled_from(["one", "two"])), **_renamed(filling, number)).model_copy(
                    update={"id": f"b{number}"}
                )
            )
        changed[field] = tuple(draw(st.permutations(blocks)))
    document = document.model_copy(update=changed)
    places = st.sampled_from([*(f"b{each}" for each in range(1, number + 3)), "b1"])
    drawn = draw(models(Overlay))
    own = iter(f"own{each}" for each in range(100))

    def renamed(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
        # Some of the adopter's blocks have the id of one of the source's, as only an attacker's would.
        return tuple(
            block.model_copy(update={"id": next(own) if draw(st.booleans()) else f"b{90 + i}"})
            for i, block in enumerate(blocks)
        )

    slots = {draw(st.sampled_from(["one", "two", "three"])): renamed(part.blocks) for part in drawn.slots}
    inserted = {draw(st.none() | places): renamed(part.blocks) for part in drawn.insertions}
    used: set[str] = set()

    def unique(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(block for block in blocks if block.id not in used and not used.add(block.id))  # type: ignore[func-returns-value]

    parts = {
        "slots": [{"slot": name, "blocks": left} for name, blocks in slots.items() if (left := unique(blocks))],
        "insertions": [{"after": at, "blocks": left} for at, blocks in inserted.items() if (left := unique(blocks))],
        "hidden": draw(st.lists(places, unique=True, max_size=4)),
        "summary": drawn.summary,
        "related": drawn.related,
    }
    return document, overlay(document, **parts)


PLAIN = settings(max_examples=100, deadline=None)
"""Dense examples, quick to draw."""

PROPERTY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
