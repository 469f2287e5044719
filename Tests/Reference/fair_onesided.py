"""A small run of `fair-onesided`, computed apart from the Swift source: the numbers of fair_onesided.json.

Environment, panels, learners and accounts are written from the cards (`simulate explain fair-onesided`, `exp2`, `hedge`)
with NumPy; random numbers come from streams.py, which follows Docs/Randomness.md. Run it to write the file anew.
"""

import json
from pathlib import Path

import numpy as np

import streams

SCENARIO = {
    "name": "fair-onesided-reference", "seed": 20, "horizon": 150, "replications": 3,
    "environment": {
        "id": "fair-onesided", "individuals": 5, "auditors": 12, "panel": 4, "votes": 2, "alpha": 0.1, "slack": 0.03,
        "labelNoise": 0.15, "scale": [1, 40],
    },
    "algorithms": [
        {"id": "exp2", "price": 1.5, "learningRate": 0.06},
        {"id": "exp2", "label": "weighted", "rejections": "weighted", "price": 0, "learningRate": 0.04},
        {"id": "hedge", "price": 0.5, "learningRate": 0.1},
        {"id": "fixed-policy", "rules": [3, 20, 72], "probabilities": [0.5, 0.3, 0.2]},
    ],
    "checkpoints": [20, 150], "notions": ["misclassification", "external"],
    "extras": [
        "violations", "excess_gap", "violations_by_votes", "fair_rules", "best_fair_rule", "semi_bandit_regret",
        "acceptance_rate",
    ],
}
INSTANCE, REWARDS, LEARNER = 1, 2, 3


class Words:
    """The words at an address, one after the other."""

    def __init__(self, key, item=0, occurrence=0):
        self.place, self.position = (key, item, occurrence), 0

    def word(self):
        self.position += 1
        return streams.word(*self.place, self.position - 1)

    def uniform(self):
        return (self.word() >> 11) * 2.0**-53

    def below(self, bound):
        product = self.word() * bound
        while product % 2**64 < 2**64 % bound:
            product = self.word() * bound
        return product >> 64


def rules():
    """Directions and bounds of the 74 rules."""
    planes = []
    for j in range(8):
        u = np.array([np.cos(2 * np.pi * j / 8), np.sin(2 * np.pi * j / 8)])
        low, high = np.minimum(u, 0).sum(), np.maximum(u, 0).sum()
        planes += [(*u, low + i / 10 * (high - low)) for i in range(1, 10)]
    return np.array(planes + [(0, 0, -1), (0, 0, 1)])


def play(replication, entry):
    """The rows of a run at the checkpoints."""
    world = SCENARIO["environment"]
    k, m, r = world["individuals"], world["panel"], world["votes"]
    planes = rules()
    base = streams.index(streams.label(streams.root(SCENARIO["seed"]), "fair-onesided"), replication)
    draw = Words(streams.purpose(base, INSTANCE))
    target = draw.below(72)
    low, high = world["scale"]
    pool = []
    for _ in range(world["auditors"]):
        w = (draw.uniform(), draw.uniform())
        pool.append((w, low + draw.uniform() * (high - low)))
    environment = streams.purpose(base, REWARDS)
    learner = streams.label(streams.purpose(base, LEARNER), entry.get("label", entry["id"]))

    n = len(planes)
    logs, errors, losses, fair = np.zeros(n), np.zeros(n), np.zeros(n), np.ones(n, bool)
    own_errors = own_loss = violations = excess = accepted = 0
    by_votes = np.zeros(m, int)
    rows = []
    for t in range(1, SCENARIO["horizon"] + 1):
        shown = Words(environment, 0, t)
        x = np.array([[shown.uniform(), shown.uniform()] for _ in range(k)])
        h = x @ planes[:, :2].T >= planes[:, 2]  # k by n
        flips = Words(environment, 1, t)
        y = np.array([h[i, target] != (flips.uniform() < world["labelNoise"]) for i in range(k)])
        seats = Words(environment, 2, t)
        order = list(range(len(pool)))
        for place in range(m):
            other = place + seats.below(len(pool) - place)
            order[place], order[other] = order[other], order[place]
        gaps = np.abs(x[:, None, :] - x[None, :, :])
        d = np.array([np.minimum(1, pool[j][1] * (gaps @ np.array(pool[j][0]))) for j in order[:m]])

        if entry["id"] == "fixed-policy":
            p = np.zeros(n)
            p[entry["rules"]] = entry["probabilities"]
            drawn = entry["rules"]
        else:
            p = np.exp(logs - logs.max())
            p /= p.sum()
            drawn = range(n)
        pi = h @ p
        uniform = Words(learner, 0, t).uniform()
        sums = np.cumsum(p[list(drawn)])
        rule = list(drawn)[int(np.argmax(sums > uniform))]

        # Votes are counted, one auditor at a time; no representative is used.
        difference = pi[:, None] - pi[None, :]
        votes = (difference[None] > d + world["alpha"] + 1e-12).sum(axis=0)
        for needed in range(1, m + 1):
            by_votes[needed - 1] += (votes >= needed).any()
        z = np.zeros((2, k))  # accept, reject
        report = None
        if (votes >= r).any():
            surplus = np.where(votes >= r, difference - np.sort(d, axis=0)[r - 1] - world["alpha"], -np.inf)
            report = np.unravel_index(surplus.argmax(), surplus.shape)
            violations += 1
            excess += surplus.max()
        seen = h[:, rule]
        if entry["id"] == "hedge":
            z[0], z[1] = 1 - y, 0.5
        elif entry["id"] == "exp2":
            z[0] = np.where(seen, (1 - y) / pi, 0)
            weighted = entry.get("rejections") == "weighted"
            z[1] = np.where(seen, 0, 0.5 / np.where(seen, 1, 1 - pi)) if weighted else 0.5
        if entry["id"] != "fixed-policy":
            if report:
                z[0, report[0]] += entry["price"]
                z[1, report[1]] += entry["price"]
            logs -= entry["learningRate"] * (h * z[0][:, None] + ~h * z[1][:, None]).sum(axis=0)

        wrong, cost = (h != y[:, None]).sum(axis=0), (np.where(h, 1 - y[:, None], 0.5)).sum(axis=0)
        errors += wrong
        losses += cost
        own_errors += wrong[rule]
        own_loss += cost[rule]
        accepted += seen.sum()
        limit = world["alpha"] - world["slack"]
        for other in range(n):
            pair = (h[:, None, other] & ~h[None, :, other]).astype(float)
            fair[other] &= not ((pair[None] > d + limit + 1e-12).sum(axis=0) >= r).any()
        if t in SCENARIO["checkpoints"]:
            best = int(np.where(fair, errors, np.inf).argmin())
            row = {
                "misclassification": own_errors - errors[best], "external": own_errors - errors.min(),
                "errors": own_errors, "violations": violations, "excess_gap": excess, "fair_rules": fair.sum(),
                "best_fair_rule": best, "semi_bandit_regret": own_loss - losses[best], "acceptance_rate": accepted / (k * t),
            }
            row.update({f"violations_by_votes.{i + 1}": count for i, count in enumerate(by_votes)})
            rows.append({name: float(value) for name, value in row.items()})
    return rows


def main():
    runs = [
        {"algorithm": entry.get("label", entry["id"]), "replicate": replication, "rows": play(replication, entry)}
        for entry in SCENARIO["algorithms"]
        for replication in range(SCENARIO["replications"])
    ]
    lines = ",\n".join(json.dumps(run) for run in runs)
    file = Path(__file__).with_suffix(".json")
    file.write_text(f'{{"scenario": {json.dumps(SCENARIO)},\n"runs": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
