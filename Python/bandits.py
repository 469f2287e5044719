"""What Bandits wrote, in Python; and the luck of its runs, for learners written in Python.

    import bandits
    results = bandits.read("results/quickstart")
    results.summary["mean"]                     # every table is a dictionary of NumPy arrays, one for each column
    bandits.plot(results).savefig("regret.png")

    luck = bandits.Luck(seed=42, environment="bernoulli", replication=0)
    reward = float(luck.uniform(arm=3, n=0) < 0.4)  # of the first pull of arm 3, as a run of the scenario has it

One file, to be copied; Python 3.9 and NumPy, and matplotlib for `plot`.
"""

import csv
import json
import os

import numpy as np

__all__ = ["Luck", "Results", "plot", "read", "table"]

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
    """Philox4x64-10 (Salmon et al., SC 2011): blocks of four words, for arrays of counters under one key."""
    first, second, third, fourth = np.broadcast_arrays(*(np.asarray(word, dtype=np.uint64) for word in counter))
    keys = [key[0], key[1]]
    multipliers = [np.uint64(word) for word in _MULTIPLIERS]
    with np.errstate(over="ignore"):
        for _ in range(10):
            first, second, third, fourth = (
                _high(multipliers[1], third) ^ second ^ np.uint64(keys[0]), multipliers[1] * third,
                _high(multipliers[0], first) ^ fourth ^ np.uint64(keys[1]), multipliers[0] * first)
            keys = [(word + step) & _MASK for word, step in zip(keys, _WEYL)]
    return first, second, third, fourth


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
        arm, n = np.broadcast_arrays(np.asarray(arm, dtype=np.uint64), np.asarray(n, dtype=np.uint64))
        four = np.uint64(4)
        words = np.choose((n % four).astype(int), _philox((0, n // four, arm, 0), self._key))
        numbers = (words >> np.uint64(11)).astype(float) * 2.0**-53
        return numbers if numbers.ndim else float(numbers)
