"""Expected values for bandits that remember, by enumeration of all sequences of arms.

Prints the literals of TallyingComparatorsTests, FeatureComparatorsTests and RestedArmsTests. Nothing but the
standard library.

    python3 Tests/Reference/memory_bandits.py
"""

import itertools
import math


def tallying(weights, losses):
    """The mean losses of a sequence, straight from the definition."""
    memory = len(weights[0])

    def means(sequence):
        result = []
        for t, arm in enumerate(sequence):
            tally = sum(weights[arm][j] for j in range(min(memory, t + 1)) if sequence[t - j] == arm)
            result.append(losses[arm](tally))
        return result

    return means


def rested(tables):
    def means(sequence):
        counts = [0] * len(tables)
        result = []
        for arm in sequence:
            table = tables[arm]
            result.append(-table[min(counts[arm], len(table) - 1)])
            counts[arm] += 1
        return result

    return means


def blocking(values, delays):
    def means(sequence):
        free = [0] * len(values)
        result = []
        for t, arm in enumerate(sequence):
            if t >= free[arm]:
                result.append(-values[arm])
                free[arm] = t + delays[arm]
            else:
                result.append(0.0)
        return result

    return means


def delay_dependent(values, gamma, cap):
    def means(sequence):
        last = [None] * len(values)
        result = []
        for t, arm in enumerate(sequence):
            wait = cap if last[arm] is None else min(t - last[arm], cap)
            result.append(-(1 - gamma**wait) * values[arm])
            last[arm] = t
        return result

    return means


def optimum(means, arms, length):
    return min(sum(means(sequence)) for sequence in itertools.product(range(arms), repeat=length))


def table(name, means, arms, lengths):
    print(name, [round(optimum(means, arms, length), 12) for length in lengths])


memory = 4
linear = [1 - j / memory for j in range(memory)]
decay = [0.7**j for j in range(memory)]
listed = [0.5, 0, 2, 1]
logistic = lambda y: 0.9 - 0.7 / (1 + math.exp(-3 * (y - 1.5)))
points = lambda y: 0.6 if y <= 0.5 else 0.1 if y >= 3.0 else 0.6 - 0.5 * (y - 0.5) / 2.5
affine = lambda y: 0.2 + 0.6 * y / sum(linear)

table("mixed", tallying([linear, decay, listed], [affine, logistic, points]), 3, range(1, 10))
table("alternate", tallying([[1, 1], [1, 1]], [lambda y: y - 1.0] * 2), 2, range(1, 9))
quarters = [1, 0.5, 0.25]
table("B", tallying([quarters] * 2, [lambda y: 1 - 0.5 * y, lambda y: 0.4 + 0.1 * y]), 2, range(1, 7))
table(
    "congested",
    tallying([[1, 1, 1]] * 3, [lambda y: [0.1, 0.5, 0.9][int(y) - 1], lambda y: [0.2, 0.3, 0.8][int(y) - 1],
                               lambda y: [0.4, 0.4, 0.4][int(y) - 1]]), 3, range(1, 10))
table("rotting", rested([[1, 0.5, 0.2, 0.1], [0.7, 0.6, 0.5, 0.4]]), 2, range(1, 11))
table("rising", rested([[0.5], [0.1, 0.3, 0.5, 0.7, 0.9]]), 2, range(1, 11))
table("peaked", rested([[0.1, 0.9, 0.3, 0.2], [0.2, 0.3, 0.8, 0.1], [0.4, 0.3]]), 3, range(1, 10))
table("blocking", blocking([1, 0.9], [3, 2]), 2, range(1, 13))
table("delay", delay_dependent([0.9, 0.6, 0.5], 0.6, 4), 3, range(1, 10))
print("wtb", [math.log(2 * 5 * 15 / 0.1)])
