"""Our own server over built sites, and what it answers."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frontend.server.server import open_server

if TYPE_CHECKING:
    from tests.frontend.conftest import Place


FILM = bytes(range(256)) * 40


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Sites:
    place: "Place"
    port: int

    def get(self, path: str, host: str = "testshire.localhost", method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", f"{host}:{self.port}")
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.headers, answer.read())
        connection.close()
        return reply


@contextmanager
def served(place: "Place") -> Iterator[Sites]:
    """Our own server over what `place` has built, until the block ends."""
    with open_server(place.output, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield Sites(place, server.server_address[1])
        server.shutdown()
        thread.join()


def film_address(sites: Sites) -> str:
    film = next((sites.place.current() / "media").rglob("film.mp4"))
    return "/" + str(film.relative_to(sites.place.current()))
