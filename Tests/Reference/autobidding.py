"""Reference values for the channels family, written from the definitions and not from the Swift sources.

    python3 Tests/Reference/autobidding.py > Tests/Reference/autobidding.json

Writes random instances with the answers of SciPy's linear programming (HiGHS):

* `optimum`: the best fixed budgets. Variables r_j and x_{j,z,n} in [0, 1]; maximise sum_j sum_z p_z v.x subject to
  d.x_{j,z} <= r_j for each support point z, sum_j r_j <= budget, and the expected value at least target sum_j r_j.
* `adaptive`: the same where only the expected spend is bounded and purchases may depend on z.
* `channel`: what channel 0 buys at its first support point under a budget and a target return of its own.

Needs NumPy and SciPy.
"""

import json

import numpy as np
from scipy.optimize import linprog

OPTIONS = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


def solve(c, a, b, bounds):
    answer = linprog(-np.array(c), A_ub=np.array(a), b_ub=np.array(b), bounds=bounds, method="highs", options=OPTIONS)
    assert answer.status == 0, answer.message
    return -answer.fun


def best_budgets(channels, budget, target):
    items = [
        (j, z, p, v, d)
        for j, points in enumerate(channels)
        for z, (p, auctions) in enumerate(points)
        for v, d in auctions
    ]
    m, n = len(channels), len(items)
    c = [0.0] * m + [p * v for _, _, p, v, _ in items]
    rows = [[1.0] * m + [0.0] * n, [target] * m + [-p * v for _, _, p, v, _ in items]]
    right = [budget, 0.0]
    for j, points in enumerate(channels):
        for z in range(len(points)):
            row = [0.0] * (m + n)
            row[j] = -1.0
            for k, (jj, zz, _, _, d) in enumerate(items):
                if (jj, zz) == (j, z):
                    row[m + k] = d
            rows.append(row)
            right.append(0.0)
    return solve(c, rows, right, [(0, None)] * m + [(0, 1)] * n)


def adaptive(channels, budget, target):
    items = [(p, v, d) for points in channels for p, auctions in points for v, d in auctions]
    return solve(
        [p * v for p, v, _ in items],
        [[p * d for p, _, d in items], [p * (target * d - v) for p, v, d in items]],
        [budget, 0.0],
        [(0, 1)] * len(items),
    )


def channel(auctions, budget, target):
    return solve(
        [v for v, _ in auctions],
        [[d for _, d in auctions], [target * d - v for v, d in auctions]],
        [budget, 0.0],
        [(0, 1)] * len(auctions),
    )


def probabilities(generator, count):
    cuts = np.sort(generator.choice(np.arange(1, 8), count - 1, replace=False)) if count > 1 else []
    return [float(x) / 8 for x in np.diff([0, *cuts, 8])]


def instance(generator):
    channels = []
    for _ in range(generator.integers(1, 4)):
        points = []
        for p in probabilities(generator, int(generator.integers(1, 4))):
            auctions = [
                [
                    round(float(generator.uniform(0, 10)), int(generator.integers(0, 3))),
                    # Now and then an auction is free.
                    0.0
                    if generator.uniform() < 0.04
                    else max(0.01, round(float(generator.uniform(0.05, 5)), int(generator.integers(0, 3)))),
                ]
                for _ in range(generator.integers(1, 5))
            ]
            points.append([p, auctions])
        channels.append(points)
    total = sum(max(sum(d for _, d in auctions) for _, auctions in points) for points in channels)
    budget = round(float(total * generator.uniform(0.05, 1.1)) + 0.01, 3)
    target = 0.0 if generator.uniform() < 0.25 else round(float(generator.uniform(0.2, 6)), 3)
    first = channels[0][0][1]
    own_budget = round(float(sum(d for _, d in first) * generator.uniform(0.1, 1.1)) + 0.01, 3)
    own_target = 0.0 if generator.uniform() < 0.25 else round(float(generator.uniform(0.2, 6)), 3)
    return {
        "channels": channels,
        "budget": budget,
        "target": target,
        "optimum": best_budgets(channels, budget, target),
        "adaptive": adaptive(channels, budget, target),
        "channel": [own_budget, own_target, channel(first, own_budget, own_target)],
    }


def main():
    generator = np.random.default_rng(2302)
    lines = [json.dumps(instance(generator), separators=(",", ":")) for _ in range(400)]
    print("[\n" + ",\n".join(lines) + "\n]")


main()
