"""What all paper of this machine depends on besides the sheets themselves."""

import hashlib
from pathlib import Path

from frontend.paper import door
from frontend.paper.fonts import fonts_digest


def edition() -> str:
    """Return a digest of the libraries, fonts and code that write paper: when it changes, everything on paper is made anew."""
    total = hashlib.sha256(f"{door.version_line()}\0{fonts_digest()}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        total.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()[:16]
