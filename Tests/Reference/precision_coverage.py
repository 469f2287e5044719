#!/usr/bin/env python3
"""How often Student's interval at 95 % holds the mean where its own width has chosen the number of replications.

    python3 Tests/Reference/precision_coverage.py [RUNS]                           the rule on laws, by NumPy alone
    python3 Tests/Reference/precision_coverage.py --program SIMULATE [SCENARIOS]   simulate itself, on coins

Needs NumPy and SciPy. Prints the tables of Docs/Testing.md.

The first form plays RUNS runs (20000 by default, standard error of a share at most 0.35 %, of 95 % 0.15 %) of the rule
of `"replications": {"until": {"halfWidth": w}, "atMost": n}`: blocks of 64, looked at one after the other. Widths are
such that about 100, 400 and 1600 replications are needed; at most five times as many are played. For comparison, the
interval of as many replications as were played on average, a number that is given.

The second form runs one scenario with as many seeds (2000 by default) in a sweep, each of which chooses for itself, and
compares with the mean regret of another one, with a given number of other replications; its error is small against the
widths.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from scipy import stats

from regret_laws import LAWS

BLOCK = 64


def run(draw, mean, width, relative, most, runs, rng):
    """Who is right at the end, how many replications were played, and who is narrow enough."""
    # Central sums of what was drawn so far, block by block.
    count = 0
    total, square = np.zeros(runs), np.zeros(runs)
    played, right, narrow = np.zeros(runs, int), np.zeros(runs, bool), np.zeros(runs, bool)
    active = np.ones(runs, bool)
    while active.any() and count < most:
        size = min(BLOCK, most - count)
        sample = draw(rng, (int(active.sum()), size)) - mean
        count += size
        total[active] += sample.sum(axis=1)
        square[active] += (sample**2).sum(axis=1)
        center = total / count
        deviation = np.sqrt(np.maximum(square - count * center**2, 0) / (count - 1))
        half = stats.t.ppf(0.975, count - 1) * deviation / np.sqrt(count)
        limit = width * np.abs(center + mean) if relative else width
        done = active & (deviation > 0) & (half <= limit)
        if relative:
            done &= np.abs(center + mean) > half
        ends = done | active if count >= most else done
        played[ends], narrow[done] = count, True
        right[ends] = np.abs(center[ends]) <= half[ends]
        active &= ~ends
    return right, played, narrow


def fixed(draw, mean, count, runs, rng):
    """How often the interval of a given number of replications is right."""
    right = 0
    for start in range(0, runs, 2000):
        sample = draw(rng, (min(2000, runs - start), count)) - mean
        half = stats.t.ppf(0.975, count - 1) * sample.std(axis=1, ddof=1) / np.sqrt(count)
        right += (np.abs(sample.mean(axis=1)) <= half).sum()
    return right / runs


def rule(runs):
    rng = np.random.default_rng(64)
    print("| regret | half-width | replications, mean (5 % to 95 %) | holds the mean | a given number |")
    print("|---|---|---:|---:|---:|")
    for name, draw, mean in LAWS:
        deviation = draw(np.random.default_rng(1), 2_000_000).std()
        for needed in (100, 400, 1600):
            for relative in (False, True):
                if relative and mean == 0:
                    continue
                width = 1.96 * deviation / np.sqrt(needed) / (mean if relative else 1)
                parts = [run(draw, mean, width, relative, 5 * needed, 2000, rng) for _ in range(max(1, runs // 2000))]
                right, played, narrow = (np.concatenate(part) for part in zip(*parts))
                assert narrow.mean() > 0.999, "the most replications are too few"
                given = fixed(draw, mean, int(played.mean().round()), len(right), rng)
                low, high = np.quantile(played, [0.05, 0.95]).astype(int)
                print(
                    f"| {name} | {width:.3g}{' of the mean' if relative else ''} "
                    f"| {played.mean():.0f} ({low} to {high}) "
                    f"| {100 * right.mean():.1f} % | {100 * given:.1f} % |",
                    flush=True)


def program(simulate, scenarios):
    def results(folder, name, seeds, replications):
        scenario = {
            "name": name, "horizon": 100, "replications": replications, "checkpoints": [100],
            "environment": {"id": "bernoulli", "means": [0.3, 0.5, 0.6]},
            "algorithms": ["ucb1", "thompson-beta", {"id": "epsilon-greedy", "epsilon": 0.05}, "uniform"],
            "sweep": {"seed": seeds},
        }
        file = folder / f"{name}.json"
        file.write_text(json.dumps(scenario))
        subprocess.run(
            [simulate, "run", str(file), "--out", str(folder / name), "--quiet", "--memory-limit", "32"], check=True)
        with open(folder / name / "final.csv", newline="") as table:
            return list(csv.DictReader(table))

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        truth = {
            row["algorithm"]: (float(row["mean"]), float(row["se"]))
            for row in results(folder, "truth", [10**9], 200_000)
        }
        until = {"until": {"halfWidth": 0.8}, "atMost": 4096}
        rows = results(folder, "precise", list(range(scenarios)), until)
        print("| algorithm | mean regret | replications, mean (5 % to 95 %) | holds the mean |")
        print("|---|---:|---:|---:|")
        for algorithm, (mean, error) in truth.items():
            own = [row for row in rows if row["algorithm"] == algorithm]
            counts = np.array([int(row["replications"]) for row in own])
            right = np.mean([float(row["ci_low"]) <= mean <= float(row["ci_high"]) for row in own])
            low, high = np.quantile(counts, [0.05, 0.95]).astype(int)
            print(
                f"| `{algorithm}` | {mean:.2f} ± {1.96 * error:.2f} | {counts.mean():.0f} ({low} to {high}) "
                f"| {100 * right:.1f} % |")


if sys.argv[1:2] == ["--program"]:
    program(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 2000)
else:
    rule(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
