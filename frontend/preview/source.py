"""Where drafts come from: the preview endpoint of a content API, with the token that the browser brought."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.parse import quote

import httpx

from content_models import Document, Entry, Manifest, canonical_bytes, digest, parse_document
from frontend.errors import FrontendError

TOKEN_HEADER: Final = "X-Waymark-Preview"  # noqa: S105 - the name of a header
TIMEOUT: Final = httpx.Timeout(20.0, connect=5.0)


class PreviewError(FrontendError):
    """A draft cannot be shown; `status` is what the browser is told."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft, with all that its page is made from beside published documents.

    `files` gives, by digest, the signed name under which the API hands out a file of the draft. `userbar` is HTML of the
    editor's own checks.
    """

    manifest: Manifest
    document: Document
    entry: Entry
    files: dict[str, str]
    userbar: str


class DraftSource:
    """The preview endpoint of the API at `url`, e.g. `http://localhost:8000/api/v1/`.

    Used as a context manager, it lets go of its connections.
    """

    def __init__(self, url: str, *, timeout: httpx.Timeout = TIMEOUT) -> None:
        self._url = url.rstrip("/") + "/"
        verify = not self._url.startswith("http://")
        agent = {"User-Agent": "waymark-build preview"}
        self._client = httpx.Client(base_url=self._url, timeout=timeout, verify=verify, headers=agent)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def draft(self, site: str, token: str) -> Draft:
        """Return the draft that `token` stands for on `site`; raises PreviewError."""
        try:
            answer = self._client.get("preview/", params={"site": site}, headers={TOKEN_HEADER: token})
        except httpx.HTTPError as error:
            raise self._unreachable() from error
        if answer.status_code != httpx.codes.OK:
            raise PreviewError(*_refusal(answer))
        try:
            return _draft(answer.json())
        except (ValueError, KeyError, TypeError, StopIteration) as error:
            raise PreviewError(
                "The backend answers with something that is no draft: are both of the same version?", 502
            ) from error

    @contextmanager
    def file(self, name: str) -> Iterator[httpx.Response]:
        """Open the file of a draft with the signed `name`; raises PreviewError."""
        try:
            with self._client.stream("GET", f"preview/files/{quote(name, safe='')}") as answer:
                if answer.status_code != httpx.codes.OK:
                    answer.read()
                    raise PreviewError(*_refusal(answer))
                yield answer
        except httpx.HTTPError as error:
            raise self._unreachable() from error

    def _unreachable(self) -> PreviewError:
        return PreviewError("The backend does not answer, so the draft cannot be shown. Try again in a minute.", 502)


def _draft(answer: Any) -> Draft:
    document = parse_document(json.dumps(answer["document"]), lenient=True)
    manifest = Manifest.parse(json.dumps(answer["manifest"]), lenient=True)
    name = digest(canonical_bytes(document))
    entry = next(entry for entry in manifest.entries if entry.path == answer["path"])
    return Draft(manifest, document, entry.model_copy(update={"digest": name}), answer["files"], answer["userbar"])


def _refusal(answer: httpx.Response) -> tuple[str, int]:
    """Return what to tell the person, and the status."""
    try:
        detail = str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = ""
    if answer.status_code in {403, 409} and detail:
        return detail, answer.status_code
    if answer.status_code == httpx.codes.NOT_FOUND:
        return "There is no such preview. Open it again from the page editor.", 404
    return f"The backend answers {answer.status_code}, so the draft cannot be shown. Try again in a minute.", 502
