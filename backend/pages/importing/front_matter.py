"""Read YAML so that every value knows its line, and times and dates stay as they were written."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from backend.pages.importing.problems import Keys

_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


_LONGEST_NUMBER = 18


class FrontMatterError(ValueError):
    """The YAML cannot be read; `line` counts from 1 in the whole file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _Loader(yaml.SafeLoader):
    """YAML without aliases: a few lines of them can stand for more values than any machine holds."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.composer.ComposerError(None, None, "write the value again in place of the alias", mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values, and the line (from 1, in the whole file) on which each stands."""

    data: dict[str, Any]
    lines: dict[Keys, int] = field(default_factory=dict)

    def line(self, keys: Keys) -> int:
        """Return the line of `keys`, or of the nearest value around it."""
        if keys not in self.lines and keys[1:2] == (0,):
            # A single structure may be written without the list that its field keeps.
            keys = (keys[0], *keys[2:])
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)


def read_front_matter(text: str, first_line: int) -> FrontMatter:
    """Read the mapping in `text`, whose first line is line `first_line` of its file.

    Only true, false, null and whole numbers are special; everything else stays text, because YAML would make
    `18:00` a number. Raises FrontMatterError.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position)
        raise FrontMatterError(first_line + line, "A character here is invisible and no text; delete it.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise FrontMatterError(first_line + line, f"This is not valid YAML: {error.problem}.") from error
    if node is None:
        return FrontMatter({}, {(): first_line})
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterError(first_line + node.start_mark.line, "Expected `name: value` lines here.")
    lines: dict[Keys, int] = {}
    data = _value(node, (), lines, first_line)
    return FrontMatter(data, lines)


def _value(node: yaml.Node, keys: Keys, lines: dict[Keys, int], offset: int) -> Any:
    lines.setdefault(keys, offset + node.start_mark.line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, keys, lines, offset)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*keys, number), lines, offset) for number, item in enumerate(node.value)]
    text = str(node.value)
    if getattr(node, "style", None) is None:
        if text.lower() in _CONSTANTS:
            return _CONSTANTS[text.lower()]
        if text.isdecimal() and len(text) <= _LONGEST_NUMBER and (text == "0" or not text.startswith("0")):
            return int(text)
    return text


def _mapping(node: yaml.MappingNode, keys: Keys, lines: dict[Keys, int], offset: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = offset + key_node.start_mark.line
        if key in data:
            raise FrontMatterError(line, f"`{key}` stands here twice; keep one.")
        lines[(*keys, key)] = line
        data[key] = _value(value_node, (*keys, key), lines, offset)
    return data
