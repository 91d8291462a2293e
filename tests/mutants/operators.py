"""Mutation operators: what of a syntax node is replaced, and by what.

Each is one small fault that a programmer might make; the selection follows the usual one
(Offutt et al., "An experimental determination of sufficient mutant operators", ACM TOSEM 1996)
and adds what goes wrong in tables: a missing entry.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

Value = TypeVar("Value")
Cloned = TypeVar("Cloned", bound=ast.AST)

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
BUILTINS = {"any": "all", "all": "any", "min": "max", "max": "min"}
INVERTED = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
"""Comparisons whose own mutant is the negated condition already."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of source replaced; ``shown`` is the part that differs, where ``node`` is long."""

    node: ast.expr | ast.stmt
    text: str
    shown: ast.expr | None = None


def changes(node: ast.AST) -> Iterator[Change]:
    """Yield each change of this very node, not of what is below it."""
    match node:
        case ast.Constant():
            yield from _constant(node)
        case ast.Tuple() | ast.List() | ast.Set() | ast.Dict():
            yield from _elements(node)
        case ast.If() | ast.While() | ast.IfExp() | ast.comprehension() | ast.match_case():
            yield from _conditions(node)
        case ast.Call(func=ast.Name(id=name) as function) if name in BUILTINS:
            yield Change(function, BUILTINS[name])
        case ast.stmt():
            yield from _statement(node)
        case _:
            yield from _operator(node)


def _statement(node: ast.stmt) -> Iterator[Change]:
    match node:
        case ast.Break():
            yield Change(node, "continue")
        case ast.Continue():
            yield Change(node, "break")
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield Change(node, "pass")
        case ast.Return(value=ast.expr() as value):
            yield from _returned(value)
        case ast.AugAssign(op=op) if type(op) in ARITHMETIC:
            yield Change(node, ast.unparse(_clone(node, op=ARITHMETIC[type(op)]())))
        case _:
            pass


def _constant(node: ast.Constant) -> Iterator[Change]:
    match node.value:
        case bool(value):
            yield Change(node, str(not value))
        case int(value) | float(value):
            yield Change(node, repr(value + 1))
        case str(text) if text and " " not in text:
            yield Change(node, '""')
        case bytes(octets) if octets:
            yield Change(node, 'b""')
        case _:
            pass


def _operator(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=ops):
            for n, op in enumerate(ops):
                swapped: list[ast.cmpop] = [*ops[:n], COMPARISONS[type(op)](), *ops[n + 1 :]]
                yield _expression(node, _clone(node, ops=swapped))
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield _expression(node, _clone(node, op=other))
        case ast.BinOp(op=binary) if type(binary) in ARITHMETIC and not _is_union(node):
            yield _expression(node, _clone(node, op=ARITHMETIC[type(binary)]()))
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield _expression(node, operand)
        case _:
            pass


def _elements(node: ast.Tuple | ast.List | ast.Set | ast.Dict) -> Iterator[Change]:
    """Drop each in turn, but from a pair or a target of an assignment: that never goes unseen."""
    if isinstance(node, ast.Dict):
        for n, key in enumerate(node.keys):
            keys, values = _without(node.keys, n), _without(node.values, n)
            changed = ast.unparse(_clone(node, keys=keys, values=values))
            yield Change(node, changed, shown=key or node.values[n])
        return
    if isinstance(node, ast.Tuple) and len(node.elts) <= 2 and not _are_constants(node.elts):
        return
    if isinstance(node, ast.Set) or isinstance(node.ctx, ast.Load):
        for n, element in enumerate(node.elts):
            changed = ast.unparse(_clone(node, elts=_without(node.elts, n)))
            yield Change(node, changed, shown=element)


def _conditions(
    node: ast.If | ast.While | ast.IfExp | ast.comprehension | ast.match_case,
) -> Iterator[Change]:
    match node:
        case ast.comprehension(ifs=tests):
            found = tests
        case ast.match_case(guard=guard):
            found = [guard] if guard else []
        case _:
            found = [node.test]
    for test in found:
        match test:
            case ast.UnaryOp(op=ast.Not()) | ast.Constant():
                pass
            case ast.Compare(ops=[op]) if isinstance(op, INVERTED):
                pass
            case _:
                yield Change(test, f"not ({ast.unparse(test)})")


def _returned(value: ast.expr) -> Iterator[Change]:
    match value:
        case ast.Constant():
            return
        case ast.Tuple(elts=elements) if elements:
            yield Change(value, "()")
        case ast.List(elts=elements) if elements:
            yield Change(value, "[]")
        case ast.Set():
            yield Change(value, "set()")
        case ast.Dict(keys=keys) if keys:
            yield Change(value, "{}")
        case _:
            yield Change(value, "None")


def _is_union(node: ast.expr) -> bool:
    """Tell a union of types, ``Answer | None``, from arithmetic, by the capitals of classes."""
    match node:
        case ast.Name(id=name):
            return name[:1].isupper()
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _is_union(left) or _is_union(right)
        case _:
            return False


def _are_constants(elements: list[ast.expr]) -> bool:
    return bool(elements) and all(isinstance(e, ast.Constant) for e in elements)


def _expression(node: ast.expr, changed: ast.expr) -> Change:
    """Keep what stands around the expression from taking it apart."""
    return Change(node, f"({ast.unparse(changed)})")


def _without(values: list[Value], n: int) -> list[Value]:
    return values[:n] + values[n + 1 :]


def _clone(node: Cloned, **fields: object) -> Cloned:
    """Copy a node with other fields; what is below is shared, and only read."""
    return type(node)(**{**dict(ast.iter_fields(node)), **fields})
