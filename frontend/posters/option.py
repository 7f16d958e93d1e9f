"""The shop of posters that a command gets."""

import argparse
import os

from frontend.posters.shop import PosterShop
from frontend.render import Renderer
from frontend.store.content import Store


def shop_of(options: argparse.Namespace, store: Store, renderer: Renderer) -> PosterShop | None:
    """Return the shop for a build, or None with `--no-posters`."""
    if options.no_posters:
        return None
    processes = options.jobs or len(os.sched_getaffinity(0))
    return PosterShop(store, renderer.templates, renderer.dictionary, processes=processes)
