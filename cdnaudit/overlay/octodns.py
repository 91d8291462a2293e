"""Read zone files of octoDNS: YAML, the records of each name with their types and values.

Source: https://github.com/octodns/octodns/blob/main/docs/records.md
"""

from collections.abc import Iterator, Mapping

import yaml

from cdnaudit.errors import FileError
from cdnaudit.fields.source import Source, line_of
from cdnaudit.fields.wording import clipped
from cdnaudit.overlay.draft import SERVING, TARGETS, TYPES_READ, Draft
from cdnaudit.overlay.zone_data import ZoneData

DEFAULT_TTL = 3600
"""Seconds. Source: the YAML provider's ``default_ttl``."""
MAX_DEPTH = 64
"""Brackets within brackets; the scanner takes quadratic time of them."""
MAX_OCTETS = 4 << 20
MOST_TTL = (1 << 31) - 1
"""Source: RFC 2181, section 8."""
CHOOSING = ("dynamic", "geo")
"""Keys of records of which a provider chooses one for each question."""
PARTIAL = ("excluded", "ignored", "included")
"""Keys by which a record is at some providers and not at others."""
MX_DATA = (("preference", "priority"), ("exchange", "value"))
"""Keys of an MX value, each with its older name."""


def read(source: Source, text: str, origin: str) -> ZoneData:
    """Read one zone, which the file is named after.

    Raises:
        FileError: says which line cannot be read, and how to mend it.
    """
    if not origin:
        problem = "is not named after its zone"
        raise source.error("", problem, "name it as octoDNS does, such as example.com.yaml")
    return _Reader(source, Draft(origin, str(source.path))).read(_composed(source, text))


def _composed(source: Source, text: str) -> yaml.Node:
    """Return the document as it is written: nothing in it is made into an object."""
    if len(text) > MAX_OCTETS:
        raise source.error("", "is too large for YAML", "keep it within 4 MiB")
    _refuse_depth(source, text)
    try:
        document = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = f"is not YAML: {clipped(str(error.problem))}"
        raise source.error(f"line {line}", problem, "mend the syntax") from None
    except yaml.YAMLError as error:
        raise source.error("", f"is not YAML: {clipped(str(error))}", "mend the syntax") from None
    except RecursionError:
        raise source.error("", "is nested too deep") from None
    if document is None:
        raise source.error("", "holds no records", "give the zone file of octoDNS")
    return document


def _refuse_depth(source: Source, text: str) -> None:
    depth = 0
    for place, letter in enumerate(text):
        depth = max(0, depth + (letter in "[{") - (letter in "]}"))
        if depth > MAX_DEPTH:
            raise source.error(line_of(text[:place]), "is nested too deep")


class _Reader:
    """Reads the nodes of one document, each of which knows its line."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self._source, self._draft = source, draft

    def read(self, document: yaml.Node) -> ZoneData:
        """Read every name."""
        for label, node in self._mapping(document, "the zone").items():
            records = node.value if isinstance(node, yaml.SequenceNode) else [node]
            for record in records:
                self._record(self._name(label, node), record)
        return self._draft.zone()

    def _name(self, label: str, node: yaml.Node) -> str:
        name = f"{label}.{self._draft.apex}".lower() if label else self._draft.apex
        if not name.isascii():
            raise self._wrong(node, f"'{clipped(label)}' is not ASCII", "write it in punycode")
        return name

    def _record(self, name: str, node: yaml.Node) -> None:
        """Read one record, or note why it cannot be."""
        fields = self._mapping(node, f"a record of {name}")
        type_ = self._text(fields.get("type"), node, "type").upper()
        if type_ not in TYPES_READ:
            self._draft.skip(name, type_)
            return
        why = self._why_unread(type_, fields)
        if why:
            self._draft.leave(name, type_, why)
            return
        ttl = self._ttl(fields.get("ttl"))
        for value in self._values(fields, node):
            self._add(name, type_, ttl, value)

    def _why_unread(self, type_: str, fields: Mapping[str, yaml.Node]) -> str:
        """Say why what DNS will answer is not what the record says; ``""`` where it is."""
        choosing = next((key for key in CHOOSING if key in fields), "")
        if choosing:
            return f"its '{choosing}' chooses the answer"
        if type_ in SERVING:
            return "its parameters are not read"
        options = self._options(fields)
        if "cloudflare.proxied" in options:
            return "Cloudflare answers with addresses of its own"
        partial = next((key for key in PARTIAL if key in options), "")
        return f"its 'octodns.{partial}' keeps it from some providers" if partial else ""

    def _options(self, fields: Mapping[str, yaml.Node]) -> set[str]:
        """Return the names of what the key ``octodns`` sets that may change answers."""
        node = fields.get("octodns")
        options = self._mapping(node, "octodns") if node else {}
        inner = options.get("cloudflare")
        of_cloudflare = self._mapping(inner, "octodns.cloudflare") if inner else {}
        is_proxied = _is_true(of_cloudflare.get("proxied"))
        return {*options, *(["cloudflare.proxied"] if is_proxied else [])}

    def _values(self, fields: Mapping[str, yaml.Node], record: yaml.Node) -> Iterator[yaml.Node]:
        value = fields.get("values") or fields.get("value")
        if value is None:
            raise self._wrong(record, "a record has no value", "give it 'value' or 'values'")
        yield from value.value if isinstance(value, yaml.SequenceNode) else [value]

    def _add(self, name: str, type_: str, ttl: int, value: yaml.Node) -> None:
        data = self._mx(value) if type_ == "MX" else self._text(value, value, "value")
        if type_ in {*TARGETS, "MX"} and not data.endswith("."):
            raise self._wrong(value, f"'{clipped(data)}' has no final dot", "end it with a dot")
        try:
            self._draft.add(name, type_, ttl, data)
        except ValueError:
            problem = f"'{clipped(data)}' is no {type_} data"
            raise self._wrong(value, problem, "give an address") from None

    def _mx(self, value: yaml.Node) -> str:
        fields = self._mapping(value, "an MX value")
        found = [fields.get(key) or fields.get(older) for key, older in MX_DATA]
        return " ".join(self._text(node, value, "exchange") for node in found)

    def _ttl(self, node: yaml.Node | None) -> int:
        if node is None:
            return DEFAULT_TTL
        text = self._text(node, node, "ttl")
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_TTL))):
            raise self._wrong(node, f"ttl is '{clipped(text)}'", "give a whole number of seconds")
        return min(int(text), MOST_TTL)

    def _mapping(self, node: yaml.Node, what: str) -> dict[str, yaml.Node]:
        """Return the keys and values of a mapping; YAML would keep the last of two equal keys."""
        if not isinstance(node, yaml.MappingNode):
            raise self._wrong(node, f"{what} is no mapping", "write 'key: value' lines")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            text = self._text(key, key, "a key")
            if text in found or text == "<<":
                problem = f"the key '{clipped(text)}' is there twice, or merges another mapping"
                raise self._wrong(key, problem, "write each key once")
            found[text] = value
        return found

    def _text(self, node: yaml.Node | None, near: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._wrong(node or near, f"{what} is no text", "give a text")
        return str(node.value)

    def _wrong(self, node: yaml.Node, problem: str, remedy: str) -> FileError:
        return self._source.error(f"line {node.start_mark.line + 1}", problem, remedy)


def _is_true(node: yaml.Node | None) -> bool:
    """Tell whether a node is what YAML 1.1 reads as true."""
    return isinstance(node, yaml.ScalarNode) and str(node.value).lower() in {"true", "yes", "on"}
