import CBanditGSL

/// The simplex search of Nelder and Mead (`gsl_multimin_fminimizer_nmsimplex2`), for a few numbers without derivatives.
package enum SimplexSearch {
  private final class Function {
    let value: ([Double]) -> Double
    var evaluations = 0

    init(_ value: @escaping ([Double]) -> Double) { self.value = value }
  }

  /// Where a function is smallest near a start, as far as the search finds it.
  ///
  /// - Parameters:
  ///   - step: the size of the first simplex along each axis.
  ///   - tolerance: the size of the simplex that ends the search.
  ///   - evaluations: about how many may be asked for.
  ///   - value: the function; what is not finite counts as very large.
  /// - Precondition: at least one number, all finite.
  package static func minimum(
    from start: [Double], step: Double, tolerance: Double, evaluations: Int, of value: ([Double]) -> Double
  ) -> [Double] {
    precondition(!start.isEmpty && start.allSatisfy(\.isFinite), "a search needs somewhere to start")
    return withoutActuallyEscaping(value) { search(start, step, tolerance, evaluations, $0) }
  }

  private static func search(
    _ start: [Double], _ step: Double, _ tolerance: Double, _ evaluations: Int,
    _ value: @escaping ([Double]) -> Double
  ) -> [Double] {
    let count = start.count
    guard let search = gsl_multimin_fminimizer_alloc(bandit_gsl_simplex(), count), let place = gsl_vector_alloc(count),
      let steps = gsl_vector_alloc(count)
    else { return start }
    defer {
      gsl_multimin_fminimizer_free(search)
      gsl_vector_free(place)
      gsl_vector_free(steps)
    }
    for axis in 0..<count { gsl_vector_set(place, axis, start[axis]) }
    gsl_vector_set_all(steps, step)
    let function = Function(value)
    return withExtendedLifetime(function) {
      var called = gsl_multimin_function(
        f: { place, context in
          guard let place, let context else { return 1e300 }
          let function = Unmanaged<Function>.fromOpaque(context).takeUnretainedValue()
          function.evaluations += 1
          let value = function.value((0..<place.pointee.size).map { gsl_vector_get(place, $0) })
          // GSL calls its error handler at a value that is not finite.
          return value.isFinite ? min(1e300, max(-1e300, value)) : 1e300
        }, n: count, params: Unmanaged.passUnretained(function).toOpaque())
      return withUnsafeMutablePointer(to: &called) { called in
        guard gsl_multimin_fminimizer_set(search, called, place, steps) == GSL_SUCCESS else { return start }
        while function.evaluations < evaluations {
          guard gsl_multimin_fminimizer_iterate(search) == GSL_SUCCESS else { break }
          if gsl_multimin_fminimizer_size(search) < tolerance { break }
        }
        return (0..<count).map { gsl_vector_get(gsl_multimin_fminimizer_x(search), $0) }
      }
    }
  }
}
