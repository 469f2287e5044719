#include "CBanditKernels.h"
#include "widest.h"

#include <string.h>

WIDEST
void bandit_gammas(
    int64_t count, const uint64_t *restrict words, const uint8_t *restrict cells, const double *restrict d,
    const double *restrict c, const double *restrict ends, double *restrict gammas) {
  for (int64_t i = 0; i < count; i++) {
    const uint64_t word = words[i], layer = word & 0xFF, sign = (word & 0x100) << 55;
    const double size = (double)(int64_t)(word >> 11) * 0x1p-53 * ends[layer];
    uint64_t bits;
    memcpy(&bits, &size, sizeof bits);
    bits ^= sign;
    double x;
    memcpy(&x, &bits, sizeof x);
    const double z = c[i] * x, root = 1 + z, gamma = d[i] * (root * root * root);
    const double e = root < 1 ? root : 1, product = x * z;
    const double u = ((double)cells[i] + 1) * 0x1p-8;
    const double spent = (u + 1e-13 + 1e-14 * (d[i] + gamma)) * e + product * product * (1.0 / 12);
    // No branches: vectors have none.
    const int accepted = (size < ends[layer + 1]) & (root > 0) & (spent < e);
    gammas[i] = accepted ? gamma : -1;
  }
}
