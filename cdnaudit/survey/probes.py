"""The questions that show whether a server answers for a zone, and what came of them."""

from collections.abc import Iterable

from cdnaudit.model.facts import Answer, Cause, DnsAnswer, DnsQuestion, Facts, Unknown


def probe(zone: str, address: str) -> DnsQuestion:
    """Return the question that shows whether a server answers for ``zone``, and its NS set."""
    return DnsQuestion(zone, "NS", server=address)


def further_probes(zone: str, address: str, answer: Answer | None) -> tuple[DnsQuestion, ...]:
    """Return what to ask a server that did not answer for the NS set of ``zone`` as it should.

    Load balancers answer for the addresses and the SOA of a zone that was delegated to them,
    and with an error or nothing for its NS set; they work all the same.
    """
    if answer is None or (isinstance(answer, DnsAnswer) and has_authority(answer, zone)):
        return ()
    return tuple(DnsQuestion(zone, type_, server=address) for type_ in ("A", "SOA"))


def has_authority(answer: DnsAnswer, zone: str) -> bool:
    """Tell whether a server answered for ``zone`` as one that serves it."""
    if answer.rcode != "NOERROR" or answer.aa is not None:
        return answer.rcode == "NOERROR" and bool(answer.aa)
    return any(r.name == zone and r.type in {"NS", "SOA"} for r in answer.records)


def is_held(answer: Answer | None) -> bool:
    """Tell whether somebody was asked and a recording holds what came of it."""
    missing = answer is None or (isinstance(answer, Unknown) and answer.cause is Cause.NOT_RECORDED)
    return not missing


def is_lost(cause: Cause | None, *, like_held: bool) -> bool:
    """Tell whether an answer is missing that was asked for; silence is itself an answer.

    One that a recording lacks counts where it holds others of its kind.
    """
    match cause:
        case None | Cause.SILENT | Cause.LIMIT:
            return False
        case Cause.NOT_RECORDED:
            return like_held
        case _:
            return True


def first_lost(facts: Facts, questions: Iterable[DnsQuestion]) -> str:
    """Return the first that was asked in vain, with the reason; ``""`` for none."""
    for question in questions:
        match facts.get(question):
            case Unknown(reason=reason, cause=cause) if cause.was_asked:
                return f"{question}: {reason}"
    return ""
