"""The editor of local parts: the owner's words in place, read-only, and at each place an editor for one's own.

All places share one definition of blocks, which the browser unpacks once; an editor is made where somebody writes.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import get_language_info
from wagtail.blocks import StreamBlock
from wagtail.blocks.base import BlockWidget
from wagtail.blocks.stream_block import StreamValue

from backend.sharing.editor.faults import errors_by_spot, hidden_name
from backend.sharing.editor.layout import (
    Lost,
    NationalBlock,
    effective_hidden,
    lost_content,
    lost_hidden,
    national_blocks,
)
from backend.sharing.editor.parts import END, Spot, content_block, parts_of, value_of
from backend.sharing.editor.posted import posted_parts
from backend.sharing.editor.summary import fault_jumps, notices, slot_jumps
from backend.sharing.models.adoption import Adoption
from backend.sharing.readable.blocks import excerpt, readable, slot_title
from backend.sharing.readable.pages import public_fields, section
from backend.sharing.shown import locked_blocks, shown_version


@dataclass(frozen=True, slots=True)
class Place:
    """One place for own content, as the template draws it."""

    prefix: str
    spot: Spot
    key: str
    state: str
    error: str
    accepts: str
    is_open: bool
    fault: str


@dataclass(frozen=True, slots=True)
class Source:
    """What an adopted page shows: its owner's page, the blocks of it that can be named, and those that are locked."""

    page: Any
    owner: str
    blocks: list[NationalBlock]

    @classmethod
    def of(cls, adoption: Adoption | None) -> "Source":
        """Return what the page of `adoption` shows; nothing for None, and while its owner has nothing published."""
        page = shown_version(adoption)
        owner = adoption.offer.owner.name if adoption else ""
        return cls(page, owner, national_blocks(page, locked_blocks(adoption)))


class OverlayWidget(BlockWidget):
    """Edits the overlay of one adopted page. `stored` is what it holds now: nothing of that is lost unless removed."""

    template_name = "sharing/editor/overlay.html"

    def __init__(self, block_def: StreamBlock, adoption: Adoption | None, stored: StreamValue) -> None:
        """Take the overlay's block, the adoption whose page is edited, and the overlay as it is stored."""
        super().__init__(block_def)
        self.block_def: StreamBlock = block_def
        self.adoption = adoption
        self.stored = stored

    @cached_property
    def source(self) -> Source:
        """What the page shows."""
        return Source.of(self.adoption)

    def _build_block_json(self) -> None:
        whole, self.block_def = self.block_def, content_block(self.block_def, "insertion")
        try:
            super()._build_block_json()
        finally:
            self.block_def = whole

    @property
    def media(self) -> forms.Media:
        """The scripts and styles of all blocks, and the editor's own."""
        own = forms.Media(
            js=["sharing/overlay-editor.js"], css={"all": ["sharing/readable.css", "sharing/overlay-editor.css"]}
        )
        media: forms.Media = super().media
        return media + own

    def value_from_datadict(self, data: Any, files: Any, name: str) -> StreamValue:
        """Return the overlay as it was sent; what the browser left out stays as it is stored."""
        parts = posted_parts(data, files, name, parts_of(self.stored), self.block_def)
        return value_of(parts, self.block_def)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Say whether the form had no such field."""
        return f"{name}-count" not in data

    def render_with_errors(
        self, name: str, value: StreamValue, attrs: Any = None, errors: Any = None, renderer: Any = None
    ) -> str:
        """Return the editor as HTML, each of `errors` at its place."""
        found = errors.as_data() if errors else []
        return render_to_string(self.template_name, Drawing(self, name, value, found).context())


class Drawing:
    """One editor on its way to HTML."""

    def __init__(self, widget: OverlayWidget, name: str, value: StreamValue, errors: list[ValidationError]) -> None:
        """Take the widget, the field's name, its value, and what is wrong with it."""
        self._widget = widget
        self._name = name
        self._source = widget.source
        self._parts = parts_of(value)
        self._error = next((error for error in errors if hasattr(error, "block_errors")), None)
        self._others = [line for error in errors if error is not self._error for line in error.messages]
        self._by_spot = errors_by_spot(value, self._error)
        self._by_place: dict[str, str] = getattr(self._error, "places", {})
        self._count = 0

    def context(self) -> dict[str, Any]:
        """Return everything that the template shows."""
        lost = [self._lost(one) for one in lost_content(self._source.blocks, self._parts)]
        hidden = [
            {"id": block, "why": why, "fault": self._by_place.get(hidden_name(block), "")}
            for block, why in lost_hidden(self._source.blocks, self._parts).items()
        ]
        page = self._source.page
        return {
            "name": self._name,
            "definition": self._widget.block_json,
            "messages": [] if self._by_place else self._others,
            "owner": self._source.owner,
            "page": page,
            "notices": list(notices(self._widget.adoption)),
            "slots": list(slot_jumps(self._source.blocks, self._parts)),
            "faults": list(fault_jumps(self._source.blocks, self._by_place, self._by_spot)),
            "direction": _direction(page.locale.language_code) if page else "ltr",
            "lost": lost,
            "lost_hidden": hidden,
            "destinations": self._destinations() if lost else [],
            "sections": list(self._sections()) if page else [],
            "end": self._place(END) if page else None,
            "count": self._count,
        }

    def _lost(self, lost: Lost) -> dict[str, Any]:
        """Return own content without a place: its editor stays open, so that it can be moved, changed or removed."""
        return {"place": self._place(lost.spot, is_open=True), "why": lost.why}

    def _place(self, spot: Spot, *, accepts: frozenset[str] | None = None, is_open: bool = False) -> Place:
        part = self._parts.content.get(spot)
        block = content_block(self._widget.block_def, spot.kind)
        error = self._by_spot.get(spot)
        fault = self._by_place.get(str(spot), "")
        number, self._count = self._count, self._count + 1
        return Place(
            prefix=f"{self._name}-{number}",
            spot=spot,
            key=part.id if part else str(uuid4()),
            state=json.dumps(block.get_form_state(part.blocks) if part else []),
            error=json.dumps(error),
            accepts=json.dumps(sorted(accepts) if accepts is not None else None),
            is_open=is_open or part is not None,
            fault=fault,
        )

    def _sections(self) -> Any:
        """Yield the fields of the page: as HTML, or block by block where local parts have their places."""
        by_field: dict[str, list[NationalBlock]] = {}
        for block in self._source.blocks:
            by_field.setdefault(block.field, []).append(block)
        hidden = effective_hidden(self._source.blocks, self._parts)
        for name, label in public_fields(self._source.page):
            if name in by_field:
                yield {"label": label, "blocks": [self._block(block, hidden) for block in by_field[name]]}
            elif name != "title" and (html := section(self._source.page, name, label).html):
                yield {"label": label, "html": html}

    def _block(self, block: NationalBlock, hidden: set[str]) -> dict[str, Any]:
        html = _words(block)
        words = excerpt(html) or str(block.child.block.label)
        slot = self._slot(block) if block.slot is not None else None
        return {
            "id": block.id,
            "type": block.child.block.label,
            "html": html,
            "excerpt": words,
            "locked": block.locked,
            "offers_hiding": block.may_be_left_out or block.id in hidden,
            "is_hidden": block.id in hidden,
            "fault": self._by_place.get(hidden_name(block.id), ""),
            "slot": slot,
            "after": self._place(block.after) if block.after is not None and self._offers(block) else None,
            "between_locked": block.locked and block.after is None,
        }

    def _offers(self, block: NationalBlock) -> bool:
        """Say whether the place behind a block is shown: behind the last one the end of the page is offered instead."""
        is_last = block.field == "body" and block is self._source.blocks[-1]
        return not is_last or block.after in self._parts.content

    def _slot(self, block: NationalBlock) -> dict[str, Any]:
        value = block.child.value
        default = value.get("content")
        spot = Spot("slot", block.slot or "")
        return {
            "title": slot_title(block.slot),
            "guidance": block.guidance,
            "accepts": self._names(block.accepts),
            "required": block.must_be_filled,
            "default": readable(default.stream_block, default) if default else "",
            "is_filled": spot in self._parts.content,
            "place": self._place(spot, accepts=block.accepts, is_open=True),
        }

    def _names(self, types: frozenset[str] | None) -> list[str]:
        """Return what a slot takes in the words of the editor; nothing when it takes all."""
        children = content_block(self._widget.block_def, "slot").child_blocks
        return [str(block.label).lower() for name, block in children.items() if types is not None and name in types]

    def _destinations(self) -> list[tuple[str, str]]:
        """Return the places that own content can be moved to: what stands in the form, and words for people."""
        found: list[tuple[str, str]] = []
        for block in self._source.blocks:
            if block.slot is not None:
                found.append((str(Spot("slot", block.slot)), f"Into the place for local content: {block.title}"))
            if block.after is not None and block.slot is None:
                found.append((str(block.after), f"After “{_naming(block)}”"))
        return [*found, (str(END), "To the end of the page")] if self._source.page else []


def _naming(block: NationalBlock) -> str:
    """Return words by which people know a block again."""
    return excerpt(_words(block)) or str(block.child.block.label)


def _words(block: NationalBlock) -> str:
    """Return what a block says, where a slot that repeats another says what its owner put there."""
    value, kind = block.child.value, block.child.block
    if block.slot is not None:
        return ""
    if block.child.block_type == "local_slot":
        return readable(kind.child_blocks["content"], value["content"])
    return readable(kind, value)


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
