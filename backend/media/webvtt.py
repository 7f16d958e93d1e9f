"""Captions in WebVTT (W3C): enough of its grammar to tell a file that browsers show from one that they drop."""

import re

_TIMING = re.compile(r"^\s*(\S+)\s+-->\s+(\S+)(?:\s.*)?$")
_TIME = re.compile(r"^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$")


def captions_problem(data: bytes) -> str | None:
    """Return a sentence on what is wrong with a captions file, with its line, or None."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "The captions are not in UTF-8. Save them as UTF-8 and try again."
    lines = re.split(r"\r\n|\r|\n", text)
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return "A captions file begins with WEBVTT in its first line. Was it saved in another format, such as SRT?"
    return _cue_problem(lines)


def _cue_problem(lines: list[str]) -> str | None:
    before, cues = 0, 0
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            continue
        timing = _TIMING.match(line)
        starts, ends = (_milliseconds(part) for part in timing.groups()) if timing else (None, None)
        if starts is None or ends is None:
            return f"Line {number} of the captions: “{line.strip()[:60]}” is no timing such as 00:01.000 --> 00:04.000."
        if ends <= starts:
            return f"Line {number} of the captions: the caption ends before it begins."
        if starts < before:
            return f"Line {number} of the captions: it begins earlier than the caption before it."
        if not lines[number : number + 1] or not lines[number].strip():
            return f"Line {number} of the captions: no words follow the timing."
        before, cues = starts, cues + 1
    return None if cues else "The captions hold no caption at all."


def _milliseconds(time: str) -> int | None:
    match = _TIME.match(time)
    if match is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
