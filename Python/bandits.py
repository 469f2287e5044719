"""What Bandits wrote, in Python; and policies written in Python, in its runs or with their luck.

    import bandits
    results = bandits.read("results/quickstart")
    results.summary["mean"]                     # every table is a dictionary of NumPy arrays, one for each column
    bandits.plot(results).savefig("regret.png")

    luck = bandits.Luck(seed=42, environment="bernoulli", replication=0)
    reward = float(luck.uniform(arm=3, n=0) < 0.4)  # of the first pull of arm 3, as a run of the scenario has it

    class Mine:                                 # an algorithm {"id": "external", "command": ["python3", "mine.py"]}
        def __init__(self, problem): ...
        def select(self, t): ...                # the arm of round t
        def observe(self, t, arm, reward): ...
    bandits.serve(Mine)

One file, to be copied; Python 3.9 and NumPy, and matplotlib for `plot`.
"""

import csv
import json
import os
import sys

import numpy as np

__all__ = ["Luck", "Problem", "Results", "plot", "read", "serve", "table", "write_regret"]

# ---- Results ----

#: Columns that are text. An empty one is a key like any other: no sweep, no groups.
KEYS = ("scenario", "point", "environment", "algorithm", "algorithm_a", "algorithm_b", "notion", "group", "name")
#: Columns of whole numbers, never empty.
WHOLE = ("replicate", "t", "n", "replications", "rank", "action", "alarm", "location", "rounds")


class Results:
    """The tables of a result folder, each a dictionary of arrays; those of a table that is not there are missing.

    `regret`, `summary`, `final`, `pairs`, `extras`, `extras_summary`, `timing`, `points` and `trace` are read when they
    are asked for. `manifest` is the manifest. `paths` are the swept settings, in the order of the scenario: each is a
    column more in all tables with a `point`, of numbers where all its values are numbers.
    """

    def __init__(self, folder):
        self.folder = os.fspath(folder)
        with open(os.path.join(self.folder, "manifest.json"), encoding="utf-8") as file:
            self.manifest = json.load(file)
        points = os.path.join(self.folder, "points.csv")
        self.points = table(points) if os.path.exists(points) else None
        self.paths = [] if self.points is None else [name for name in self.points if name not in ("scenario", "point")]
        self._tables = {}

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._tables:
            path = os.path.join(self.folder, name + ".csv")
            if not os.path.exists(path):
                raise AttributeError(f"{self.folder} has no {name}.csv")
            self._tables[name] = self._with_points(table(path))
        return self._tables[name]

    def _with_points(self, columns):
        if self.points is None or "point" not in columns:
            return columns
        place = {point: number for number, point in enumerate(self.points["point"])}
        rows = np.array([place[point] for point in columns["point"]], dtype=int)
        return {**columns, **{path: self.points[path][rows] for path in self.paths}}

    def point_order(self):
        """The points in the order of the scenario; `[""]` without a sweep."""
        return [""] if self.points is None else list(self.points["point"])


def read(folder):
    """The results in a folder; `FileNotFoundError` where it holds no finished results (no `manifest.json`)."""
    return Results(folder)


def table(path):
    """A CSV table as a dictionary of NumPy arrays.

    Keys are text as they stand; other columns are numbers, an empty one is nan. Columns that hold something else (the
    swept settings of `points.csv`) are numbers where all of them are, else text.
    """
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        names = next(rows)
        columns = list(zip(*rows)) or [()] * len(names)
    return {name: _array(name, column) for name, column in zip(names, columns)}


def _array(name, texts):
    if name in KEYS:
        return np.array(texts, dtype=str)
    try:
        if name in WHOLE and all(texts):
            return np.array([int(text) for text in texts], dtype=np.int64)
        return np.array([float(text) if text else np.nan for text in texts], dtype=float)
    except ValueError:
        return np.array(texts, dtype=str)


# ---- Figures ----


def plot(results, notion=None, environment=None, point=None, group="", axes=None):
    """Mean regret against rounds, with confidence bands, a curve for each algorithm; the figure of `axes`.

    `results` are what `read` gave, or a folder. What is left out is the first of the table: its first notion,
    environment and point.
    """
    import matplotlib.pyplot as plt

    if not isinstance(results, Results):
        results = read(results)
    summary = results.summary
    chosen = np.ones(len(summary["t"]), dtype=bool)
    orders = {"notion": None, "environment": None, "point": results.point_order(), "group": None}
    for key, value in {"notion": notion, "environment": environment, "point": point, "group": group}.items():
        present = summary[key][chosen]
        if value is None:
            order = orders[key] or list(present)
            value = next((name for name in order if name in present), "")
        if value not in present:
            raise ValueError(f"no {key} {value!r}; there are: {', '.join(repr(str(name)) for name in dict.fromkeys(present))}")
        chosen &= summary[key] == value
        orders[key] = value
    if axes is None:
        _, axes = plt.subplots(layout="constrained")
    for algorithm in dict.fromkeys(summary["algorithm"][chosen]):
        rows = chosen & (summary["algorithm"] == algorithm)
        order = np.argsort(summary["t"][rows], kind="stable")
        rounds, mean, low, high = (summary[name][rows][order] for name in ("t", "mean", "ci_low", "ci_high"))
        line, = axes.plot(rounds, mean, label=algorithm)
        axes.fill_between(rounds, low, high, color=line.get_color(), alpha=0.2, linewidth=0)
    axes.set(xscale="log", xlabel="round", ylabel=f"regret ({orders['notion']})")
    axes.legend(frameon=False)
    return axes.figure


# ---- Luck ----

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_MULTIPLIERS = (0xD2E7470EE14C6C93, 0xCA5A826395121157)
_WEYL = (0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B)
_MASK = (1 << 64) - 1


def _high(a, b):
    """The upper halves of products of 64-bit words."""
    a_low, a_high, b_low, b_high = a & _LOW, a >> _HALF, b & _LOW, b >> _HALF
    middle = a_high * b_low + (a_low * b_low >> _HALF)
    return a_high * b_high + (middle >> _HALF) + (a_low * b_high + (middle & _LOW) >> _HALF)


def _philox(counter, key):
    """Philox4x64-10 (Salmon et al., SC 2011): blocks of four words, for arrays of counters and of keys."""
    first, second, third, fourth, low, high = np.broadcast_arrays(
        *(np.asarray(word, dtype=np.uint64) for word in (*counter, *key)))
    keys, steps = [low, high], [np.uint64(step) for step in _WEYL]
    multipliers = [np.uint64(word) for word in _MULTIPLIERS]
    with np.errstate(over="ignore"):
        for _ in range(10):
            first, second, third, fourth = (
                _high(multipliers[1], third) ^ second ^ keys[0], multipliers[1] * third,
                _high(multipliers[0], first) ^ fourth ^ keys[1], multipliers[0] * first)
            keys = [word + step for word, step in zip(keys, steps)]
    return first, second, third, fourth


def _uniform(key, item, n):
    """The first number in [0, 1) at an address under a key."""
    item, n = np.asarray(item, dtype=np.uint64), np.asarray(n, dtype=np.uint64)
    four = np.uint64(4)
    words = _philox((0, n // four, item, 0), key)
    words = np.choose(np.broadcast_to((n % four).astype(int), words[0].shape), words)
    numbers = (words >> np.uint64(11)).astype(float) * 2.0**-53
    return numbers if numbers.ndim else float(numbers)


class Luck:
    """The luck of one replication: the numbers that decide about rewards, the same as in a run of a scenario.

    `environment` is the label of the environment in the scenario, its id if it has none. With the coupling
    `independent` each algorithm has luck of its own: give its label. Only the generator `philox`, the default, can be
    asked for single numbers. Docs/Randomness.md says what a run draws where; a coin pays 1 if its number is below its
    probability.
    """

    def __init__(self, seed, environment, replication, algorithm=None):
        key = self._child((0, 0), (seed, 0, 0), 1)
        key = self._label(key, environment)
        key = self._child(key, (replication, 0, 0), 3)
        key = self._child(key, (2, 0, 0), 4)
        self._key = key if algorithm is None else self._label(key, algorithm)

    @staticmethod
    def _child(parent, words, domain, detail=0):
        counter = [word & _MASK for word in words] + [domain << 56 | detail]
        return tuple(int(word) for word in _philox(counter, parent)[:2])

    @staticmethod
    def _label(key, text):
        data = text.encode("utf-8")
        for step in range(max(1, -(-len(data) // 24))):
            chunk = data[24 * step:24 * step + 24].ljust(24, b"\0")
            words = [int.from_bytes(chunk[place:place + 8], "little") for place in (0, 8, 16)]
            key = Luck._child(key, words, 2, step % 2**24 << 32 | len(data) % 2**32)
        return key

    def uniform(self, arm, n):
        """The first number in [0, 1) at an address: of the pull of `arm` after `n` pulls of it, with the coupling
        `pulls`; in round `n`, with the coupling `rounds`. Arrays of arms and of n give an array."""
        return _uniform(self._key, arm, n)


# ---- Policies in runs ----


class Problem:
    """What a policy may know before it starts.

    `arms` and `horizon` are numbers, `rewards` is the interval that holds rewards, or None where none is known.
    `settings` is what the scenario says under this name. `first` is the number of the first replication, `replications`
    how many there are; a policy for one replication has a problem of one.
    """

    def __init__(self, greeting, lane=None):
        self.arms = greeting["arms"]
        self.horizon = greeting["horizon"]
        self.rewards = None if greeting["rewards"] is None else tuple(greeting["rewards"])
        self.settings = greeting["settings"]
        self.first = greeting["first"] + (lane or 0)
        self.replications = greeting["replications"] if lane is None else 1
        keys = [int(key, 16) for key in greeting["keys"]]
        words = np.array([[key & _MASK for key in keys], [key >> 64 for key in keys]], dtype=np.uint64)
        self._key = tuple(words if lane is None else words[:, lane])

    def uniform(self, t, item=0):
        """A number in [0, 1) of round `t`, for each replication its own; another one for each `item`.

        The same whenever the scenario is run, as no other randomness is. Arrays of items, of the length of the
        replications, give the numbers of these items.
        """
        return _uniform(self._key, item, t)


class _Apart:
    """Policies for one replication, one for each."""

    def __init__(self, policy, greeting):
        self.policies = [policy(Problem(greeting, lane)) for lane in range(greeting["replications"])]

    def select(self, t):
        return [policy.select(t) for policy in self.policies]

    def observe(self, t, arms, rewards):
        for policy, arm, reward in zip(self.policies, arms.tolist(), rewards.tolist()):
            policy.observe(t, arm, reward)


def serve(policy, vectorised=False):
    """Plays a block of replications with a run of `simulate`: what a program of the algorithm `external` does.

    `policy(problem)` makes the policy of one replication: `select(t)` is the arm of round `t` (both count as in
    scenarios: arms from 0, rounds from 1), `observe(t, arm, reward)` learns. With `vectorised=True` one policy plays all
    replications of its problem together: `select(t)` is an array of arms, `observe(t, arms, rewards)` gets arrays, one
    element for each replication. Replications must not influence each other: how many a block has is not for
    a policy to know.

    What the policy prints goes to the standard error, of which `simulate` shows the end where the program fails.
    """
    receive, send = sys.stdin.buffer, os.dup(sys.stdout.fileno())
    # A line that is printed would be taken for arms.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    greeting = json.loads(receive.readline())
    if greeting["protocol"] != 1:
        raise ValueError(f"this bandits.py knows the protocol 1, and was greeted with {greeting['protocol']}")
    count = greeting["replications"]
    player = policy(Problem(greeting)) if vectorised else _Apart(policy, greeting)
    _write(send, b'{"ready": 1}\n')
    for t in range(1, greeting["horizon"] + 1):
        arms = np.asarray(player.select(t))
        if arms.shape != (count,) or arms.dtype.kind not in "iub":
            raise ValueError(
                f"select({t}) gave {arms.dtype} of the shape {arms.shape}; wanted: whole numbers of the shape ({count},)")
        _write(send, arms.astype("<i4").tobytes())
        message = receive.read(8 * count)
        if len(message) < 8 * count:
            return
        player.observe(t, arms, np.frombuffer(message, dtype="<f8"))


def _write(descriptor, message):
    while message:
        message = message[os.write(descriptor, message):]


# ---- Rows for tables ----

#: The columns of regret.csv.
REGRET = (
    "scenario", "point", "environment", "algorithm", "notion", "group", "replicate", "t", "n", "regret", "benchmark",
    "value", "reward", "switches", "cost")


def write_regret(path, *, scenario, environment, algorithm, rounds, benchmark, value, reward=None, notion="pseudo",
                 point="", group="", replicates=None):
    """Writes what a policy earned that was played with `Luck`, as rows of `regret.csv`, for `simulate report --with`.

    `rounds` are the checkpoints, T of them. `benchmark`, `value` and `reward` are cumulative, arrays of the shape (R, T)
    or what can be broadcast to it: a row for each replication, whose numbers are `replicates` (0 to R - 1 if they are
    left out). The regret is `benchmark - value`. `scenario`, `environment`, `notion`, `point` and `group` are those of
    the results that the rows join; `algorithm` is a name of its own.
    """
    rounds = np.asarray(rounds, dtype=np.int64)
    columns = [np.asarray(benchmark, dtype=float), np.asarray(value, dtype=float)]
    columns.append(np.full((), np.nan) if reward is None else np.asarray(reward, dtype=float))
    shape = np.broadcast_shapes((1, len(rounds)), *(column.shape for column in columns))
    if len(shape) != 2 or shape[1] != len(rounds):
        raise ValueError(f"{len(rounds)} rounds, but numbers of the shape {shape}; wanted: (replications, rounds)")
    benchmark, value, reward = (np.broadcast_to(column, shape) for column in columns)
    replicates = range(shape[0]) if replicates is None else [int(number) for number in replicates]
    if len(replicates) != shape[0] or len(set(replicates)) != len(replicates):
        raise ValueError(f"{len(replicates)} replicates for {shape[0]} rows; wanted: a number of its own for each row")
    with open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(REGRET)
        for row in np.argsort(replicates, kind="stable"):
            for place, t in enumerate(rounds):
                numbers = (benchmark[row, place] - value[row, place], benchmark[row, place], value[row, place],
                           reward[row, place])
                table.writerow([scenario, point, environment, algorithm, notion, group, replicates[row], t, t,
                                *(_text(number) for number in numbers), "", ""])


def _text(number):
    """The shortest text that reads back as the same number; empty for nan."""
    if np.isnan(number):
        return ""
    return str(int(number)) if number == int(number) and abs(number) < 2**53 else repr(float(number))
