"""Checks the JSON Schema of the scenario file against good and broken scenarios.

Good are all scenarios that the repository ships, too. Of broken ones the validator's best error names what is wrong.

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
    {"environment": "river-swim", "algorithms": ["ucrl2", {"id": "psrl"}]},
    {"algorithms": [UCB1 | {"exploration": 2}, UCB1]},
    {"environment": {"id": "bernoulli", "arms": 5, "prior": {"law": "beta", "a": 1, "b": 2}}},
    {"environment": None, "environments": [BASE["environment"]]},
    {"sweep": {"horizon": [10, 100], "algorithms.ucb1.exploration": {"log": [0.1, 10, 5]}}},
    {"generator": "mt19937", "coupling": "independent"},
    {"algorithms": [{"id": "external", "command": ["python3", "x.py"], "settings": {"a": [1, {"b": "c"}]}}]},
    {"replications": {"until": {"halfWidth": 0.5}, "atMost": 64}},
    {"replications": {"until": {"halfWidth": 0.05, "relative": True}, "atMost": 1000}},
]
BROKEN = [
    {"name": None},
    {"horizon": None},
    {"horizon": 0},
    {"horizon": 1.5},
    {"replications": -1},
    {"replications": {"until": {"halfWidth": 0}, "atMost": 1000}},
    {"replications": {"until": {"halfWidth": 0.5}, "atMost": 63}},
    {"replications": {"until": {"halfWidth": 0.5}}},
    {"replications": {"atMost": 1000}},
    {"seed": "42"},
    {"replicatons": 3},
    {"algorithms": []},
    {"algorithms": None},
    {"algorithms": [{"id": "ucb99"}]},
    {"algorithms": ["ucb99"]},
    {"environment": "river-swin"},
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
    {"algorithms": [{"id": "external", "command": "python3 x.py"}]},
    {"algorithms": [{"id": "external", "command": ["x"], "settings": 3}]},
    {"generator": "mt19938"},
    {"sweep": {"horizon": {"linear": [1, 2]}}},
]
# What the errors say of mistakes inside alternatives.
NAMED = [
    ({"algorithms": [UCB1 | {"explor": 2}]}, "explor"),
    ({"algorithms": [{"id": "ucb2x"}]}, "ucb2x"),
    ({"environment": {"id": "bernoulli", "means": [0.3], "beans": 1}}, "beans"),
    ({"environment": {"id": "bernoulli", "arms": 5, "prior": {"law": "beta", "c": 1}}}, "c"),
    ({"environment": {"id": "bernoulli", "arms": 5, "prior": {"law": "bета"}}}, "bета"),
    ({"environment": {"id": "categorical-stream", "segments": [{"lenght": 1}]}}, "lenght"),
    ({"checkpoints": {"linaer": 5}}, "linaer"),
    ({"algorithms": [{"id": "external", "command": ["x"], "file": ["x.py"]}]}, "file"),
    ({"replications": {"until": {"halfwidth": 1}, "atMost": 64}}, "halfwidth"),
    ({"environment": None}, "environment"),
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
    for changes, name in NAMED:
        errors = [error.message for error in validator.iter_errors(scenario(changes))]
        errors += [inner.message for error in validator.iter_errors(scenario(changes)) for inner in error.context]
        if not any(f"'{name}'" in message for message in errors):
            wrong.append(f"not named: {name} in {errors}")
    shipped = [path for path in (DOCS.parent / "Scenarios").rglob("*.json") if "golden" not in path.parts]
    for file in shipped:
        for error in validator.iter_errors(json.loads(file.read_text())):
            wrong.append(f"refused: {file}: {error.json_path}: {error.message[:200]}")
    for line in wrong:
        print(line)
    print(f"{len(GOOD) + len(shipped)} good and {len(BROKEN) + len(NAMED)} broken scenarios, {len(wrong)} judged wrongly")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
