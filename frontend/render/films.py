"""Films: what plays here, or where else it plays and what that tells the provider."""

from itertools import pairwise
from typing import Final

from markupsafe import Markup

from content_models.media import FilmAsset, FilmFile, FilmProvider, FilmSource, TranscriptLine
from frontend.plan.headers import PLAYERS
from frontend.render import formats, markup
from frontend.render.parts import Anchor, Download, FilmPart, Line, PlayPart, Source
from frontend.render.scope import OUTSIDE, Scope
from frontend.render.words import language_name

PROVIDERS: Final = {
    "youtube": ("YouTube", "Google", "https://www.youtube.com/watch?v={}"),
    "vimeo": ("Vimeo", "Vimeo", "https://vimeo.com/{}"),
}
"""Name of the service, who learns of a visit, and the address of a film."""

FRAMES: Final = {
    "youtube": "/embed/{}?autoplay=1&cc_load_policy=1&hl={}&playsinline=1&rel=0",
    "vimeo": "/video/{}?autoplay=1&dnt=1&texttrack={}",
}
"""The address of a film inside a page, at the host of the provider's player: it begins at once, with captions, and Vimeo is
asked not to track."""


def film_part(scope: Scope, film: FilmAsset) -> FilmPart:
    """Return a film ready to show; of a provider's film nothing is fetched before a visitor follows the link."""
    words, source = scope.words, film.source
    ours = source if isinstance(source, FilmFile) else None
    return FilmPart(
        title=film.title,
        sources=tuple(Source(scope.file(file), file.media_type, "", "") for file in ours.files) if ours else (),
        poster=scope.picture(film.poster) if film.poster else None,
        tracks=tuple(
            Source(scope.file(captions.file), captions.file.media_type, captions.locale, language_name(captions.locale))
            for captions in film.captions
        ),
        watch=_watch(scope, film, source) if isinstance(source, FilmProvider) else None,
        notice=_notice(scope, source) if isinstance(source, FilmProvider) else None,
        play=_play(scope, source) if isinstance(source, FilmProvider) else None,
        length=formats.duration(words, film.duration_seconds),
        size=words.fill("about_size", size=formats.size(words, ours.files[0].size)) if ours else None,
        captions=tuple(scope.language(captions.locale) for captions in film.captions),
        transcript=_lines(film.transcript),
        described=_version(scope, film.audio_described, "described"),
        signed=_version(scope, film.sign_language, "signed"),
        download=_download(scope, film, ours) if ours else None,
    )


def _watch(scope: Scope, film: FilmAsset, source: FilmProvider) -> Anchor:
    service, _, address = PROVIDERS[source.provider]
    length = formats.film_length(scope.words, film.duration_seconds)
    return Anchor(
        scope.words.fill("watch_on", service=service, length=length), address.format(source.video_id), OUTSIDE
    )


def _play(scope: Scope, source: FilmProvider) -> PlayPart:
    service, company, _ = PROVIDERS[source.provider]
    address = PLAYERS[source.provider] + FRAMES[source.provider].format(source.video_id, scope.words.locale)
    return PlayPart(address, scope.words.fill("film_learns", service=service, company=company))


def _notice(scope: Scope, source: FilmProvider) -> Markup:
    service, company, _ = PROVIDERS[source.provider]
    return scope.words.fill("film_elsewhere", service=service, company=company)


def _version(scope: Scope, source: FilmSource | None, key: str) -> Anchor | None:
    if source is None:
        return None
    if isinstance(source, FilmFile):
        file = source.files[0]
        about = scope.words.fill("file_about", kind=scope.kind_of(file), size=formats.size(scope.words, file.size))
        return Anchor(Markup("{} ({})").format(scope.words[f"film_{key}"], about), scope.file(file))
    service, _, address = PROVIDERS[source.provider]
    words = scope.words.fill("version_on", version=scope.words[f"film_{key}"], service=service)
    return Anchor(words, address.format(source.video_id), OUTSIDE)


def _download(scope: Scope, film: FilmAsset, ours: FilmFile) -> Download:
    file = ours.files[0]
    about = scope.words.fill("file_about", kind=scope.kind_of(file), size=formats.size(scope.words, file.size))
    return Download(film.title, scope.file(file), about, Markup())


def _lines(transcript: tuple[TranscriptLine, ...]) -> tuple[Line, ...]:
    """Return lines; a speaker who goes on is named once."""
    first = transcript[0]
    named = [Line(first.speaker, markup.lines(first.text))]
    for before, line in pairwise(transcript):
        again = line.speaker is not None and line.speaker == before.speaker
        named.append(Line(None if again else line.speaker, markup.lines(line.text)))
    return tuple(named)
