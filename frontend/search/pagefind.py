"""Pagefind, a program that makes an index which a browser can search by itself; in the extra `search`.

Its service reads and writes messages: JSON in base64, each ended by a comma. The client that comes with it waits a tenth of
a second for each answer, so this is our own: everything is asked at once, and the answers are read as they come.
"""

import base64
import json
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any, Final

from frontend.errors import FrontendError
from frontend.search.records import Record

PATIENCE: Final = 600.0
"""Seconds that one index may take: ten thousand pages take half a minute."""

_BLOCK: Final = 1 << 20
_ENTRY: Final = "pagefind-entry.json"
_SCRIPT: Final = "pagefind.js"
_PARTS: Final = ("index/", "fragment/", "filter/")


class IndexFailed(FrontendError):
    """The program could not be run, or could not make an index."""


class Pagefind:
    """The program at `program`; `version` says what it writes."""

    def __init__(self, program: Path, release: str) -> None:
        self.program = program
        self.version = release

    def index(self, records: Sequence[Record], locale: str) -> dict[str, bytes]:
        """Return the files of an index by name, without those of its own user interface; raises IndexFailed."""
        files = self._files(list(_asked(records, locale)))
        try:
            languages = json.loads(files[_ENTRY])["languages"].values()
            wasm = {f"wasm.{each['wasm'] or 'unknown'}.pagefind" for each in languages}
            wanted = {_SCRIPT, _ENTRY, *wasm, *(name for name in files if name.endswith(".pf_meta"))}
            return {name: files[name] for name in sorted(files) if name in wanted or name.startswith(_PARTS)}
        except (KeyError, TypeError, ValueError) as error:
            raise IndexFailed("Pagefind made an index that this builder does not know: install 1.5 of it.") from error

    def _files(self, messages: list[Any]) -> dict[str, bytes]:
        try:
            with subprocess.Popen(  # noqa: S603 - the program of an installed package
                [self.program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            ) as process:
                answer = _conversation(process, messages)
        except OSError as error:
            raise IndexFailed(f"Pagefind cannot be run ({error.strerror or error}).") from error
        try:
            return {each["path"]: base64.b64decode(each["content"]) for each in answer["files"]}
        except (KeyError, TypeError, ValueError) as error:
            said = answer.get("message") if isinstance(answer, dict) else None
            raise IndexFailed(f"Pagefind made no index ({said or 'it ended too early'}).") from error


def installed() -> Pagefind | None:
    """Return the installed program, or None without the extra."""
    try:
        release = version("pagefind")
        program = import_module("pagefind.service").get_executable()
    except (ImportError, PackageNotFoundError):
        return None
    return Pagefind(Path(program), release) if program else None


def _asked(records: Sequence[Record], locale: str) -> Iterator[Any]:
    """Yield the messages that make an index of `records` and ask for its files."""
    yield {"type": "NewIndex", "config": {}}
    for record in records:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.path,
            "content": record.text,
            "language": locale,
            "meta": {"title": record.title, "kind": record.kind, **({"terms": record.terms} if record.terms else {})},
            "filters": {"kind": [record.kind]},
        }
    yield {"type": "GetFiles", "index_id": 0}


def _conversation(process: subprocess.Popen[bytes], messages: list[Any]) -> Any:
    """Say all messages and return the answer to the last; the first complaint ends it. None when the program ends first.

    The service answers in order, and ends when nobody speaks to it any more, so its input stays open to the end.
    """
    if process.stdin is None or process.stdout is None:
        return None
    clock = threading.Timer(PATIENCE, process.kill)
    speaker = threading.Thread(target=_say, args=(process.stdin, messages))
    clock.start()
    speaker.start()
    try:
        answer = None
        for number, answer in enumerate(_heard(process.stdout), start=1):
            if number == len(messages) or answer.get("type") == "Error":
                return answer
    except (ValueError, KeyError, TypeError):
        # Whatever this was, it was no answer.
        return None
    else:
        return None
    finally:
        process.kill()
        clock.cancel()
        speaker.join()
        with suppress(OSError):
            process.stdin.close()


def _say(stream: IO[bytes], messages: list[Any]) -> None:
    # A program that has ended hears no more: what it did not answer says so.
    with suppress(OSError, ValueError):
        for number, payload in enumerate(messages, start=1):
            text = json.dumps({"message_id": number, "payload": payload}).encode()
            stream.write(base64.b64encode(text) + b",")
        stream.flush()


def _heard(stream: IO[bytes]) -> Iterator[Any]:
    """Yield the answers; an ending in the middle of one is the end."""
    parts: list[bytes] = []
    while block := stream.read1(_BLOCK):  # type: ignore[attr-defined]
        *whole, rest = block.split(b",")
        for each in whole:
            yield json.loads(base64.b64decode(b"".join([*parts, each])))["payload"]
            parts = []
        parts.append(rest)
