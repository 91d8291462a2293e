"""Zone files made from what a recording holds of a zone."""

from collections.abc import Iterable, Iterator, Mapping

from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Question, Record
from cdnaudit.names import is_under
from cdnaudit.record_data import NAMES_IN_DATA


def zone_file(zone: str, answers: Mapping[Question, Answer]) -> str:
    """Write every record that a recording holds of a zone and of no zone below it."""
    found = dict.fromkeys(_records(zone, answers))
    below = {r.name for r in found if r.type == "NS"} - {zone}
    own = [r for r in found if not any(is_under(r.name, cut) for cut in below)]
    soas = [r for r in own if r.type == "SOA"]  # that which was asked for came last
    others = [r for r in own if r.type != "SOA"]
    soa = soas[-1] if soas else Record(zone, "SOA", 300, "ns.invalid owner.invalid 1 1 1 1 1")
    return "".join(line(record) + "\n" for record in (soa, *others))


def _records(zone: str, answers: Mapping[Question, Answer]) -> Iterator[Record]:
    for question, answer in answers.items():
        if isinstance(question, DnsQuestion) and isinstance(answer, DnsAnswer):
            yield from _of_zone(zone, () if question.server else answer.records)


def _of_zone(zone: str, records: Iterable[Record]) -> Iterator[Record]:
    return (r for r in records if is_under(r.name, zone))


def line(record: Record) -> str:
    words = record.data.split() or ["."]
    for i in range(min(NAMES_IN_DATA.get(record.type, 0), len(words))):
        words[i] += "" if words[i].isdigit() or words[i] == "." else "."
    return f"{record.name}. {record.ttl} IN {record.type} {' '.join(words)}"
