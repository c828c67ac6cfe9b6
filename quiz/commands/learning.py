"""Commands for whoever looks back at many results: what they say about misconceptions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

import click

from quiz.options import language_option
from quiz.terminal import UNREADABLE, fail


@click.command("fit-priors", short_help="How likely each misconception is, from results.")
@click.argument("results", type=click.File("rb"))
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-", help="Where the priors are written.")
@language_option
def fit_priors(results: IO[bytes], output: IO[str], lang: str) -> None:
    """Count how often each misconception is behind the wrong answers of RESULTS, and write the priors that follow.

    \b
    quiz grade vanishing_gradient class.csv -o results
    quiz fit-priors results/results.jsonl -o priors.json
    """
    from quiz.fitting import fit
    from quiz.json_lines import BadLine, lines, parse
    from quiz.messages import say

    def read() -> Iterator[Any]:
        for number, line in enumerate(lines(results), 1):
            try:
                yield parse(line) if isinstance(line, bytes) else None
            except BadLine as error:
                fail(lang, "fit-bad-line", UNREADABLE, line=str(number), reason=error.reason)

    priors, count = fit(read())
    output.write(json.dumps(priors, indent=2) + "\n")
    click.echo(say("fit-done", {"count": str(count)}, lang), err=True)
