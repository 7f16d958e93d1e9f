"""Public addresses of sites."""

from urllib.parse import urlsplit


def address_problem(address: str) -> str | None:
    """Return a sentence on why `address` cannot be a site's public address, or None."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "This is no web address; write one such as https://prevent.example.org."
    if parts.scheme not in {"http", "https"} or not host or any(sign in address for sign in " \t\n\"'<>"):
        return "This is no web address; write one such as https://prevent.example.org."
    if parts.path or parts.query or parts.fragment or parts.username:
        return "Write only the beginning of the address, without a path: a site has a host name of its own."
    if port == 0:
        return "The port of the address must be between 1 and 65535."
    return None


def host_and_port(address: str) -> tuple[str, int]:
    """Return host name and port of a valid public address."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
