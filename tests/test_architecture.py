"""The arrows of the house, as data: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = (
    ("derivations.version", "derivations.terms", "derivations.network", "derivations.deep_network", "derivations.differences"),
    ("derivations.evaluate",),
    ("derivations.equality",),
    ("derivations.steps", "derivations.code"),
    ("derivations.course", "derivations.lines"),
    ("derivations.crosscheck", "derivations.recomputing", "derivations.array_answers", "derivations.rows", "derivations"),
    (
        "quiz",
        "quiz.question",
        "quiz.verdict",
        "quiz.crediting",
        "quiz.parted",
        "quiz.answer",
        "quiz.answer_key",
        "quiz.registry",
        "quiz.extras",
        "quiz.messages",
        "quiz.explaining",
    ),
    ("quiz.parameters", "quiz.bodies", "quiz.variants"),
    ("quiz.bank", "quiz.kinds", "quiz.key", "quiz.diagnosis", "quiz.blind_spots"),
    ("quiz.grading",),
    (
        "quiz.batch",
        "quiz.fitting",
        "quiz.imports",
        "quiz.answer_columns",
        "quiz.answer_files",
        "quiz.json_lines",
        "quiz.schemas",
        "quiz.file_schemas",
        "quiz.shown_reading",
        "quiz.escaping",
        "quiz.resources",
        "quiz.sheets",
        "quiz.exports",
        "quiz.derivation_lines",
        "quiz.presenting",
        "quiz.report",
        "quiz.output",
        "quiz.rendering",
        "quiz.checking",
        "quiz.doubles",
        "quiz.quality",
        "quiz.watching",
        "quiz.quality_report",
        "quiz.stress",
        "quiz.deriving",
        "quiz.figures",
        "quiz.drawings",
        "quiz.course",
        "quiz.starting",
        "quiz.taking",
        "quiz.reviewing",
    ),
    ("quiz.terminal", "quiz.options", "quiz.opening", "quiz.pytest_plugin", "quiz.commands", "quiz.cli", "quiz.__main__"),
)
FLOOR_OF = {module: height for height, floor in enumerate(FLOORS) for module in floor}
FILES = sorted(file for package in ("derivations", "quiz") for file in (ROOT / package).rglob("*.py"))


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def floor_of(module: str) -> int:
    while module:
        if module in FLOOR_OF:
            return FLOOR_OF[module]
        module = module.rpartition(".")[0]
    raise AssertionError("a module on no floor")


def imports_of(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                inside = f"{node.module}.{each.name}"
                yield node.lineno, inside if (ROOT / Path(*inside.split("."))).with_suffix(".py").exists() else node.module


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_modules_import_only_what_stands_on_their_floor_or_below(file: Path) -> None:
    height = floor_of(module_of(file))

    too_high = [
        f"line {line}: {name}"
        for line, name in imports_of(file)
        if name.split(".")[0] in ("derivations", "quiz") and name not in ("derivations", "quiz") and floor_of(name) > height
    ]

    assert not too_high


FORBIDDEN = {
    "derivations/network.py": {"allowed": {"numpy", "typing", "__future__"}},
    "derivations/terms": {"refused": {"numpy", "flint", "sympy"}, "except": {"derivations/terms/sympy_bridge.py"}},
    "derivations/equality": {"refused": {"numpy", "sympy"}, "except": set()},
}


@pytest.mark.parametrize("place", FORBIDDEN)
def test_heavy_libraries_stay_where_they_belong(place: str) -> None:
    rule = FORBIDDEN[place]
    found = {
        (str(file.relative_to(ROOT)), name.split(".")[0])
        for file in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
        if str(file.relative_to(ROOT)) not in rule.get("except", ())
        for _, name in imports_of(file)
    }

    if "allowed" in rule:
        assert {name for _, name in found} <= rule["allowed"]
    else:
        assert not {(file, name) for file, name in found if name in rule["refused"]}


NEVER = {"eval", "exec", "compile", "sympify", "parse_expr", "lambdify", "__import__", "print"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_evaluates_text_and_nothing_prints(file: Path) -> None:
    calls = [
        f"line {node.lineno}: {node.func.id}"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NEVER
    ]

    assert not calls


def test_no_tracked_file_names_a_registry_or_a_machine_path() -> None:
    unwanted = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "/wo" + "rk/", "/ho" + "me/")
    kept = {".py", ".md", ".txt", ".toml", ".yaml", ".yml", ".j2", ".ftl", ".lua", ".json", ".csv", ""}
    skipped = {".git", ".venv", "out", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    found = [
        str(file.relative_to(ROOT))
        for file in ROOT.rglob("*")
        if file.is_file() and file.suffix in kept and not skipped & set(file.relative_to(ROOT).parts)
        if any(each in file.read_text(encoding="utf-8", errors="replace") for each in unwanted)
    ]

    assert not found
