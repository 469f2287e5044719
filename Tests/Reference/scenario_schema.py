"""Checks the JSON Schema of the scenario file against good and broken scenarios.

Usage: python3 scenario_schema.py [SCHEMA]   (needs the package jsonschema)

The schema is generated from the catalogue's cards; this script looks at it with somebody else's validator.
"""

import json
import pathlib
import sys

import jsonschema

DOCS = pathlib.Path(__file__).resolve().parents[2] / "Docs"
BASE = {
    "$schema": "scenario.schema.json",
    "name": "quickstart",
    "seed": 42,
    "horizon": 10000,
    "replications": 200,
    "environment": {"id": "bernoulli", "means": [0.3, 0.5, 0.6]},
    "algorithms": [{"id": "ucb1"}, {"id": "thompson-beta", "label": "ts"}],
    "checkpoints": "log",
    "notions": ["pseudo", "realized"],
    "confidence": 0.95,
}
UCB1 = {"id": "ucb1"}
GOOD = [
    {},
    {"checkpoints": {"linear": 100}},
    {"checkpoints": {"perDecade": 10}},
    {"checkpoints": [1, 10, 100]},
    {"horizon": "rows"},
    {"algorithms": [UCB1 | {"exploration": 2}, UCB1]},
    {"environment": {"id": "bernoulli", "arms": 5, "prior": {"law": "beta", "a": 1, "b": 2}}},
    {"environment": None, "environments": [BASE["environment"]]},
    {"sweep": {"horizon": [10, 100], "algorithms.ucb1.exploration": {"log": [0.1, 10, 5]}}},
    {"generator": "mt19937", "coupling": "independent"},
]
BROKEN = [
    {"name": None},
    {"horizon": None},
    {"horizon": 0},
    {"horizon": 1.5},
    {"replications": -1},
    {"seed": "42"},
    {"replicatons": 3},
    {"algorithms": []},
    {"algorithms": None},
    {"algorithms": [{"id": "ucb2"}]},
    {"algorithms": [UCB1 | {"explor": 2}]},
    {"algorithms": [UCB1 | {"label": ".a"}]},
    {"environment": None},
    {"environments": [BASE["environment"]]},
    {"environment": {"id": "bernoulli", "means": [0.3, 1.5]}},
    {"environment": {"id": "bernoulli", "means": 0.3}},
    {"environment": {"means": [0.3]}},
    {"checkpoints": {"linear": 0}},
    {"checkpoints": {"linear": 5, "perDecade": 5}},
    {"checkpoints": "linear"},
    {"notions": ["psuedo"]},
    {"confidence": 1},
    {"coupling": "none"},
    {"generator": "mt19938"},
    {"sweep": {"horizon": {"linear": [1, 2]}}},
]


def scenario(changes):
    """The base with some keys replaced; None removes a key."""
    return {key: value for key, value in (BASE | changes).items() if value is not None}


def main():
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "scenario.schema.json"
    schema = json.loads(path.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = [f"refused: {c}" for c in GOOD if not validator.is_valid(scenario(c))]
    wrong += [f"accepted: {c}" for c in BROKEN if validator.is_valid(scenario(c))]
    for line in wrong:
        print(line)
    print(f"{len(GOOD)} good and {len(BROKEN)} broken scenarios, {len(wrong)} judged wrongly")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
