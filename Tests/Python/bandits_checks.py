"""Checks Python/bandits.py against what a run wrote: bandits_checks.py SIMULATE. Run by .ci/python."""

import json
import os
import subprocess
import sys
import tempfile

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path[:0] = [os.path.join(root, "Python"), os.path.join(root, "Tests", "Reference")]

import bandits
import numpy as np
import streams

SIMULATE = os.path.abspath(sys.argv[1])
MEANS = [0.2, 0.5, 0.55]


def run(folder, scenario, *options):
    path = os.path.join(folder, "scenario.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(scenario, file)
    out = os.path.join(folder, "out")
    subprocess.run([SIMULATE, "run", path, "--out", out, "--quiet", "--overwrite", *options], check=True,
                   stdout=subprocess.DEVNULL)
    return out


def coins(coupling, **more):
    return {
        "name": "coins", "seed": 2**63 - 5, "horizon": 200, "replications": 3, "coupling": coupling,
        "environment": {"id": "bernoulli", "label": "three-coins.whose-label-is-longer-than-24-bytes", "means": MEANS},
        "algorithms": [{"id": "ucb1"}, {"id": "thompson-beta", "label": "NA"}], **more}


def words():
    """Numbers of addresses against the reference, which was written from the documents, too."""
    for label in ("bernoulli", "", "x" * 24, "x" * 25, "über"):
        key = streams.purpose(streams.index(streams.label(streams.root(42), label), 7), 2)
        luck = bandits.Luck(42, label, 7)
        numbers = luck.uniform(np.arange(3)[:, None], np.arange(37))
        assert numbers.shape == (3, 37)
        for arm in range(3):
            for n in range(37):
                assert numbers[arm, n] == (streams.word(key, arm, n, 0) >> 11) * 2.0**-53
    luck = bandits.Luck(42, "bernoulli", 7)
    assert luck.uniform(2, 5) == luck.uniform([2], [5])[0] and isinstance(luck.uniform(2, 5), float)


def rewards(folder):
    """The reward of every round of a trace."""
    for coupling in ("pulls", "rounds", "independent"):
        scenario = coins(coupling)
        trace = bandits.read(run(folder, scenario, "--trace", "3")).trace
        assert len(trace["t"]) == 2 * 3 * 200
        for algorithm in ("ucb1", "NA"):
            for replication in range(3):
                rows = (trace["algorithm"] == algorithm) & (trace["replicate"] == replication)
                own = algorithm if coupling == "independent" else None
                luck = bandits.Luck(scenario["seed"], scenario["environment"]["label"], replication, own)
                pulls = [0] * len(MEANS)
                for t, arm, reward in zip(trace["t"][rows], trace["action"][rows], trace["reward"][rows]):
                    number = luck.uniform(arm, t if coupling == "rounds" else pulls[arm])
                    pulls[arm] += 1
                    assert reward == (number < MEANS[arm]), (coupling, algorithm, replication, t)


def ucb1(folder):
    """UCB1 in Python pulls the arms of the built-in one."""
    scenario = coins("pulls")
    trace = bandits.read(run(folder, scenario, "--trace", "1")).trace
    luck = bandits.Luck(scenario["seed"], scenario["environment"]["label"], 0)
    pulls, sums, arms = np.zeros(3), np.zeros(3), []
    for t in range(1, 201):
        arm = t - 1 if t <= 3 else int(np.argmax(sums / pulls + np.sqrt(2 * np.log(t) / pulls)))
        sums[arm] += luck.uniform(arm, int(pulls[arm])) < MEANS[arm]
        pulls[arm] += 1
        arms.append(arm)
    rows = (trace["algorithm"] == "ucb1") & (trace["replicate"] == 0)
    assert list(trace["action"][rows]) == arms


def tables(folder):
    """Keys stay text, empty numbers are nan, the points of a sweep are numbers in the order of the scenario."""
    scenario = coins(
        "pulls", sweep={"algorithms.ucb1.exploration": [2, 0.5, 10]}, notions=["pseudo", "realized"])
    results = bandits.read(run(folder, scenario))
    path, = results.paths
    assert list(results.points[path]) == [2, 0.5, 10] and len(results.point_order()) == 3
    assert list(dict.fromkeys(results.summary["algorithm"])) == ["NA", "ucb1"]
    assert set(results.summary[path]) == {2, 0.5, 10} and results.summary[path].dtype == float
    assert set(results.summary["group"]) == {""}
    assert len(results.regret["cost"]) > 0 and np.isnan(results.regret["cost"]).all()
    first = results.summary["point"] == results.point_order()[0]
    assert set(results.summary[path][first]) == {2}
    mean = results.regret["regret"][
        (results.regret["point"] == results.point_order()[1]) & (results.regret["algorithm"] == "ucb1")
        & (results.regret["notion"] == "pseudo") & (results.regret["t"] == 200)].mean()
    row = (
        (results.summary["point"] == results.point_order()[1]) & (results.summary["algorithm"] == "ucb1")
        & (results.summary["notion"] == "pseudo") & (results.summary["t"] == 200))
    assert abs(results.summary["mean"][row][0] - mean) < 1e-9
    try:
        results.alarms
    except AttributeError as error:
        assert "alarms.csv" in str(error)
    else:
        raise AssertionError("a table that is not there")
    return results


def figure(results):
    try:
        import matplotlib
    except ImportError:
        print("Python/bandits.py: plot was not tried, for lack of matplotlib")
        return
    matplotlib.use("Agg")
    drawn = bandits.plot(results, notion="realized", point=results.point_order()[2])
    axes, = drawn.axes
    assert [line.get_label() for line in axes.get_lines()] == ["NA", "ucb1"]
    rows = (
        (results.summary["algorithm"] == "ucb1") & (results.summary["notion"] == "realized")
        & (results.summary["point"] == results.point_order()[2]))
    assert np.array_equal(axes.get_lines()[1].get_ydata(), results.summary["mean"][rows])
    try:
        bandits.plot(results, notion="dynamic")
    except ValueError as error:
        assert "'pseudo', 'realized'" in str(error)
    else:
        raise AssertionError("a notion that is not there")


words()
with tempfile.TemporaryDirectory() as folder:
    rewards(folder)
    ucb1(folder)
    figure(tables(folder))
print("Python/bandits.py: tables, luck and figures are right")
