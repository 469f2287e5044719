"""Checks Python/bandits.py against what a run wrote: bandits_checks.py SIMULATE. Run by .ci/python."""

import csv
import io
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


POLICIES = """
import sys
sys.path.insert(0, {path!r})
import bandits
import numpy as np

class One:
    def __init__(self, problem):
        self.problem = problem
        self.pulls, self.sums = np.zeros(problem.arms), np.zeros(problem.arms)
    def select(self, t):
        if self.problem.uniform(t) < self.problem.settings["epsilon"]:
            return int(self.problem.uniform(t, 1) * self.problem.arms)
        return int(np.argmax(self.sums / np.maximum(self.pulls, 1)))
    def observe(self, t, arm, reward):
        self.pulls[arm] += 1
        self.sums[arm] += reward
        print("a line that is no arms")

class All:
    def __init__(self, problem):
        self.problem = problem
        self.pulls, self.sums = (np.zeros((problem.replications, problem.arms)) for _ in range(2))
        self.rows = np.arange(problem.replications)
    def select(self, t):
        arms = np.argmax(self.sums / np.maximum(self.pulls, 1), axis=1)
        explores = self.problem.uniform(t) < self.problem.settings["epsilon"]
        return np.where(explores, (self.problem.uniform(t, 1) * self.problem.arms).astype(int), arms)
    def observe(self, t, arms, rewards):
        self.pulls[self.rows, arms] += 1
        self.sums[self.rows, arms] += rewards

bandits.serve(All if "all" in sys.argv else One, vectorised="all" in sys.argv)
"""


def external(folder):
    """A policy for one replication and a vectorised one choose the same, by the numbers of their streams."""
    with open(os.path.join(folder, "policies.py"), "w", encoding="utf-8") as file:
        file.write(POLICIES.format(path=os.path.join(root, "Python")))
    common = {"id": "external", "files": ["policies.py"], "settings": {"epsilon": 0.2}}
    for generator in ("philox", "mt19937"):
        scenario = {
            "name": "external", "seed": 5, "horizon": 300, "replications": 5, "generator": generator,
            "environment": {"id": "bernoulli", "means": MEANS},
            "algorithms": [{**common, "label": "one", "command": [sys.executable, "policies.py"]}]}
        if generator == "philox":
            # Under the same label, so that they draw the same.
            traces = []
            for mode in ([], ["all"]):
                scenario["algorithms"][0]["command"] = [sys.executable, "policies.py", *mode]
                out = run(folder, scenario, "--trace", "5", "--allow-commands")
                traces.append(bandits.read(out).trace)
            assert len(traces[0]["t"]) == 1500
            for column in ("t", "action", "reward", "replicate"):
                assert np.array_equal(traces[0][column], traces[1][column]), column
            # The first number of round t under the learner's key.
            for replication in range(5):
                key = streams.purpose(streams.index(streams.label(streams.root(5), "bernoulli"), replication), 3)
                key = streams.label(key, "one")
                rows = traces[0]["replicate"] == replication
                for t, arm in zip(traces[0]["t"][rows], traces[0]["action"][rows]):
                    if (streams.word(key, 0, int(t), 0) >> 11) * 2.0**-53 < 0.2:
                        assert arm == int((streams.word(key, 1, int(t), 0) >> 11) * 2.0**-53 * 3)
        else:
            run(folder, scenario, "--allow-commands")


def shipped(folder):
    """UCB1 of the shipped scenario has the arms of the built-in one in every round of the quickstart."""
    out = os.path.join(folder, "shipped")
    for name in ("quickstart.json", "external/ucb1.json"):
        with open(os.path.join(root, "Scenarios", name), encoding="utf-8") as file:
            scenario = json.load(file)
        facts = [scenario[key] for key in ("seed", "horizon", "replications", "environment")]
        if name == "quickstart.json":
            expected = facts
    assert facts == expected
    subprocess.run(
        [SIMULATE, "run", os.path.join(root, "Scenarios", "external", "ucb1.json"), "--allow-commands", "--out", out,
         "--trace", "10", "--quiet", "--set", f"algorithms.python.command={json.dumps([sys.executable, 'ucb1.py'])}"],
        check=True)
    results = bandits.read(out)
    for table, columns in ((results.regret, ("replicate", "t", "regret", "reward", "switches")),
                           (results.trace, ("replicate", "t", "action", "reward"))):
        for column in columns:
            ours, theirs = (table[column][table["algorithm"] == name] for name in ("ucb1", "python"))
            assert len(ours) > 5000 and np.array_equal(ours, theirs), column


def joined(folder):
    """What a loop with `Luck` has written joins the results: UCB1's regret is the built-in one's in every replication."""
    scenario = coins("pulls", replications=6)
    out = run(folder, scenario)
    label, rounds = scenario["environment"]["label"], [1, 10, 100, 200]
    value, reward = np.zeros((6, 4)), np.zeros((6, 4))
    for replication in range(6):
        luck = bandits.Luck(scenario["seed"], label, replication)
        pulls, sums, earned = np.zeros(3), np.zeros(3), 0.0
        for t in range(1, 201):
            arm = t - 1 if t <= 3 else int(np.argmax(sums / pulls + np.sqrt(2 * np.log(t) / pulls)))
            sums[arm] += luck.uniform(arm, int(pulls[arm])) < MEANS[arm]
            pulls[arm] += 1
            earned += MEANS[arm]
            if t in rounds:
                value[replication, rounds.index(t)] = earned
                reward[replication, rounds.index(t)] = sums.sum()
    table = os.path.join(folder, "mine.csv")
    bandits.write_regret(
        table, scenario="coins", environment=label, algorithm="mine", rounds=rounds,
        benchmark=max(MEANS) * np.array(rounds), value=value, reward=reward)
    text = subprocess.run(
        [SIMULATE, "report", out, "--with", table, "--format", "csv"], check=True, capture_output=True, text=True).stdout
    rows = {row["algorithm"]: row for row in csv.DictReader(io.StringIO(text))}
    assert set(rows) == {"ucb1", "NA", "mine"}
    # Sums in another order: the last digits differ.
    for column in ("mean", "sd", "median", "ci_low"):
        assert abs(float(rows["mine"][column]) - float(rows["ucb1"][column])) < 1e-9, column


words()
with tempfile.TemporaryDirectory() as folder:
    rewards(folder)
    ucb1(folder)
    figure(tables(folder))
    external(folder)
    joined(folder)
    shipped(folder)
print("Python/bandits.py: tables, luck, figures and policies are right")
