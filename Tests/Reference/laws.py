"""Means of truncated normal laws, distribution functions and the mean of a lognormal law, for the tests of
BanditStreams and BanditNumerics. Needs mpmath; prints Swift literals."""
import mpmath as mp

mp.mp.dps = 700  # erfc(-21) = 2 - 1e-197


def truncated_mean(low, high):
    low, high = mp.mpf(low), mp.mpf(high)
    density = lambda x: mp.mpf(0) if mp.isinf(x) else mp.npdf(x)
    mass = (mp.erfc(low / mp.sqrt(2)) - mp.erfc(high / mp.sqrt(2))) / 2
    return (density(low) - density(high)) / mass


print("TruncatedGaussian: lower, upper, mean")
for low, high in [(-1, 2), ("-inf", 0.5), (0.25, "inf"), (8, 9), (-30, -29.5), (35, "inf"), (0.5, 0.501953125)]:
    print(f"  ({low}, {high}, {mp.nstr(truncated_mean(low, high), 17)}),")

print("Lognormal(-1, .5).mean", mp.nstr(mp.exp(mp.mpf(-7) / 8), 17))

print("Student: degrees of freedom, x, P(X <= x)")
for nu, x in [(0.5, -3), (1, 1), (2, -0.5), (5, 2.5), (1000, -3)]:
    nu, x = mp.mpf(nu), mp.mpf(x)
    tail = mp.betainc(nu / 2, mp.mpf(1) / 2, 0, nu / (nu + x * x), regularized=True) / 2
    print(f"  ({mp.nstr(nu)}, {mp.nstr(x)}, {mp.nstr(tail if x < 0 else 1 - tail, 17)}),")

print("Poisson: mean, events, P(X <= events)")
for mean, events in [(0.5, 0), (9.9, 7), (300, 320), (50000, 49600)]:
    print(f"  ({mean}, {events}, {mp.nstr(mp.gammainc(events + 1, mean, mp.inf, regularized=True), 17)}),")
