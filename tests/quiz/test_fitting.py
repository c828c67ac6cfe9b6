"""Priors are counted from results: what is seen more often gets a higher rate, and what is no wrong answer counts for nothing."""

from __future__ import annotations

import json

from click.testing import CliRunner

from derivations.steps.priors import PRIORS
from quiz.cli import main
from quiz.fitting import fit

PLACE = "vanishing_gradient/chain_rule"


def wrong(*labels: str) -> dict[str, object]:
    explained = [{"label": label, "weight": 1 / len(labels)} for label in labels]
    return {"question": PLACE, "outcome": "incorrect", "diagnosis": explained}


def test_a_mistake_that_is_seen_often_becomes_likelier_and_one_that_could_be_seen_and_is_not_less_so() -> None:
    priors, count = fit([wrong("chain_added")] * 40)

    assert count == 40
    assert priors["chain_added"] > PRIORS["chain_added"]
    assert priors["power_keep_exponent"] < PRIORS["power_keep_exponent"]
    assert priors["quotient_plus"] == PRIORS["quotient_plus"]  # the question has no quotient


def test_an_answer_with_two_explanations_counts_for_the_one_that_is_seen_elsewhere() -> None:
    priors, _ = fit([*[wrong("integrated")] * 30, *[wrong("integrated", "chain_added")] * 30])

    assert priors["integrated"] > 3 * priors["chain_added"]


def test_right_answers_and_other_objects_count_for_nothing() -> None:
    right = {"question": PLACE, "outcome": "correct", "diagnosis": [{"label": "chain_added", "weight": 1.0}]}

    assert fit([right, None, [], {"outcome": "invalid"}]) == (dict(sorted(PRIORS.items())), 0)


def test_the_command_writes_priors_and_refuses_what_is_no_json() -> None:
    rows = "\n".join(json.dumps(wrong("chain_added")) for _ in range(5))
    done = CliRunner().invoke(main, ["fit-priors", "-"], input=rows)
    refused = CliRunner().invoke(main, ["fit-priors", "-"], input="{")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["chain_added"] > PRIORS["chain_added"]
    assert refused.exit_code == 3
