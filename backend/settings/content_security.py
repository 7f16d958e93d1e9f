"""The Content-Security-Policy of the admin (CSP level 3): nothing of other hosts, and only previews in frames."""

from typing import Any

from django.utils.csp import CSP


def policy(*, preview: str) -> dict[str, Any]:
    """Return Django's `SECURE_CSP` for an admin whose previews come from the address `preview`.

    Wagtail 8 begins its choosers, date fields and lists of forms with inline scripts, and its editors set style
    attributes, so both have to be allowed; scripts of other hosts, and connections to them, are not.
    """
    return {
        "default-src": [CSP.NONE],
        "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
        "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
        "img-src": [CSP.SELF, "data:", "blob:"],
        "media-src": [CSP.SELF, "blob:"],
        "font-src": [CSP.SELF],
        "connect-src": [CSP.SELF],
        "frame-src": [CSP.SELF, preview],
        "frame-ancestors": [CSP.SELF],
        "form-action": [CSP.SELF],
        "base-uri": [CSP.NONE],
        "object-src": [CSP.NONE],
        "manifest-src": [CSP.SELF],
    }
