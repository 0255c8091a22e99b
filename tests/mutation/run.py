"""`python -m tests.mutation.run [MODULE …]`: which faults in the matcher no test notices.

One process imports the matcher as plain Python and collects its tests once. Each mutant is a fork
in which one function is replaced and the tests that run the line are tried, most telling first,
until one fails. What is found goes to `build/mutants.jsonl`; a mutant found there already is not
tried again unless `--fresh` says so, or `--again` tries those that survived once more.
"""

import argparse
import gc
import json
import os
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from textwrap import indent
from types import FunctionType
from typing import Any

import coverage
import numba
import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

from tests.mutation.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
MATCHER = ROOT / "hubapp" / "matching"
TESTS = "tests/unit/matching"
STORE = ROOT / "build" / "mutants.jsonl"

ORDER = (
    *("funding", "pricing", "drafts", "offers", "options", "rests", "setweek", "bounds", "ways"),
    *("growth", "ranking", "search", "thinning", "field", "tagbounds", "taggrowth", "tagsearch"),
    *("opening", "moving", "trials", "gains", "changes", "editing", "trade", "tradeways"),
    *("tradegrowth", "tradeweek", "frontier", "verify", "verify_day", "verify_money", "binding"),
    *("explain", "format", "anchored", "answer", "solve", "table", "dayplans", "command"),
    *("nearmiss", "problem", "result", "stop", "timetable", "writing"),
)
"""The exact core first, then what the folder holds besides."""
IDLE = ("__init__", "compiled", "prepare")
"""Modules that do nothing in plain Python."""

EXAMPLES = "_hypothesis_internal_use_settings"
"""Where Hypothesis keeps a test's own settings."""

OUTER = "_around"
"""A name no function of the matcher has."""

KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timeout"
UNSEEN, BROKEN = "no test runs it", "broken"


class Runner:
    """A pytest plugin that tries mutants in place of the tests collected."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.items: list[pytest.Item] = []
        self.seconds: list[float] = []
        self.covers: dict[str, dict[int, list[int]]] = {}
        self.kills: dict[str, Counter[int]] = {}
        self.latest: dict[str, int] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure what each test runs and takes, then try the mutants."""
        self.items = session.items
        self.measure()
        gc.collect()
        gc.freeze()
        done = set() if self.args.fresh or self.args.again else {x["id"] for x in read()}
        again = {x["id"] for x in read() if x["outcome"] in (SURVIVED, UNSEEN, BROKEN)}
        began = time.monotonic()
        STORE.parent.mkdir(exist_ok=True)
        with STORE.open("a", encoding="utf-8") as store:
            for module in self.args.modules:
                for mutant in mutants_of(MATCHER / f"{module}.py"):
                    if mutant.id in done or (self.args.again and mutant.id not in again):
                        continue
                    if not re.search(self.args.only, mutant.id):
                        continue
                    if time.monotonic() - began > self.args.minutes * 60:
                        return True
                    found = self.tried(mutant)
                    if self.args.tests and found["outcome"] == UNSEEN:
                        continue
                    store.write(json.dumps(found, ensure_ascii=False) + "\n")
                    store.flush()
                sys.stderr.write(f"{module}: {_line(module)}\n")
        return True

    def measure(self) -> None:
        """Each test's lines and seconds; one that fails or is too slow is left out."""
        cover = coverage.Coverage(data_file=None, include=[f"{MATCHER}/*"])
        kept = []
        for item in self.items:
            passed, seconds = self.timed(item)
            if passed and seconds <= self.args.slowest:
                kept.append(item)
                self.seconds.append(seconds)
            elif not passed:
                sys.stderr.write(f"left out, as it fails by itself: {item.nodeid}\n")
            else:
                sys.stderr.write(f"left out, as it takes {seconds:.1f} s: {item.nodeid}\n")
        self.items = kept
        cover.start()
        for number, item in enumerate(kept):
            cover.switch_context(str(number))
            _failed(item)
        cover.stop()
        data = cover.get_data()
        for name in data.measured_files():
            lines = data.contexts_by_lineno(name)
            self.covers[Path(name).stem] = {
                line: [int(x) for x in contexts if x] for line, contexts in lines.items()
            }
        sys.stderr.write(f"{len(kept)} tests, {sum(self.seconds):.1f} s in all\n")

    def timed(self, item: pytest.Item) -> tuple[bool, float]:
        """Whether a test passes, and its seconds, with as many examples as there is time for."""
        own = getattr(getattr(item, "obj", None), EXAMPLES, None)
        least = self.args.examples
        if own is not None:
            setattr(item.obj, EXAMPLES, settings(own, max_examples=min(least, own.max_examples)))
        passed, seconds = _timed(item)
        if own is not None and passed:
            more = int(least * self.args.slowest / 2 / max(seconds, 0.001))
            if least < min(more, own.max_examples):
                more = min(more, own.max_examples * self.args.effort)
                setattr(item.obj, EXAMPLES, settings(own, max_examples=more))
                passed, seconds = _timed(item)
        return passed, min(seconds, _timed(item)[1])

    def chosen(self, mutant: Mutant) -> list[int]:
        """The tests that run the mutant's line, most telling first, within the time there is."""
        lines = self.covers.get(mutant.module, {})
        found = {number for line in mutant.lines for number in lines.get(line, ())}
        if mutant.line not in mutant.body:  # a default is read where the function is made
            found |= {number for line in mutant.body for number in lines.get(line, ())}
        kills = self.kills.setdefault(mutant.module, Counter())
        order = sorted(found, key=lambda n: (self.seconds[n] + 0.001) / (1 + 4 * kills[n]))
        latest = self.latest.get(f"{mutant.module}.{mutant.function}")
        if latest in found:
            order.remove(latest)
            order.insert(0, latest)
        out, total = [], 0.0
        for number in order:
            total += self.seconds[number]
            if out and total > self.args.budget:
                continue
            out.append(number)
        return out

    def tried(self, mutant: Mutant) -> dict[str, Any]:
        """What became of a mutant."""
        began = time.monotonic()
        chosen = self.chosen(mutant)
        outcome, by = self.forked(mutant, chosen) if chosen else (UNSEEN, None)
        if by is not None:
            self.kills[mutant.module][by] += 1
            self.latest[f"{mutant.module}.{mutant.function}"] = by
        return {
            "id": mutant.id,
            "source": digest(mutant.module),
            "line": mutant.line,
            "change": mutant.change,
            "outcome": outcome,
            "by": None if by is None else self.items[by].nodeid,
            "tests": len(chosen),
            "seconds": round(time.monotonic() - began, 2),
        }

    def forked(self, mutant: Mutant, chosen: list[int]) -> tuple[str, int | None]:
        """The tests run in a process of their own, which may hang, crash or run out of memory."""
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            self.child(mutant, chosen, writer)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            told = pipe.read().split()
        _, status = os.waitpid(child, 0)
        at = int(told[-1]) if told else chosen[0]
        if os.WIFSIGNALED(status):
            timeout = os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM)
            return (TIMEOUT, None) if timeout else (KILLED, at)
        outcome = (SURVIVED, KILLED, BROKEN)[os.WEXITSTATUS(status)]
        return outcome, at if outcome == KILLED else None

    def child(self, mutant: Mutant, chosen: list[int], writer: int) -> None:
        """Never returns: 0 if every test passed, 1 if one failed, 2 if nothing was put in place."""
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        memory = 4 << 30
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        for number in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        status = 2
        try:
            os.write(writer, b"%d " % chosen[0])
            replace_function(mutant)
            status = 1
            for number in chosen:
                os.write(writer, b"%d " % number)
                limit = 0.4 + 6 * self.seconds[number]
                signal.setitimer(signal.ITIMER_PROF, limit)
                signal.setitimer(signal.ITIMER_REAL, 30 * limit)
                if _failed(self.items[number]):
                    break
            else:
                status = 0
        finally:
            os._exit(status)


def replace_function(mutant: Mutant) -> None:
    """The mutant's code takes the place of the function's, wherever that was imported to."""
    module = import_module(f"hubapp.matching.{mutant.module}")
    space = dict(vars(module))
    target: Any = module
    for part in mutant.function.split("."):
        target = vars(target)[part]
    target = _function(target)
    code = mutant.code
    if target.__closure__:  # it says super()
        code = f"def {OUTER}(__class__):\n{indent(code, '    ')}\n    return {target.__name__}\n"
    exec(compile(code, f"<{mutant.id}>", "exec"), space)  # noqa: S102 - what this is for
    made = space[OUTER](None) if target.__closure__ else space[target.__name__]
    target.__code__ = made.__code__
    target.__defaults__, target.__kwdefaults__ = made.__defaults__, made.__kwdefaults__


def _function(wrapped: Any) -> FunctionType:
    """The function inside a property, a class method or a cache."""
    while not isinstance(wrapped, FunctionType):
        inside = ("fget", "func", "__func__", "__wrapped__")
        wrapped = next(getattr(wrapped, name) for name in inside if hasattr(wrapped, name))
    return wrapped


def _failed(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _timed(item: pytest.Item) -> tuple[bool, float]:
    began = time.process_time()
    return not _failed(item), time.process_time() - began


def modules() -> list[str]:
    """All modules in the order they are tried."""
    found = {path.stem for path in MATCHER.glob("*.py")} - {*IDLE}
    return [*(name for name in ORDER if name in found), *sorted(found - {*ORDER})]


@cache
def digest(module: str) -> str:
    """Changes with a module's source, and with it what its mutants' numbers mean."""
    return sha256((MATCHER / f"{module}.py").read_bytes()).hexdigest()[:12]


def read() -> Iterator[dict[str, Any]]:
    """What is known of the modules as they are; of a mutant tried twice the latest."""
    if not STORE.exists():
        return iter(())
    known, now = {}, set(modules())
    for found in map(json.loads, STORE.read_text(encoding="utf-8").splitlines()):
        module = found["id"].split(".")[0]
        if module in now and found.get("source") == digest(module):
            known[found["id"]] = found
    return iter(known.values())


def _line(module: str) -> str:
    counts = Counter(x["outcome"] for x in read() if x["id"].split(".")[0] == module)
    return ", ".join(f"{outcome} {counts[outcome]}" for outcome in sorted(counts))


def report(say: Callable[[str], object]) -> None:
    """The counts by module, then every mutant that no test noticed."""
    found = list(read())
    say("| module | mutants | killed | timeouts | survived | no test | not run |\n")
    say("|---|---|---|---|---|---|---|\n")
    total: Counter[str] = Counter()
    for module in modules():
        made = {mutant.id for mutant in mutants_of(MATCHER / f"{module}.py")}
        counts = Counter(x["outcome"] for x in found if x["id"] in made)
        counts["not run"] = len(made) - counts.total()
        total += counts
        say(_row(f"`{module}`", counts))
    say(_row("all", total))
    for x in found:
        if x["outcome"] in (SURVIVED, UNSEEN):
            say(f"\n{x['id']} (line {x['line']}, {x['outcome']}): {x['change']}")
    say("\n")


def _row(name: str, counts: Counter[str]) -> str:
    parts = [counts[x] for x in (KILLED, TIMEOUT, SURVIVED, UNSEEN, "not run")]
    return f"| {' | '.join([name, str(sum(parts)), *map(str, parts)])} |\n"


def arguments() -> argparse.Namespace:
    """What to try, and for how long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=modules(), metavar="MODULE")
    parser.add_argument("--minutes", type=float, default=600, help="stop after so many")
    parser.add_argument("--budget", type=float, default=2.0, help="seconds of tests a mutant")
    parser.add_argument("--slowest", type=float, default=0.8, help="leave out tests slower")
    parser.add_argument("--examples", type=int, default=12, help="of a property test, at least")
    parser.add_argument("--effort", type=int, default=1, help="times the usual examples, at most")
    parser.add_argument("--fresh", action="store_true", help="try all once more")
    parser.add_argument("--again", action="store_true", help="try survivors once more")
    parser.add_argument("--tests", action="append", help="tests to try, instead of all")
    parser.add_argument("--only", default="", help="mutants whose id this expression finds")
    parser.add_argument("--report", action="store_true", help="only say what is known")
    return parser.parse_args()


def main() -> int:
    """Try the mutants asked for, and say what is known of all."""
    args = arguments()
    if not args.report:
        numba.config.DISABLE_JIT = True
        settings.register_profile(
            "mutation",
            max_examples=100,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            report_multiple_bugs=False,
        )
        asked = [*(args.tests or [TESTS]), "--hypothesis-profile=mutation", "-q"]
        asked += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        asked += [f"--ignore={TESTS}/test_{name}.py" for name in ("compiled", "examples")]
        asked += [
            part for name in ("randomly", "cacheprovider", "xdist") for part in ("-p", f"no:{name}")
        ]
        pytest.main(asked, plugins=[Runner(args)])
    else:
        report(sys.stdout.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
