"""Placing specimens on one page of the gallery, which lies in a folder: addresses, ids, scripts.

Works on the HTML that our own templates wrote: attributes in double quotes, no comment holds a tag. What a specimen's source
shows stays as it is; only what is drawn is changed here.
"""

import re
from typing import Final

from markupsafe import Markup

from frontend.render.safe import made_here

UP: Final = "../"
"""From the folder of a language to the gallery's root."""

ELSEWHERE: Final = f"{UP}elsewhere.html"
"""Where the links of specimens lead that would lead to other pages of a site."""

_FILES: Final = ("/assets/", "/media/")
_TAG: Final = re.compile(r"<[a-z][^>]*>")
_ADDRESS: Final = re.compile(r' (href|src|poster|srcset|action)="([^"]*)"')
_ID: Final = re.compile(r' id="([^"]*)"')
_SCRIPT: Final = re.compile(r'<script\b[^>]*\bsrc="([^"]*)"[^>]*></script>')
_NAMES: Final = re.compile(r' (id|for|form|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"')
_WITHIN: Final = re.compile(r' href="#([^"]*)"')
_SCHEME: Final = re.compile(r"[a-z][a-z+.-]*:")


class Place:
    """A page on which specimens are placed one after the other."""

    def __init__(self, taken: set[str]) -> None:
        """`taken` are the ids that the page itself has."""
        self._ids = set(taken)
        self._scripts: set[str] = set()

    def placed(self, html: str) -> Markup:
        """Return a specimen's HTML so that it works beside those that were placed before."""
        html = _SCRIPT.sub(self._once, html)
        new = self._new_ids([found for tag in _TAG.findall(html) for found in _ID.findall(tag)])
        return made_here(_TAG.sub(lambda tag: _with_ids(_with_addresses(tag[0]), new), html))

    def _once(self, script: re.Match[str]) -> str:
        if script[1] in self._scripts:
            return ""
        self._scripts.add(script[1])
        return script[0]

    def _new_ids(self, wanted: list[str]) -> dict[str, str]:
        """Return the ids that have to change because another specimen has them."""
        new: dict[str, str] = {}
        for each in wanted:
            found, number = each, 1
            while found in self._ids:
                number += 1
                found = f"{each}--{number}"
            self._ids.add(found)
            new[each] = found
        return new


def _with_ids(tag: str, new: dict[str, str]) -> str:
    tag = _NAMES.sub(lambda found: f' {found[1]}="{" ".join(new.get(each, each) for each in found[2].split())}"', tag)
    return _WITHIN.sub(lambda found: f' href="#{new.get(found[1], found[1])}"', tag)


def _with_addresses(tag: str) -> str:
    return _ADDRESS.sub(lambda found: f' {found[1]}="{_address(found[1], found[2])}"', tag)


def _address(attribute: str, value: str) -> str:
    if attribute == "srcset":
        return ", ".join(_address("src", item.strip()) for item in value.split(","))
    if value.startswith(_FILES):
        return UP + value[1:]
    if value.startswith("#") or _SCHEME.match(value):
        return value
    return ELSEWHERE
