"""The first points of a random search, for the tests of Quant.Search: SplitMix64, xoshiro256**, Lemire, Fisher-Yates.

    python3 bench/reference/random_order.py <size> <count> <seed>
"""

import sys

BITS = (1 << 64) - 1


def splitmix(seed):
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & BITS
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & BITS
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & BITS
        yield z ^ (z >> 31)


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & BITS


def xoshiro(seed):
    source = splitmix(seed)
    s = [next(source) for _ in range(4)]
    while True:
        yield (rotate((s[1] * 5) & BITS, 7) * 9) & BITS
        t = (s[1] << 17) & BITS
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


def below(random, bound):
    while True:
        product = next(random) * bound
        if (product & BITS) >= (1 << 64) % bound:
            return product >> 64


size, count, seed = (int(a) for a in sys.argv[1:])
random, order = xoshiro(seed), list(range(size))
for i in range(count):
    j = i + below(random, size - i)
    order[i], order[j] = order[j], order[i]
print(order[:count])
