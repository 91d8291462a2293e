"""What a recording says of the names to which aliases led, as answers of their own.

A resolver answers for an alias and for where it leads at once. With other aliases in the place of
those recorded, that second part is asked for by itself.
"""

from collections.abc import Iterator, Mapping

from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Question


def with_ends(answers: Mapping[Question, Answer]) -> Mapping[Question, Answer]:
    """Return the answers and what they hold of further names; what was asked itself comes first."""
    further: dict[Question, Answer] = {}
    for question, answer in answers.items():
        if isinstance(question, DnsQuestion) and isinstance(answer, DnsAnswer):
            for name, rest in _ends(question, answer):
                further.setdefault(question._replace(name=name), rest)
    return {**further, **answers}


def _ends(question: DnsQuestion, answer: DnsAnswer) -> Iterator[tuple[str, DnsAnswer]]:
    """Yield each alias target on the way and what the answer says of it, if it says anything."""
    if question.server:
        return
    records = list(answer.records)
    name = question.name
    while alias := next((r for r in records if r.type == "CNAME" and r.name == name), None):
        records.remove(alias)
        name = alias.data
        if records:
            yield name, DnsAnswer(answer.rcode, tuple(records), ecs_scope=answer.ecs_scope)
