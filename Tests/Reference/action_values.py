#!/usr/bin/env python3
"""Q-learning and SARSA in exact fractions, greedy throughout, on two states where action a leads to state a: the numbers
of QLearningTests and SARSATests. Written from the books' pseudocode (Sutton and Barto 2018, sections 6.4, 6.5 and 10.3),
not from the Swift.

    python3 Tests/Reference/action_values.py
"""

from fractions import Fraction as F

REWARDS = {(0, 0): F(1, 2), (0, 1): F(1, 4), (1, 0): F(0), (1, 1): F(1)}
DISCOUNT, ETA, INITIAL, STEPS = F(1, 2), F(4), F(2), 9


def greedy(q, state):
    return 0 if q[state, 0] >= q[state, 1] else 1


def run(learner, form, step_size):
    q = {pair: INITIAL for pair in REWARDS}
    counts = {pair: 0 for pair in REWARDS}
    gain = F(0)
    state, action, path = 0, greedy(q, 0), []
    for step in range(STEPS):
        path.append(action)
        reward, following = REWARDS[state, action], action
        counts[state, action] += 1
        alpha = step_size(counts[state, action])
        if learner == "q-learning":
            error = max(q[following, 0], q[following, 1])
        else:
            chosen = greedy(q, following)
            error = q[following, chosen]
            if step == STEPS - 1:
                break  # the action after the last step is never chosen
        error = (reward - gain + error if form == "average" else reward + DISCOUNT * error) - q[state, action]
        q[state, action] += alpha * error
        if form == "average":
            gain += ETA * alpha * error
        if learner == "q-learning":
            chosen = greedy(q, following)
        state, action = following, chosen
    return path, [float(q[pair]) for pair in sorted(q)], float(gain)


for learner in ("q-learning", "sarsa"):
    for form in ("average", "discounted"):
        for name, step_size in (("1/2", lambda n: F(1, 2)), ("1/n", lambda n: F(1, n))):
            print(learner, form, name, *run(learner, form, step_size))
