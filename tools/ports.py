"""Which ports the demonstration may take, and a sentence for the person whose port is taken."""

import errno
import os
import socket
from collections.abc import Mapping


class PortUnusable(Exception):
    """A port is taken, forbidden or no port at all; the message names the variable that chooses another."""


def port_from(variable: str, default: int, environment: Mapping[str, str] = os.environ) -> int:
    """Return the port that a variable of the environment names; raises PortUnusable when that is no port."""
    text = environment.get(variable) or str(default)
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 65536:
        raise PortUnusable(f"{variable}={text} is not a port: it takes a number from 1 to 65535.")
    return int(text)


def require_free(port: int, variable: str) -> None:
    """Return if a server could listen on the port of this machine; raises PortUnusable."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = "is already taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise PortUnusable(
                f"Port {port} {why}. Stop what uses it, or choose another: {variable}={port + 10} make demo"
            ) from error


def free_port() -> int:
    """Return a port that nothing listens on at the moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
