"""Small changes of the code inside functions, each of which a test should notice."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

FLOWS = (ast.FunctionDef, ast.If, ast.For, ast.While, ast.Try, ast.With, ast.ClassDef)
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}  # fmt: skip
NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any", "union": "intersection", "intersection": "union",
    "earliest_of": "latest_of", "latest_of": "earliest_of", "all_or_some": "latest_of",
}  # fmt: skip
WITHOUT = {"sorted", "tuple", "frozenset", "set"}
"""What only tells the order, or what is there once, can be left out of a call of this."""


class Mutant(NamedTuple):
    """The code of a module with one change, and the changed statement before and after."""

    module: str
    line: int
    was: str
    now: str
    source: str


class Site(NamedTuple):
    """Where something can be changed: the how-manieth node of the module, and the how-manieth change of it."""

    module: str
    line: int
    node: int
    change: int


def sites(module: str) -> list[Site]:
    """Everything that can be changed in a module, in the order of its lines."""
    tree = ast.parse(source_of(module))
    parents = _parents(tree)
    found = [
        Site(module, _statement(node, parents).lineno, number, change)
        for number, node in enumerate(ast.walk(tree))
        if _in_a_body(node, parents)
        for change, _ in enumerate(_changes(node, parents))
    ]
    return sorted(found, key=lambda site: site.line)


def mutant(site: Site) -> Mutant:
    """The module with this one change."""
    tree = ast.parse(source_of(site.module))
    parents = _parents(tree)
    node = list(ast.walk(tree))[site.node]
    statement = _statement(node, parents)
    was = _head(statement)
    gone = list(_changes(node, parents))[site.change]()
    ast.fix_missing_locations(tree)
    now = "(gone)" if gone else _head(statement)
    return Mutant(site.module, site.line, was, now, ast.unparse(tree))


def _parents(tree: ast.AST) -> dict[ast.AST, ast.AST]:
    return {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}


def put(mutant: Mutant, module: ModuleType) -> None:
    """Gives the functions of a loaded module the code of the mutant."""
    codes = dict(_codes(compile(mutant.source, str(module.__file__), "exec"), ""))
    for name, function in _functions(vars(module), "", module.__name__):
        if name in codes:
            function.__code__ = codes[name]


def source_of(module: str) -> str:
    return Path(*module.split(".")).with_suffix(".py").read_text()


def _codes(code: CodeType, above: str) -> Iterator[tuple[str, CodeType]]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one.co_qualname, one
            yield from _codes(one, one.co_qualname)


def _functions(space: dict[str, object], above: str, module: str) -> Iterator[tuple[str, Callable[..., object]]]:
    for value in list(space.values()):
        if isinstance(value, type) and value.__module__ == module:
            yield from _functions(dict(vars(value)), value.__qualname__, module)
            continue
        for inner in ("fget", "func", "__func__", "__wrapped__"):
            value = getattr(value, inner, value)
        if hasattr(value, "__code__") and getattr(value, "__module__", "") == module:
            yield value.__qualname__, value


def _in_a_body(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether this is run when a function is called: no annotation, default or decorator, and no text."""
    at, below = parents.get(node), node
    while at is not None:
        if isinstance(at, ast.AnnAssign) and below is at.annotation:
            return False
        if isinstance(at, ast.Call) and isinstance(at.func, ast.Name) and at.func.id == "cast":
            return False
        if isinstance(at, ast.FunctionDef):
            return below in at.body
        at, below = parents.get(at), at
    return False


def _statement(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> ast.stmt:
    while not isinstance(node, ast.stmt):
        node = parents[node]
    return node


def _head(statement: ast.stmt) -> str:
    """The statement without what stands below it."""
    short = copy.deepcopy(statement)
    if isinstance(short, FLOWS):
        short.body = [ast.Expr(ast.Constant(...))]
        if isinstance(short, ast.If | ast.For | ast.While):
            short.orelse = []
    return ast.unparse(short).replace("\n    ...", "")


def _changes(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[Callable[[], object]]:
    """Functions that each make one change here. One that answers True takes the statement away."""

    def becomes(new: ast.AST) -> Callable[[], object]:
        def change() -> None:
            above = parents[node]
            for name, value in ast.iter_fields(above):
                if value is node:
                    setattr(above, name, new)
                elif isinstance(value, list):
                    setattr(above, name, [new if one is node else one for one in value])

        return change

    def sets(field: str, value: object, of: ast.AST = node) -> Callable[[], object]:
        return lambda: setattr(of, field, value)

    def gone() -> bool:
        becomes(ast.Pass())()
        return True

    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                for new in COMPARISONS[type(op)]:
                    yield sets("ops", [*ops[:at], new(), *ops[at + 1 :]])
            if isinstance(node.comparators[-1], ast.Tuple | ast.Set):
                shown = node.comparators[-1].elts
                for at in range(len(shown) if len(shown) > 1 else 0):
                    yield sets("elts", [*shown[:at], *shown[at + 1 :]], node.comparators[-1])
        case ast.BoolOp(op=op, values=values):
            yield sets("op", ast.Or() if isinstance(op, ast.And) else ast.And())
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield becomes(rest[0]) if len(rest) == 1 else sets("values", rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield becomes(operand)
        case ast.BinOp(left=left, op=op, right=right):
            yield sets("op", OPERATORS[type(op)]())
            if isinstance(op, ast.BitOr | ast.BitAnd | ast.Sub):
                yield becomes(left)
            if isinstance(op, ast.BitOr | ast.BitAnd):
                yield becomes(right)
        case ast.Constant(value=bool(value)):
            yield sets("value", not value)
        case ast.Constant(value=int(value)):
            yield sets("value", value + 1)
            yield sets("value", value - 1)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield sets("test", ast.UnaryOp(ast.Not(), test))
            yield becomes(body)
            yield becomes(orelse)
        case ast.comprehension(ifs=ifs):
            for at, test in enumerate(ifs):
                yield sets("ifs", [*ifs[:at], *ifs[at + 1 :]])
                yield sets("ifs", [*ifs[:at], ast.UnaryOp(ast.Not(), test), *ifs[at + 1 :]])
        case ast.Call(func=function, args=arguments, keywords=keywords):
            for at in range(len(keywords)):
                yield sets("keywords", [*keywords[:at], *keywords[at + 1 :]])
            if isinstance(function, ast.Name) and function.id in WITHOUT and arguments:
                yield becomes(arguments[0])
        case ast.Name(id=name) if name in NAMES and isinstance(parents[node], ast.Call):
            yield sets("id", NAMES[name])
        case ast.Attribute(attr=name) if name in NAMES:
            yield sets("attr", NAMES[name])
        case ast.If(test=test) | ast.While(test=test):
            if not isinstance(test, ast.Compare | ast.UnaryOp):
                yield sets("test", ast.UnaryOp(ast.Not(), test))
            if isinstance(node, ast.If):
                yield sets("test", ast.Constant(False))
                yield sets("test", ast.Constant(True))
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            yield sets("value", ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign():
            yield gone
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield gone
        case ast.Continue():
            yield becomes(ast.Break())
            yield gone
        case ast.Break():
            yield gone
