"""Mutants of one module, by mutmut's operators.

mutmut itself leaves every decorated function alone, and all loops of the matcher are decorated
with `@compiled`. So only its operators are used here, on a copy without decorators.
"""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode


@dataclass(frozen=True)
class Mutant:
    """One function with one fault."""

    module: str
    function: str
    number: int
    line: int
    lines: range
    """Of the statement's head: tests that run none of these cannot notice."""
    body: range
    code: str
    change: str

    @property
    def id(self) -> str:
        """Stable as long as the module is."""
        return f"{self.module}.{self.function}#{self.number}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module's functions and methods, in the order of the source."""
    source = _undecorated(path.read_text(encoding="utf-8"))
    wrapper = MetadataWrapper(cst.parse_module(source))
    names = dict(_functions(wrapper.module.body, ""))
    visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    positions = wrapper.resolve(PositionProvider)
    heads = _heads(source)
    counts: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for mutation in visitor.mutations:
        function = mutation.contained_by_top_level_function
        if function not in names or _is_idle(mutation.original_node, mutation.mutated_node):
            continue
        name = names[function]
        before = cst.Module([function]).code
        made = deep_replace(function, mutation.original_node, mutation.mutated_node)
        code = cst.Module([made]).code
        if code == before or (name, code) in seen:
            continue
        seen.add((name, code))
        counts[name] = counts.get(name, 0) + 1
        line = positions[mutation.original_node].start.line
        body = positions[function]
        yield Mutant(
            module=path.stem,
            function=name,
            number=counts[name],
            line=line,
            lines=heads.get(line, range(line, line + 1)),
            body=range(positions[function.body].start.line, body.end.line + 1),
            code=code,
            change=_change(before, code),
        )


def _is_idle(before: cst.CSTNode, after: cst.CSTNode) -> bool:
    """Whether nothing is learnt: an argument left out is no call at all, as a rule.

    The exceptions are the least and the greatest of several and what is given by name; but a dtype
    is there for the compiler.
    """
    if not (isinstance(before, cst.Call) and isinstance(after, cst.Call)):
        return False
    gone = [arg for arg in before.args if arg not in after.args]
    if any(arg.keyword and arg.keyword.value == "dtype" for arg in gone):
        return True
    left_out = len(after.args) < len(before.args)
    some = isinstance(before.func, cst.Name) and before.func.value in {"min", "max", "range"}
    return left_out and not some and not any(arg.keyword for arg in gone)


def _undecorated(source: str) -> str:
    """The source with the decorators of functions blanked out, so that lines keep their numbers."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                for at in range(decorator.lineno - 1, decorator.end_lineno):
                    lines[at] = ""
    return "\n".join(lines) + "\n"


def _functions(body: object, within: str) -> Iterator[tuple[cst.FunctionDef, str]]:
    for node in body:
        if isinstance(node, cst.FunctionDef):
            yield node, within + node.name.value
        elif isinstance(node, cst.ClassDef):
            yield from _functions(node.body.body, f"{node.name.value}.")


def _heads(source: str) -> dict[int, range]:
    """For each line the lines of its statement, without the statements inside that one."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
            for line in range(node.lineno, last + 1):
                found[line] = range(node.lineno, last + 1)
    return found


def _change(before: str, after: str) -> str:
    """The lines that differ, as `old → new`."""
    changed = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0))[2:]
    old = " ".join(line[1:].strip() for line in changed if line[0] == "-")
    new = " ".join(line[1:].strip() for line in changed if line[0] == "+")
    return f"{old} → {new}"
