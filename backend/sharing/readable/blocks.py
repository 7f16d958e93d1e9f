"""Blocks as readable HTML. Everything is escaped or sanitised; pictures are thumbnails."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, Final

import nh3
from django.db.models import Model
from django.template.defaultfilters import linebreaks_filter
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.models import Page

from backend.core.blocks import (
    ContactChooserBlock,
    GroupValue,
    HeadingBlock,
    LinesBlock,
    LocalSlotBlock,
    PartnerChooserBlock,
    QuoteBlock,
    TableBlock,
    TargetBlock,
)

TAGS: Final = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "h3", "h4", "blockquote"}
"""What editors can make in rich text."""

LOWERED: Final = {"h3": "h5", "h4": "h6"}
"""Headings inside a page's text stand below the headings of the page, and those below the editor's own."""

EXCERPT: Final = 70
THUMBNAIL: Final = "max-320x240|format-webp|webpquality-60"


def words(source: str | None) -> SafeString:
    """Return rich text as it is stored, sanitised. Links to pages and files lead nowhere here; others open a tab."""
    clean = nh3.clean(
        source or "",
        tags=TAGS,
        attributes={"a": {"href"}},
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    # Sanitised above: headings carry no attributes any more, so that they can be renamed as text.
    return SafeString(re.sub(r"<(/?)(h3|h4)>", lambda found: f"<{found[1]}{LOWERED[found[2]]}>", clean))


def readable(block: blocks.Block, value: Any) -> SafeString:
    """Return what `value` of `block` says as HTML; nothing for what is empty."""
    if value in (None, "", False) or (isinstance(value, GroupValue) and not block.meta.required and value.is_empty):
        return SafeString("")
    for kind, render in RENDERERS.items():
        if isinstance(block, kind):
            return render(block, value)
    return format_html("<p>{}</p>", localize(value))


def excerpt(html: str) -> str:
    """Return the first words of `html` as plain text, to name a block by."""
    text = unescape(nh3.clean(html.replace("</", " </"), tags=set()))
    return Truncator(" ".join(text.split())).chars(EXCERPT)


def _heading(_: blocks.Block, value: Any) -> SafeString:
    level = "h4" if str(value["level"]) == "2" else "h5"
    return format_html("<{0}>{1}</{0}>", SafeString(level), value["text"])


def _quote(_: blocks.Block, value: Any) -> SafeString:
    who = format_html("<p>— {}</p>", value["attribution"]) if value["attribution"] else ""
    return format_html("<blockquote>{}{}</blockquote>", linebreaks_filter(value["text"], autoescape=True), who)


def _rich_text(_: blocks.Block, value: Any) -> SafeString:
    return words(value.source)


def _table(_: blocks.Block, value: Any) -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((name,) for name in value.columns))
    rows = format_html_join("", "<tr>{}</tr>", ((_row(row, heading=value["row_headings"]),) for row in value.rows))
    # It scrolls by itself where it is too wide, so it can be reached by keyboard (WCAG 2.1.1).
    return format_html(
        '<div class="readable-scroll" tabindex="0" role="region" aria-label="{0}"><table><caption>{0}</caption>'
        "<thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>",
        value["caption"],
        head,
        rows,
    )


def _row(cells: tuple[str, ...], *, heading: bool) -> SafeString:
    named = 1 if heading else 0
    first = format_html_join("", '<th scope="row">{}</th>', ((cell,) for cell in cells[:named]))
    return first + format_html_join("", "<td>{}</td>", ((cell,) for cell in cells[named:]))


def _cells(_: blocks.Block, value: Any) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((", ".join(str(cell) for cell in row),) for row in value.rows))


def _target(_: blocks.Block, value: Any) -> SafeString:
    to = value["page"].title if value["page"] else value["url"]
    return format_html('<p class="readable-quiet">Leads to: {}</p>', to)


def _picture(_: blocks.Block, value: Any) -> SafeString:
    description = "" if value.decorative else value.contextual_alt_text or ""
    said = description or "Decorative: it has no description."
    return format_html(
        '<figure>{}<figcaption class="readable-quiet">{}</figcaption></figure>', _thumbnail(value, description), said
    )


def _thumbnail(image: Any, description: str) -> SafeString:
    """Return a small copy of `image` inside the page: its owner's files stay closed to other organisations."""
    try:
        rendition = image.get_rendition(THUMBNAIL)
        with rendition.file.open("rb") as file:
            data = b64encode(file.read()).decode("ascii")
    except OSError:
        return format_html('<p class="readable-quiet">{}</p>', "The file of this picture is missing.")
    return format_html(
        '<img src="data:image/webp;base64,{}" width="{}" height="{}" alt="{}">',
        data,
        rendition.width,
        rendition.height,
        description,
    )


def _contact(_: blocks.Block, value: Any) -> SafeString:
    ways = [way for way in (value.phone, value.email, value.url) if way]
    return format_html("<p><strong>{}</strong> {}<br>{}</p>", value.label, value.need, " · ".join(ways))


def _record(_: blocks.Block, value: Model) -> SafeString:
    name = value.title if isinstance(value, Page) else str(value)
    return format_html("<p>{}</p>", name)


def _choice(block: Any, value: Any) -> SafeString:
    labels = {key: label for key, label in block.field.choices if key != ""}
    chosen = value if isinstance(value, list | tuple) else [value]
    return format_html('<p class="readable-quiet">{}</p>', ", ".join(str(labels.get(one, one)) for one in chosen))


def _boolean(block: blocks.Block, _: Any) -> SafeString:
    return format_html('<p class="readable-quiet">{}</p>', block.label)


def _lines(_: blocks.Block, value: Any) -> SafeString:
    return SafeString(linebreaks_filter(str(value), autoescape=True))


def _list(block: Any, value: Any) -> SafeString:
    items = [readable(block.child_block, bound.value) for bound in value.bound_blocks]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items if item)))


def _stream(_: blocks.Block, value: Any) -> SafeString:
    return format_html_join("\n", "{}", ((readable(child.block, child.value),) for child in value))


def _slot(block: Any, value: Any) -> SafeString:
    """Return a place for local content: what it is for, whether it must be filled, and what stands there until it is."""
    return format_html(
        '<div class="readable-slot"><p><strong>{}</strong> <span class="readable-quiet">({})</span></p>{}{}</div>',
        slot_title(value["name"]),
        "must be filled" if value["required"] else "optional",
        format_html("<p>{}</p>", value["guidance"]) if value["guidance"] else "",
        readable(block.child_blocks["content"], value["content"]),
    )


def slot_title(name: str | None) -> str:
    """Return what people call a place for local content: its name is made for addresses."""
    return f"Place for local content: {(name or '').replace('-', ' ')}"


def _several(_: blocks.Block, value: Any) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in value)))


def _group(block: Any, value: Any) -> SafeString:
    return format_html('<div class="readable-group">{}</div>', format_html_join("", "{}", _fields(block, value)))


def _fields(block: Any, value: Any) -> Iterator[tuple[SafeString]]:
    titled = False
    for name, child in block.child_blocks.items():
        html = readable(child, value.get(name))
        if not html:
            continue
        if not titled and isinstance(child, blocks.CharBlock):
            titled = True
            html = format_html("<p><strong>{}</strong></p>", value[name])
        yield (html,)


RENDERERS: Final[dict[type[blocks.Block], Callable[[Any, Any], SafeString]]] = {
    LocalSlotBlock: _slot,
    HeadingBlock: _heading,
    QuoteBlock: _quote,
    TableBlock: _table,
    TargetBlock: _target,
    WagtailImageBlock: _picture,
    ContactChooserBlock: _contact,
    PartnerChooserBlock: _record,
    blocks.ChooserBlock: _record,
    blocks.RichTextBlock: _rich_text,
    blocks.MultipleChoiceBlock: _choice,
    blocks.ChoiceBlock: _choice,
    blocks.BooleanBlock: _boolean,
    TypedTableBlock: _cells,
    LinesBlock: _several,
    blocks.ListBlock: _list,
    blocks.StreamBlock: _stream,
    blocks.StructBlock: _group,
    blocks.CharBlock: _lines,
    blocks.TextBlock: _lines,
    blocks.URLBlock: _lines,
}
"""How each kind of block is shown; the first that fits counts, so special kinds come before general ones."""
