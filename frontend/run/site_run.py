"""One site on its way through a run: what is known of it so far, and what becomes of it in the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from frontend.check.site import check_anchors
from frontend.errors import CheckFailed, FolderError, FrontendError, RenderFailed, SourceUnreachable
from frontend.plan.problems import Severity
from frontend.plan.site_plan import SitePlan
from frontend.release.overview import keep_settings
from frontend.release.site_release import SiteRelease
from frontend.render.errors import RenderError
from frontend.report import SiteResult
from frontend.run.site_work import Made
from frontend.source.base import SiteSummary


@dataclass(slots=True)
class SiteRun:
    """A site of this run; `late` says that something of it is left for a second round."""

    summary: SiteSummary
    result: SiteResult
    plan: SitePlan | None = None
    release: SiteRelease | None = None
    made: list[Made] = field(default_factory=list)
    late: bool = False

    @contextmanager
    def guarded(self, output: Path) -> Iterator[None]:
        """Do one step of one site; what goes wrong is that site's failure, and the others go on."""
        try:
            yield
        except SourceUnreachable:
            raise
        except RenderError as error:
            self.result.fail(RenderFailed(str(error)))
        except FrontendError as error:
            self.result.fail(error)
        except OSError as error:
            self.result.fail(FolderError.from_os(error, output))

    def finish(self, output: Path) -> None:
        """Hold what was made against the rules, and release it; raises RenderFailed, CheckFailed and FolderError."""
        if self.plan is None or self.release is None:
            return
        release = self.release
        for made in self.made:
            self.result.problems += made.problems
        self._refuse_failures(output)
        anchors = (("/" + made.file.removesuffix("index.html"), *each) for made in self.made for each in made.anchors)
        self.result.problems += check_anchors(Path(release.target), anchors)
        self._refuse_errors()
        keep_settings(output, self.plan.manifest)
        if late := [made.file for made in self.made if made.late]:
            self.late = True
        if self.late:
            release.is_late(late, [self.plan.taken.leaflets[file] for file in late])
        release.finish(
            [made.file for made in self.made if made.written], [made.file for made in self.made if made.encoded]
        )
        self._count(release)

    def _refuse_failures(self, output: Path) -> None:
        if failures := [made.failure for made in self.made if made.failure]:
            more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
            raise RenderFailed(f"{failures[0]}{more}")
        if disk := next((made.disk for made in self.made if made.disk), None):
            raise FolderError.from_os(OSError(disk[0], os.strerror(disk[0]), disk[1]), output)

    def _refuse_errors(self) -> None:
        errors = [problem for made in self.made for problem in made.problems if problem.severity is Severity.ERROR]
        if errors:
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            raise CheckFailed(f"{errors[0]}{more}.")

    def _count(self, release: SiteRelease) -> None:
        result = self.result
        result.rendered, result.written = len(self.made), sum(made.written for made in self.made)
        result.pieces = sum(made.pieces for made in self.made)
        result.bodies = sum(made.pieces > 0 for made in self.made)
        result.linked, result.removed = release.linked, release.removed
        result.status = "released" if release.differs else "unchanged"
