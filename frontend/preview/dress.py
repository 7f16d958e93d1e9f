"""What a page wears only in its preview: marks where something is missing, links to the published site, the editor's checks.

Works on the HTML that our own templates wrote: attributes in double quotes, no comment holds a tag.
"""

import re
from html import escape
from typing import Final, NamedTuple

OPEN, CLOSE = "\u27e6", "\u27e7"
"""Brackets that the backend puts around the name of something compulsory that a draft lacks."""

STYLESHEET: Final = "/preview.css"
STYLES: Final = b"""\
mark.gap { padding: .1em .5em; border: 1px dashed #8a4b00; border-radius: 3px; color: #4a2a00; background: #fff3dc; font: 1rem/1.4 system-ui, sans-serif; }
.shown-to-editors { margin: 0; padding: .5rem 1rem; color: #17212b; background: #fff3dc; font: 1rem/1.4 system-ui, sans-serif; text-align: center; }
@media (forced-colors: active) { mark.gap { border: 2px dashed Mark; } }
"""

_TAG = re.compile(r"(<[^>]*>)")
_GAP = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_LINK = re.compile(r'^<(a|form|area)\b([^>]*?)\s(href|action)="(/[^"]*)"')
_RAW: Final = {"title": "</title", "script": "</script", "style": "</style", "textarea": "</textarea"}


class Dress(NamedTuple):
    """The address of the published site, the HTML of the editor's checks, and the origin of the admin."""

    base_url: str
    userbar: str
    admin: str


def dressed(html: str, dress: Dress) -> str:
    """Return the page `html` as an editor sees it."""
    parts, raw = [], ""
    for part in _TAG.split(html):
        if part.startswith("<"):
            raw = _raw_after(part, raw)
            parts.append(_tag(part, dress.base_url.rstrip("/")))
        else:
            parts.append(_GAP.sub(r"\1", part) if raw else _GAP.sub(_mark, part))
    page = "".join(parts)
    head = f'<meta name="robots" content="noindex"><link rel="stylesheet" href="{STYLESHEET}"></head>'
    page = page.replace("</head>", head, 1)
    before, end, after = page.rpartition("</body>")
    return f"{before}{dress.userbar}{end}{after}"


def refusal(message: str, status: int) -> str:
    """Return a small page that says why there is no preview."""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>No preview</title><link rel="stylesheet" href="{STYLESHEET}"></head>
<body><main><h1>There is no preview</h1><p>{escape(message)}</p><p><small>{status}</small></p></main></body></html>
"""


def _mark(found: re.Match[str]) -> str:
    return f'<mark class="gap">Not written yet: {found[1]}</mark>'


def _raw_after(tag: str, raw: str) -> str:
    """Return the element in which text is no HTML after `tag`, or "" outside of any."""
    if raw:
        return "" if tag.lower().startswith(_RAW[raw]) else raw
    name = re.match(r"<([a-z]+)", tag)
    return name[1] if name and name[1] in _RAW else ""


def _tag(tag: str, base_url: str) -> str:
    """Return a tag without marks in its attributes; a link within the site leads to the published site, in its own tab."""
    tag = _GAP.sub(r"\1", tag)
    if not (link := _LINK.match(tag)) or link[4].startswith("//"):
        return tag
    name, before, attribute, path = link.groups()
    rest = tag[link.end() :]
    return f'<{name}{before} {attribute}="{base_url}{path}" target="_blank"{rest}'
