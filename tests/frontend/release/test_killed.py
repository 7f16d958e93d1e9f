"""A builder that is killed at any moment leaves a whole site behind, and the next build makes it right."""

import subprocess
import sys
from pathlib import Path

from tests.frontend.api_server import Api, running
from tests.frontend.content import small_site, standard


def test_a_builder_killed_at_any_step_leaves_the_old_or_the_new_release_and_the_next_one_repairs(
    tmp_path: Path,
) -> None:
    before, after = small_site(), small_site()
    after.pages["/advice/two/"] = standard("two", "Second page", "<p>New.</p>")
    after.pages["/advice/four/"] = standard("four", "Page four")
    del after.pages["/advice/three/"]
    with running(Api()) as old, running(Api()) as new:
        old.add(before)
        new.add(after)
        command = [sys.executable, "-m", "tests.frontend.release.kill_at_every_step", str(tmp_path), old.url, new.url]
        root = Path(__file__).parents[3]
        ended = subprocess.run(command, check=False, capture_output=True, text=True, cwd=root, timeout=300)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 30
