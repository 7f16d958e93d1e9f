"""What stands at the top of the editor: what its team should know about the page, what is wrong, and where its places are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from backend.sharing.editor.faults import hidden_name
from backend.sharing.editor.layout import NationalBlock
from backend.sharing.editor.parts import END, LocalParts, Spot
from backend.sharing.models.adoption import Adoption, Mode
from backend.sharing.models.offer import OfferState


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence about the page, with where to go: words and address, which may be missing."""

    sentence: str
    words: str = ""
    address: str = ""
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """A way to a place further down: words, the place's id in the page, and how it stands."""

    words: str
    anchor: str
    state: str = ""


def notices(adoption: Adoption | None) -> Iterator[Notice]:
    """Yield what the team should know: that its owner took the page back, or that a newer version waits."""
    if adoption is None or not adoption.is_in_step:
        return
    offer, owner = adoption.offer, adoption.offer.owner.name
    manage = reverse("sharing:manage", args=[adoption.pk])
    if offer.state == OfferState.RECALLED:
        gone = f"{owner} has recalled this page, so it is not on your site. The reason: {offer.reason}"
        yield Notice(gone, "See what you can do", manage, is_grave=True)
    elif offer.state == OfferState.WITHDRAWN and offer.ends_on:
        yield Notice(f"{_leaves(offer, owner)} The reason: {offer.reason}", "See what you can do", manage)
    if adoption.mode == Mode.REVIEW and adoption.behind_since is not None and offer.state != OfferState.RECALLED:
        newer = f"{owner} has published a newer version than the one that you see here and on your site."
        yield Notice(newer, "See what changed and decide", reverse("sharing:compare", args=[adoption.pk]))


def _leaves(offer: Any, owner: str) -> str:
    day: date = offer.ends_on
    successor = f" “{offer.successor}” takes its place." if offer.successor else ""
    return f"{owner} has withdrawn this page: it leaves your site on {day:%-d %B %Y}.{successor}"


def slot_jumps(blocks: list[NationalBlock], parts: LocalParts) -> Iterator[Jump]:
    """Yield the way to each place for local content."""
    for block in blocks:
        if block.slot is None:
            continue
        filled = Spot("slot", block.slot) in parts.content
        state = "filled" if filled else "must be filled before you publish" if block.must_be_filled else "optional"
        yield Jump(block.title.capitalize(), anchor_of(block), state)


def fault_jumps(blocks: list[NationalBlock], faults: Mapping[str, str], inside: Mapping[Spot, Any]) -> Iterator[Jump]:
    """Yield the way to each place where something is wrong: what its owner asks for, and what its blocks say themselves."""
    for block in blocks:
        slot = Spot("slot", block.slot) if block.slot is not None else None
        for spot in (slot, block.after):
            if spot is None:
                continue
            if sentence := faults.get(str(spot)):
                yield Jump(_name(block, spot), anchor_of(block), sentence)
            elif spot in inside:
                yield Jump(_name(block, spot), anchor_of(block), "Something in your content is missing or wrong.")
        if sentence := faults.get(hidden_name(block.id)):
            yield Jump("A part that you left out", anchor_of(block), sentence)
    if END in inside:
        yield Jump("At the end of the page", END_ANCHOR, "Something in your content is missing or wrong.")


END_ANCHOR = "overlay-end"


def anchor_of(block: NationalBlock) -> str:
    """Return the id of a block's place in the page."""
    return f"overlay-block-{block.id}"


def _name(block: NationalBlock, spot: Spot) -> str:
    return block.title.capitalize() if spot.kind == "slot" else "What you added"
