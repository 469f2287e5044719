// The door to the GNU Scientific Library. Not API: only BanditStreams (sampling) and
// BanditNumerics (special functions, quantiles, linear algebra) may import it.
#ifndef CBANDITGSL_H
#define CBANDITGSL_H

#if !__has_include(<gsl/gsl_rng.h>)
#error "GSL headers were not found. Run 'make deps', or: Debian/Ubuntu apt-get install libgsl-dev pkg-config; Fedora dnf install gsl-devel; macOS brew install gsl pkg-config"
#else

#define HAVE_INLINE 1
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_exp.h>
#include <gsl/gsl_sf_expint.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <gsl/gsl_statistics_double.h>
#include <gsl/gsl_version.h>

// GSL keeps its generators in mutable C globals, which Swift 6 rejects as shared state;
// this reads the list once, under a static initialiser on the Swift side.
static inline const gsl_rng_type **bandit_gsl_generator_types(void) {
  return gsl_rng_types_setup();
}

// Likewise mutable globals of GSL's that never change.
static inline const char *bandit_gsl_version(void) { return gsl_version; }
static inline const gsl_multimin_fminimizer_type *bandit_gsl_simplex(void) {
  return gsl_multimin_fminimizer_nmsimplex2;
}
static inline const gsl_integration_fixed_type *bandit_gsl_hermite(void) {
  return gsl_integration_fixed_hermite;
}

#endif
#endif
