#include "CBanditKernels.h"
#include "widest.h"

#include <string.h>

typedef double Four __attribute__((vector_size(32)));

#define LOAD(vector, address) memcpy(&(vector), (address), sizeof(vector))
#define STORE(address, vector) memcpy((address), &(vector), sizeof(vector))

WIDEST
void bandit_squared_widths(
    int64_t count, int64_t dimension, int64_t stride, const double *matrix, const double *vectors, double *squares) {
  for (int64_t number = 0; number < count; number++, vectors += dimension) {
    double sum = 0;
    int64_t row = 0;
    // Sums beside each other wait less for one another.
    for (; row + 12 <= stride; row += 12) {
      Four first = {0}, second = {0}, third = {0};
      const double *column = matrix + row;
      for (int64_t place = 0; place < dimension; place++, column += stride) {
        const double x = vectors[place];
        Four a, b, c;
        LOAD(a, column);
        LOAD(b, column + 4);
        LOAD(c, column + 8);
        first += x * a;
        second += x * b;
        third += x * c;
      }
      double products[12];
      STORE(products, first);
      STORE(products + 4, second);
      STORE(products + 8, third);
      const int64_t rest = dimension - row < 12 ? dimension - row : 12;
      for (int64_t lane = 0; lane < rest; lane++) sum += vectors[row + lane] * products[lane];
    }
    for (; row < stride; row += 4) {
      Four only = {0};
      const double *column = matrix + row;
      for (int64_t place = 0; place < dimension; place++, column += stride) {
        Four a;
        LOAD(a, column);
        only += vectors[place] * a;
      }
      double products[4];
      STORE(products, only);
      const int64_t rest = dimension - row < 4 ? dimension - row : 4;
      for (int64_t lane = 0; lane < rest; lane++) sum += vectors[row + lane] * products[lane];
    }
    squares[number] = sum >= 0 ? sum : 0;
  }
}
