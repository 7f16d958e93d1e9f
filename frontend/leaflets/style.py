"""The stylesheet of leaflets: the brand's colours, and logical properties made physical, which WeasyPrint does not know."""

import re
from functools import lru_cache
from typing import Final

from content_models.site import BrandColours

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOGICAL: Final = re.compile(
    r"\b(?:(max-|min-)?(inline|block)-size|(margin|padding|border|inset)-(inline|block)(-start|-end)?)(?=[-:])"
)
_BOTH: Final = re.compile(r"\b(margin|padding|border|inset)-(inline|block)(-[a-z]+)?:\s*([^;}]+)")
_CORNER: Final = re.compile(r"@(top|bottom)-(start|end)\b")


@lru_cache(maxsize=64)
def leaflet_style(css: str, colours: BrandColours, direction: str) -> str:
    """Return the stylesheet for a brand and a direction of writing, `ltr` or `rtl`."""
    tokens = (
        f":root {{ --brand: {colours.brand}; --on-brand: {colours.on_brand}; --brand-text: {colours.brand_text}; "
        f"--accent: {colours.accent}; --on-accent: {colours.on_accent}; --wash: {colours.wash} }}\n"
    )
    return tokens + physical(_COMMENT.sub("", css), direction)


def physical(css: str, direction: str) -> str:
    """Return CSS with physical properties in place of logical ones; `@top-start` and its like are corners of a page."""
    start, end = ("right", "left") if direction == "rtl" else ("left", "right")
    sides = {"inline": (start, end), "block": ("top", "bottom")}

    def both(match: re.Match[str]) -> str:
        name, axis, rest, value = match[1], match[2], match[3] or "", match[4].strip()
        if rest in {"-start", "-end"} or rest.startswith(("-start-", "-end-")):
            return match[0]
        value, _, important = value.partition(" !")
        values = (value, value) if name == "border" or " " not in value else tuple(value.split(" ", 1))
        values = tuple(f"{each} !{important}" if important else each for each in values)
        return "; ".join(
            f"{_property(name, side)}{rest}: {each}" for side, each in zip(sides[axis], values, strict=True)
        )

    def one(match: re.Match[str]) -> str:
        if match[2]:
            return f"{match[1] or ''}{'width' if match[2] == 'inline' else 'height'}"
        side = sides[match[4]][match[5] == "-end"]
        return _property(match[3], side)

    css = _CORNER.sub(lambda match: f"@{match[1]}-{start if match[2] == 'start' else end}", css)
    css = css.replace("float: inline-start", f"float: {start}")
    return _LOGICAL.sub(one, _BOTH.sub(both, css))


def _property(name: str, side: str) -> str:
    return side if name == "inset" else f"{name}-{side}"
