"""Posters of the example sites, for tests that need WeasyPrint and its fonts."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from content_models import Manifest, canonical_bytes, digest, to_json
from content_models.documents import Toolkit
from content_models.examples import example_documents, example_manifest, example_media
from frontend.paper import door
from frontend.plan.facts import MediaFact
from frontend.posters.shop import PosterShop
from frontend.render.environment import TemplateSet
from frontend.render.words import Dictionary
from frontend.store.content import Store
from tests.parts.availability import needed

EXAMPLE = "toolkit/posters-and-leaflets.json"
PATH = "/posters-and-leaflets/"


def need_paper() -> None:
    """End the test where no PDF can be made."""
    needed(None if door.trouble() else True, "paper", door.trouble())


def toolkit(
    *locales: str, posters: Iterable[int] = (0,), change: Callable[[dict[str, object]], None] | None = None
) -> Toolkit:
    """Return the example toolkit with some of its posters, in some of their languages, each changed by `change`."""
    data = to_json(example_documents()[EXAMPLE])
    data["posters"] = [data["posters"][number] for number in posters]
    for poster in data["posters"]:
        poster["words"] = [words for words in poster["words"] if words["locale"] in (locales or ("en",))]
        if change:
            change(poster)
    return Toolkit.model_validate(data)


def site_with(document: Toolkit, slug: str = "marlshire") -> Manifest:
    """Return the manifest of an example site on which `document` stands in the place of the example toolkit."""
    manifest = example_manifest(slug)
    mine = digest(canonical_bytes(document))
    entries = (each.model_copy(update={"digest": mine}) if each.path == PATH else each for each in manifest.entries)
    return manifest.model_copy(update={"entries": tuple(entries)})


def stored(store: Store, document: Toolkit) -> None:
    """Put `document` and the documents of the examples into a store."""
    for each in (*example_documents().values(), document):
        data = canonical_bytes(each)
        store.add_document(digest(data), data)


def bring(store: Store) -> Callable[[Sequence[MediaFact]], None]:
    """Return what brings files of the examples into a store."""

    def brought(files: Sequence[MediaFact]) -> None:
        for file in files:
            store.add_media(file, [example_media()[file.digest]])

    return brought


@cache
def templates() -> TemplateSet:
    """The templates of the sites, compiled once."""
    return TemplateSet()


@cache
def dictionary() -> Dictionary:
    """The words of the sites, read once."""
    return Dictionary()


def shop(store: Store) -> PosterShop:
    """Return a shop with the templates and words of the sites."""
    return PosterShop(store, templates(), dictionary())
