#include "CBanditKernels.h"
#include "widest.h"

// One round of Salmon et al. (SC 2011), figure 2 and section 3.3, on the counter c0...c3 with the key k0, k1.
#define ROUND(c, k0, k1)                                                        \
  do {                                                                          \
    unsigned __int128 first = (unsigned __int128)(c)[0] * 0xD2E7470EE14C6C93u;  \
    unsigned __int128 second = (unsigned __int128)(c)[2] * 0xCA5A826395121157u; \
    uint64_t second_word = (c)[1], fourth_word = (c)[3];                        \
    (c)[0] = (uint64_t)(second >> 64) ^ second_word ^ (k0);                     \
    (c)[1] = (uint64_t)second;                                                  \
    (c)[2] = (uint64_t)(first >> 64) ^ fourth_word ^ (k1);                      \
    (c)[3] = (uint64_t)first;                                                   \
  } while (0)

WIDEST
void bandit_philox(
    uint64_t c0, uint64_t c1, uint64_t c2, uint64_t c3, int64_t growing, uint64_t key0, uint64_t key1,
    int64_t blocks, uint64_t *words) {
  const uint64_t step0 = growing == 0, step1 = growing == 1, step2 = growing == 2, step3 = growing == 3;
  int64_t block = 0;
  // Two at a time: the multiplications of one wait for those before them, those of the other do not.
  for (; block + 2 <= blocks; block += 2, words += 8) {
    uint64_t one[4] = {c0, c1, c2, c3};
    uint64_t two[4] = {c0 + step0, c1 + step1, c2 + step2, c3 + step3};
    uint64_t k0 = key0, k1 = key1;
#pragma unroll
    for (int round = 0; round < 10; round++) {
      ROUND(one, k0, k1);
      ROUND(two, k0, k1);
      k0 += 0x9E3779B97F4A7C15u;
      k1 += 0xBB67AE8584CAA73Bu;
    }
    for (int word = 0; word < 4; word++) {
      words[word] = one[word];
      words[4 + word] = two[word];
    }
    c0 += 2 * step0;
    c1 += 2 * step1;
    c2 += 2 * step2;
    c3 += 2 * step3;
  }
  if (block < blocks) {
    uint64_t last[4] = {c0, c1, c2, c3};
    uint64_t k0 = key0, k1 = key1;
#pragma unroll
    for (int round = 0; round < 10; round++) {
      ROUND(last, k0, k1);
      k0 += 0x9E3779B97F4A7C15u;
      k1 += 0xBB67AE8584CAA73Bu;
    }
    for (int word = 0; word < 4; word++) words[word] = last[word];
  }
}
