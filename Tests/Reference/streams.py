"""Reference values for Tests/BanditStreamsTests, from an implementation of its own.

Philox4x64-10 is written here from the paper of Salmon et al. (SC 2011) and checked against NumPy's
generator; the derivation of keys and the layout of the counters follow Docs/Randomness.md, not the
Swift source. Run it to print the tables that the tests hold.
"""

from fractions import Fraction

import numpy as np

MASK = (1 << 64) - 1


def philox(counter, key):
    """The block of four words at a counter of four words under a key of two."""
    c, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2E7470EE14C6C93 * c[0], 0xCA5A826395121157 * c[2]
        c = [(b >> 64) ^ c[1] ^ k[0], b & MASK, (a >> 64) ^ c[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B97F4A7C15) & MASK, (k[1] + 0xBB67AE8584CAA73B) & MASK]
    return c


def numpy_philox(counter, key):
    """The same block from NumPy, which counts up before it draws."""
    before = (sum(word << (64 * i) for i, word in enumerate(counter)) - 1) % (1 << 256)
    generator = np.random.Philox(counter=before, key=key[0] | key[1] << 64)
    return [int(word) for word in generator.random_raw(4)]


ROOT, LABEL, INDEX, PURPOSE = 1, 2, 3, 4


def derive(parent, words, domain, detail=0):
    return tuple(philox(list(words) + [domain << 56 | detail], parent)[:2])


def root(seed):
    return derive((0, 0), (seed, 0, 0), ROOT)


def label(key, text):
    data = text.encode("utf-8")
    steps = max(1, -(-len(data) // 24))
    for step in range(steps):
        chunk = data[24 * step : 24 * step + 24].ljust(24, b"\0")
        words = [int.from_bytes(chunk[8 * i : 8 * i + 8], "little") for i in range(3)]
        key = derive(key, words, LABEL, step << 32 | len(data))
    return key


def index(key, number):
    return derive(key, (number & MASK, 0, 0), INDEX)


def purpose(key, number):
    return derive(key, (number, 0, 0), PURPOSE)


def word(key, item, occurrence, position):
    """The word at a position (from 0) of an address."""
    if position == 0:
        return philox((0, occurrence // 4, item, 0), key)[occurrence % 4]
    block, lane = divmod(position - 1, 4)
    return philox((block, occurrence, item, 1), key)[lane]


def fmix32(x):
    """The finaliser of MurmurHash3."""
    x = (x ^ (x >> 16)) * 0x85EBCA6B % (1 << 32)
    x = (x ^ (x >> 13)) * 0xC2B2AE35 % (1 << 32)
    return x ^ (x >> 16)


def is_sound(seed):
    """Neither a multiple of 2^24 nor with a top byte of 0x7F or 0xFF."""
    return seed % 2**24 != 0 and seed >> 24 not in (0x7F, 0xFF)


def sound(ordinal):
    """The ordinal-th sound seed."""
    tops = [top for top in range(256) if top not in (0x7F, 0xFF)]
    return tops[ordinal // (2**24 - 1)] << 24 | ordinal % (2**24 - 1) + 1


def native_seed(ordinal, experiment):
    salt = (experiment ^ experiment >> 32) % 2**32
    seed = fmix32(sound(ordinal) ^ salt)
    while not is_sound(seed):
        seed = fmix32(seed ^ salt)
    return seed


def hexadecimal(words):
    return ", ".join("0x" + format(w, "016X")[:4] + "".join(
        "_" + format(w, "016X")[i : i + 4] for i in (4, 8, 12)) for w in words)


def main():
    pi = [0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89]
    print("Philox blocks (Random123's known-answer vectors)")
    for counter, key in [
        ([0] * 4, (0, 0)),
        ([MASK] * 4, (MASK, MASK)),
        (pi, (0x452821E638D01377, 0xBE5466CF34E90C6C)),
    ]:
        assert philox(counter, key) == numpy_philox(counter, key)
        print(" ", hexadecimal(philox(counter, key)))

    print("Keys")
    base = root(42)
    for name, key in [
        ("root 0", root(0)),
        ("root 42", base),
        ("root max", root(MASK)),
        ("label ''", label(base, "")),
        ("label bernoulli", label(base, "bernoulli")),
        ("label 7", label(base, "7")),
        ("label of 24 bytes", label(base, "abcdefghijklmnopqrstuvwx")),
        ("label of 25 bytes", label(base, "abcdefghijklmnopqrstuvwxy")),
        ("label of 50 bytes", label(base, "0123456789" * 5)),
        ("label in UTF-8", label(base, "bandit-\u00e9\u03bb")),
        ("index 0", index(base, 0)),
        ("index 7", index(base, 7)),
        ("index -1", index(base, -1)),
        ("purpose 1", purpose(base, 1)),
        ("purpose 2", purpose(base, 2)),
        ("purpose 3", purpose(base, 3)),
        ("path", purpose(index(label(base, "bernoulli"), 7), 2)),
    ]:
        print(f"  {name}: {hexadecimal(key)}")

    print("Words at addresses (item, occurrence) of root 42, positions 0...6")
    for item, occurrence in [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (2, 0), (2, 5), (1, 1_000_003)]:
        words = [word(base, item, occurrence, position) for position in range(7)]
        print(f"  {item}, {occurrence}: {hexadecimal(words)}")

    print("Uniform numbers at (0, 0)")
    uniforms = [Fraction(word(base, 0, 0, position) >> 11, 1 << 53) for position in range(3)]
    print(" ", ", ".join(float(u).hex() for u in uniforms))

    print("MT19937, first five words of seeds 1, 4357 and 5489")
    for seed in (1, 4357, 5489):
        generator = np.random.MT19937()
        generator._legacy_seeding(seed)
        print(f"  {seed}:", [int(w) for w in generator.random_raw(5)])
    generator = np.random.MT19937()
    generator._legacy_seeding(4357)
    print("  4357, the 1000th:", int(generator.random_raw(1000)[-1]))

    # Ordinals whose first image is not sound, found by going through the first ones.
    walks = [(o, 3) for o in range(20_000) if not is_sound(fmix32(sound(o) ^ 3))][:3]
    print("Seeds of GSL generators: ordinal, experiment, seed")
    for ordinal, experiment in [
        (0, 0), (1, 0), (0, 7), (2**31, 7), (254 * (2**24 - 1) - 1, 0), (5, 0x1_0000_0002),
        *walks,
    ]:
        seed = native_seed(ordinal, experiment)
        print(f"  ({ordinal}, {experiment}, {seed}),")


if __name__ == "__main__":
    main()
