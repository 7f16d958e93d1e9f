"""The content API as a source: timeouts everywhere, a few tries, nothing fetched that has not changed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

import httpx
from pydantic import TypeAdapter, ValidationError

from frontend.errors import MissingContent, SourceError, SourceRefused, SourceUnreachable, UnknownSite
from frontend.source.base import SiteSummary

TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)
TRIES: Final = 3
PAUSE: Final = 0.3
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_LOST: Final = frozenset({404, 410})

_summaries: TypeAdapter[dict[str, tuple[SiteSummary, ...]]] = TypeAdapter(dict[str, tuple[SiteSummary, ...]])


class ApiSource:
    """A content API at `url`, e.g. `http://localhost:8000/api/v1/`."""

    def __init__(
        self,
        url: str,
        *,
        tries: int = TRIES,
        timeout: httpx.Timeout = TIMEOUT,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._url = url.rstrip("/") + "/"
        self._tries = tries
        self._pause = pause
        agent = {"User-Agent": "waymark-build"}
        # Loading the certificates takes longer than a small build, and over plain http nothing is verified anyway.
        verify = not self._url.startswith("http://")
        self._client = httpx.Client(
            base_url=self._url, timeout=timeout, headers=agent, follow_redirects=False, verify=verify
        )
        self._sites: tuple[str, tuple[SiteSummary, ...]] | None = None
        self._manifests: dict[str, tuple[str, bytes]] = {}

    @property
    def name(self) -> str:
        """Its address."""
        return self._url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def sites(self) -> tuple[SiteSummary, ...]:
        """Return the sites that the API lists; asks with the last ETag, so that an unchanged list costs nothing."""
        known = self._sites[0] if self._sites else ""
        answer = self._get("sites/", {"If-None-Match": known} if known else {})
        if answer.status_code == httpx.codes.NOT_MODIFIED and self._sites:
            return self._sites[1]
        self._expect_success(answer, "the list of sites")
        try:
            # Lenient on purpose: a newer API may say more about a site.
            listed = answer.json()["sites"]
            found = tuple(SiteSummary(site["slug"], site["name"], site["digest"]) for site in listed)
            _summaries.validate_python({"sites": found})
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise self._no_api("sites/") from error
        self._sites = (answer.headers.get("ETag", ""), found)
        return found

    def manifest(self, site: str) -> bytes:
        """Return a manifest's bytes; a second time only if they have changed."""
        known = self._manifests.get(site)
        answer = self._get(f"sites/{site}/manifest", {"If-None-Match": known[0]} if known else {})
        if answer.status_code == httpx.codes.NOT_MODIFIED and known:
            return known[1]
        if answer.status_code in _LOST:
            raise UnknownSite(f"The API at {self._url} has no site “{site}”.")
        self._expect_success(answer, f"the manifest of {site}")
        if etag := answer.headers.get("ETag"):
            self._manifests[site] = (etag, answer.content)
        return answer.content

    def export(self, site: str) -> Iterator[bytes]:
        """Yield the lines of a site's export while they arrive."""
        rest = b""
        with self._stream(f"sites/{site}/export", f"the export of {site}", UnknownSite) as blocks:
            for block in blocks:
                *lines, rest = (rest + block).split(b"\n")
                yield from lines
        if rest:
            yield rest

    def document(self, digest: str) -> bytes:
        """Return a document's bytes."""
        return self._content("document", digest)

    def overlay(self, digest: str) -> bytes:
        """Return an overlay's bytes."""
        return self._content("overlay", digest)

    def _content(self, kind: str, digest: str) -> bytes:
        answer = self._get(f"{kind}s/{digest}", {})
        if answer.status_code in _LOST:
            raise self._missing(kind, digest)
        self._expect_success(answer, f"the {kind} {digest[:16]}…")
        return answer.content

    @contextmanager
    def media(self, digest: str) -> Iterator[Iterator[bytes]]:
        """Open a file."""
        with self._stream(f"media/{digest}", f"the file {digest[:16]}…", MissingContent) as blocks:
            yield blocks

    def _get(self, path: str, headers: dict[str, str]) -> httpx.Response:
        for attempt in range(1, self._tries + 1):
            try:
                answer = self._client.get(path, headers=headers)
            except httpx.HTTPError as error:
                if attempt == self._tries:
                    raise self._unreachable(error) from error
            except httpx.InvalidURL as error:
                raise SourceUnreachable(f"{self._url} is not an address: {error}.") from error
            else:
                if answer.status_code not in _AGAIN or attempt == self._tries:
                    return answer
            self._pause(PAUSE * 2 ** (attempt - 1))
        raise AssertionError("a try always returns or raises")

    @contextmanager
    def _stream(self, path: str, what: str, lost: type[SourceError]) -> Iterator[Iterator[bytes]]:
        for attempt in range(1, self._tries + 1):
            try:
                answer = self._client.send(self._client.build_request("GET", path), stream=True)
            except httpx.HTTPError as error:
                if attempt == self._tries:
                    raise self._unreachable(error) from error
            else:
                if answer.status_code not in _AGAIN or attempt == self._tries:
                    break
                answer.close()
            self._pause(PAUSE * 2 ** (attempt - 1))
        else:
            raise AssertionError("a try always breaks or raises")
        try:
            if answer.status_code in _LOST:
                raise lost(
                    f"The API at {self._url} has no longer {what}; publish it again, or reconcile the content store."
                )
            self._expect_success(answer, what)
            yield self._blocks(answer)
        finally:
            answer.close()

    def _blocks(self, answer: httpx.Response) -> Iterator[bytes]:
        try:
            yield from answer.iter_bytes()
        except httpx.HTTPError as error:
            raise self._unreachable(error) from error

    def _expect_success(self, answer: httpx.Response, what: str) -> None:
        if answer.status_code != httpx.codes.OK:
            detail = _detail(answer)
            raise SourceRefused(
                f"The API at {self._url} answers {answer.status_code} for {what}{f': {detail}' if detail else ''}."
            )

    def _unreachable(self, error: httpx.HTTPError) -> SourceUnreachable:
        reason = (
            "it does not answer in time" if isinstance(error, httpx.TimeoutException) else str(error) or "no answer"
        )
        return SourceUnreachable(
            f"The API at {self._url} cannot be reached ({reason}): is the backend running, and is the address right?"
        )

    def _no_api(self, path: str) -> SourceUnreachable:
        return SourceUnreachable(
            f"{self._url}{path} does not answer as a content API does; the address should end in /api/v1/."
        )

    def _missing(self, kind: str, digest: str) -> MissingContent:
        return MissingContent(
            f"The API at {self._url} has no longer the {kind} {digest[:16]}… that a manifest names; reconcile the content store."
        )


def _detail(answer: httpx.Response) -> str:
    """Return what problem+json (RFC 9457) says went wrong, in one line."""
    if not answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        return ""
    try:
        problem: Any = answer.read() and answer.json()
    except (ValueError, httpx.HTTPError):
        return ""
    detail = problem.get("detail") or problem.get("title") if isinstance(problem, dict) else ""
    return " ".join(str(detail or "").split())[:300].rstrip(".")
