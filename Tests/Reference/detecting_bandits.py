"""Mean regret of Bayesian-CPD-TS (Alami 2022, algorithm 1) and its rivals on two small piecewise instances, by an
independent simulation: the detector's weights follow the recursion of the paper, in floating point and logarithms.

Usage: python3 detecting_bandits.py [replications]
"""

import sys
import numpy as np

MEANS = [[0.9, 0.5, 0.1], [0.1, 0.5, 0.9], [0.1, 0.9, 0.5]]
LENGTH = 400


class Detector:
    """Two symbols, constant weight; forecasters by the recursion."""

    def __init__(self, eta):
        self.eta = eta
        self.clear()

    def clear(self):
        self.log_w = np.zeros(0)
        self.counts = np.zeros((0, 2))
        self.log_first = 0.0  # ln W(r:t-1)

    def update(self, x):
        born = self.log_first + (np.log(self.eta) if len(self.log_w) else 0.0)
        self.log_w = np.append(self.log_w, born)
        self.counts = np.vstack([self.counts, [0.0, 0.0]])
        pred = (self.counts[:, x] + 1) / (self.counts.sum(axis=1) + 2)
        self.log_w += np.log(pred)
        self.log_first += np.log(pred[0])
        self.counts[:, x] += 1
        if len(self.log_w) > 1 and self.log_w[1:].max() > self.log_w[0] + 1e-12:
            self.clear()
            return True
        return False


def detecting(rng, index, mixing, everything):
    horizon, arms = LENGTH * len(MEANS), 3
    detectors = [Detector(1 / horizon) for _ in range(arms)]
    n, s = np.zeros(arms), np.zeros(arms)
    regret, restarts = 0.0, 0
    for t in range(horizon):
        means = MEANS[t // LENGTH]
        if rng.random() < mixing:
            arm = int(rng.integers(arms))
        elif index == "ts":
            arm = int(np.argmax(rng.beta(1 + s, 1 + n - s)))
        elif (n == 0).any():
            arm = int(np.argmin(n))
        else:
            arm = int(np.argmax(s / n + np.sqrt(2 * np.log(n.sum()) / n)))
        x = int(rng.random() < means[arm])
        regret += max(means) - means[arm]
        n[arm] += 1
        s[arm] += x
        if detectors[arm].update(x):
            restarts += 1
            cleared = range(arms) if everything else [arm]
            for a in cleared:
                detectors[a].clear()
                n[a] = s[a] = 0
    return regret, restarts


def monitored(rng, window, threshold, mixing):
    horizon, arms = LENGTH * len(MEANS), 3
    history = [[] for _ in range(arms)]
    tau, regret, restarts = 0, 0.0, 0
    period = int(arms / mixing)
    for t in range(1, horizon + 1):
        means = MEANS[(t - 1) // LENGTH]
        turn = (t - tau - 1) % period
        if turn < arms:
            arm = turn
        elif any(not h for h in history):
            arm = [bool(h) for h in history].index(False)
        else:
            arm = int(np.argmax([np.mean(h) + np.sqrt(2 * np.log(t - tau) / len(h)) for h in history]))
        history[arm].append(int(rng.random() < means[arm]))
        regret += max(means) - means[arm]
        last = history[arm][-window:]
        if len(last) == window and abs(sum(last[window // 2 :]) - sum(last[: window // 2])) > threshold:
            history = [[] for _ in range(arms)]
            tau, restarts = t, restarts + 1
    return regret, restarts


def exp3s(rng):
    horizon, arms = LENGTH * len(MEANS), 3
    gamma = min(1, np.sqrt(arms * np.log(arms * horizon) / horizon))
    w, regret = np.ones(arms), 0.0
    for t in range(horizon):
        means = MEANS[t // LENGTH]
        p = (1 - gamma) * w / w.sum() + gamma / arms
        arm = int(rng.choice(arms, p=p))
        x = int(rng.random() < means[arm])
        regret += max(means) - means[arm]
        gain = np.zeros(arms)
        gain[arm] = x / p[arm]
        w = w * np.exp(gamma * gain / arms) + np.e / horizon / arms * w.sum()
        w /= w.sum()
    return regret, 0


if __name__ == "__main__":
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    cases = {
        "ts mixing .05 local": lambda rng: detecting(rng, "ts", 0.05, False),
        "ts mixing 0 all": lambda rng: detecting(rng, "ts", 0, True),
        "ucb mixing .05 local": lambda rng: detecting(rng, "ucb", 0.05, False),
        "ucb mixing .05 all": lambda rng: detecting(rng, "ucb", 0.05, True),
        "m-ucb window 60 threshold 14 mixing .1": lambda rng: monitored(rng, 60, 14, 0.1),
        "exp3-s": exp3s,
    }
    for name, case in cases.items():
        rng = np.random.default_rng(189)
        results = np.array([case(rng) for _ in range(runs)])
        mean, sd = results.mean(axis=0), results.std(axis=0, ddof=1)
        print(f"{name}: regret {mean[0]:.2f} (sd {sd[0]:.2f}, se {sd[0] / runs**.5:.2f}), restarts {mean[1]:.3f} (sd {sd[1]:.3f})")
