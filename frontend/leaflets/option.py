"""What a build makes for visitors to take away, as its options say."""

import argparse

from frontend.report import Reporter
from frontend.run.takeaways import Takeaways


def takeaways_of(options: argparse.Namespace, reporter: Reporter) -> Takeaways:
    """Return what a build makes; where this machine cannot print leaflets, say once what it lacks."""
    from frontend.leaflets.press import NoPress, Press

    # A check that releases nothing has no such option, and does not need them.
    if getattr(options, "no_leaflets", True):
        return Takeaways()
    try:
        return Takeaways(Press())
    except NoPress as error:
        reporter.say(str(error))
        return Takeaways()
