#!/usr/bin/env python3
"""Golden numbers for SGDUCBTests, ChannelUCBTests and EmpiricalGreedyTests: plain transcriptions of the rules.

Channels whose auctions go round in a fixed cycle. Prints, for each run, the stopping time, the sum of the budgets of
each channel, the total value, the total charge and the last multipliers.
"""
import math


def buy(auctions, budget):
    """Value and spend of the best purchase under a budget."""
    value = spend = 0.0
    for v, d in sorted(auctions, key=lambda a: -a[0] / a[1]):
        share = min(1.0, (budget - spend) / d)
        value += share * v
        spend += share * d
        if share < 1:
            break
    return value, spend


CYCLES = [
    [[(4, 1), (1, 1), (1, 2)], [(2, 1), (2, 2), (1, 1)]],
    [[(3, 1), (2, 2), (1, 1)], [(5, 2), (1, 1), (1, 3)], [(2, 1), (3, 2), (1, 1)]],
]


def run(rule, T, rho, gamma, arms, charge, eta, scale, safe, beta, bound):
    M, K = len(CYCLES), len(arms)
    cap = M * bound * max(1 / (beta * safe), 1 / (rho - M * safe))
    N = [[0] * K for _ in range(M)]
    Q = [[0.0] * K for _ in range(M)]
    lam = mu = S1 = S2 = value = 0.0
    total = [0.0] * M
    tau, stopped = 0, False
    for t in range(1, T + 1):
        stopped = stopped or not (
            S1 - gamma * M * rho + beta * safe * (T - t) >= -1e-12
            and S2 + M * rho + M * safe * (T - t) <= rho * T + 1e-12
        )
        if stopped:
            play = [safe] * M
        else:
            tau = t
            if t <= K:
                k = [t - 1] * M
            elif rule == "greedy":
                k = [0] * M
                while True:
                    best, steepest = -1, 0.0
                    for j in range(M):
                        if k[j] + 1 < K:
                            step = arms[k[j] + 1] - arms[k[j]]
                            slope = (Q[j][k[j] + 1] - Q[j][k[j]]) / step
                            if slope > steepest and sum(arms[i] for i in k) + step <= rho + 1e-12:
                                best, steepest = j, slope
                    if best < 0:
                        break
                    k[best] += 1
            else:
                k = []
                for j in range(M):
                    index = [
                        Q[j][i] + scale * math.sqrt(2 * math.log(T) / N[j][i]) - (lam * gamma + mu) * arms[i] / (1 + lam)
                        for i in range(K)
                    ]
                    k.append(index.index(max(index)))
            play = [arms[i] for i in k]
        values, spends = [], []
        for j in range(M):
            v, s = buy(CYCLES[j][(t - 1) % len(CYCLES[j])], play[j])
            values.append(v)
            spends.append(play[j] if charge == "budget" else s)
            total[j] += play[j]
        value += sum(values)
        g1 = sum(v - gamma * s for v, s in zip(values, spends))
        g2 = rho - sum(spends)
        S1 += g1
        S2 += sum(spends)
        if not stopped:
            for j in range(M):
                N[j][k[j]] += 1
                Q[j][k[j]] += (values[j] - Q[j][k[j]]) / N[j][k[j]]
            if rule == "sgd":
                lam = min(max(lam - eta * g1, 0), cap)
                mu = min(max(mu - eta * g2, 0), cap)
    print(rule, charge, T, rho, gamma, "->", tau, total, value, S2, lam, mu)


for charge in ["budget", "spend"]:
    for T, rho, gamma, arms, scale in [
        (400, 3, 1.3, [0, 0.5, 1.1, 1.7, 2.3, 3], 0.7),
        (1500, 6, 1.8, [0, 1, 2, 3, 4, 5, 6], 0.5),
    ]:
        safe = 0.5
        # Each channel returns at least 2 for each unit of the first.
        beta = (2 * safe + 2 * safe - gamma * 2 * safe) / safe
        bound = max(buy(auctions, rho)[0] for cycle in CYCLES for auctions in cycle)
        for rule in ["sgd", "ucb", "greedy"]:
            run(rule, T, rho, gamma, arms, charge, 0.07, scale, safe, beta, bound)
