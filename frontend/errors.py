"""Everything that can go wrong while sites are built or served. Each message is one sentence for the person who can act.

FrontendError                    exit code 1 unless its class says otherwise
├── SourceError                  something about where content comes from
│   ├── SourceUnreachable        3: no answer, or none that a content API gives
│   ├── SourceRefused            3: an answer, but an error
│   ├── UnknownSite              2: the source has no site of that name
│   └── ContentError             what the source gives cannot be used; only that site fails
│       ├── DigestMismatch       its bytes are not what their digest says
│       ├── InvalidContent       it does not follow the contract
│       └── MissingContent       a document or file of the manifest is not there
├── StoreError                   the builder's own store
│   └── DamagedFile              a stored file is missing or not what its digest says; it is fetched again
├── PlanFailed                   the site would be wrong: two pages at one path, a reserved path
├── RenderFailed                 a template failed on a page
├── CheckFailed                  a rendered page breaks a rule that nobody may publish against
├── FolderError                  4: a folder cannot be written
│   ├── DiskFull                 4: no space left
│   └── FolderBusy               4: another builder is at work on this site
├── WorkerDied                   a process of the builder was ended from outside
└── ServeError                   5: the web server cannot start
"""

import errno
from pathlib import Path


class FrontendError(Exception):
    """What a person has to know, in one sentence; `exit_code` is for scripts."""

    exit_code = 1


class SourceError(FrontendError):
    """Something about where content comes from."""


class SourceUnreachable(SourceError):
    """The source gives no answer, or none that a content API gives."""

    exit_code = 3


class SourceRefused(SourceError):
    """The source answers with an error."""

    exit_code = 3


class UnknownSite(SourceError):
    """The source has no site of that name."""

    exit_code = 2


class ContentError(SourceError):
    """What the source gives cannot be used."""


class DigestMismatch(ContentError):
    """Bytes that are not what their digest says."""


class InvalidContent(ContentError):
    """Content that does not follow the contract."""


class MissingContent(ContentError):
    """A document or file of the manifest that is not there."""


class StoreError(FrontendError):
    """Something about the builder's own store."""


class DamagedFile(StoreError):
    """A stored file that is missing or not what its digest says."""

    def __init__(self, digest: str, kind: str) -> None:
        super().__init__(f"The stored {kind} {digest[:16]}… is missing or damaged; build again to fetch it anew.")
        self.digest = digest
        self.kind = kind


class PlanFailed(FrontendError):
    """A site that would be wrong."""


class RenderFailed(FrontendError):
    """A template that failed on a page."""


class CheckFailed(FrontendError):
    """A rendered page that breaks a rule."""


class FolderError(FrontendError):
    """A folder that cannot be written."""

    exit_code = 4

    @classmethod
    def from_os(cls, error: OSError, folder: Path) -> "FolderError":
        """Return the sentence for what the operating system says about writing below `folder`."""
        where = error.filename or folder
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            return DiskFull(f"There is no space left to write {where}: make room below {folder} and build again.")
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return FolderError(
                f"{where} cannot be written ({error.strerror}): give this user the right to write {folder}."
            )
        return FolderError(f"{where} cannot be written: {error.strerror or error}.")


class DiskFull(FolderError):
    """No space left."""


class FolderBusy(FolderError):
    """Another builder is at work."""


class WorkerDied(FrontendError):
    """A process of the builder that was ended from outside."""


class ServeError(FrontendError):
    """The web server cannot start."""

    exit_code = 5
