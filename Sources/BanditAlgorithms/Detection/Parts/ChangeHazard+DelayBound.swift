import BanditNumerics

extension ChangeHazard {
  /// The bound on the delay of R-BOCPD that holds with probability 1 - delta, in observations of the new law
  /// (Alami, Mahfoud and Moulines 2023, theorem 4.8, equations (8) and (9)).
  ///
  /// With guards that the paper leaves out: only symbols whose probability changes count, and no number of
  /// observations is enough while one of their gaps is within the deviation C (the square would hide its sign) or the
  /// denominator is not positive. The bound is many times the delays that runs show.
  ///
  /// - Parameters:
  ///   - gaps: by how much each symbol's probability changes, in absolute terms.
  ///   - observations: how many there were since the last restart before the change; 1 or more.
  ///   - delta: the probability that it fails, in (0, 1).
  ///   - limit: where the search ends.
  /// - Returns: the smallest number that fulfils the inequality; `nil` if none up to the limit does.
  /// - Complexity: O(number of symbols) for each number tried.
  public func delayBound(gaps: [Double], after observations: Int, delta: Double, limit: Int = 10_000) -> Int? {
    let symbolCount = gaps.count
    let changed = gaps.filter { $0 > 0 }
    guard observations >= 1, limit >= 1, let least = changed.min() else { return nil }
    var logarithms = IntegerLogarithms()
    logarithms.reach(observations + limit + symbolCount)
    let m = Double(observations)
    let constant = (1 + 1 / m) / m * .log(2 * (m + 1).squareRoot() / delta)
    for later in 1...limit {
      let k = Double(later)
      let n = m + k
      let logN = logarithms[observations + later]
      let growing =
        (1 + 1 / k) / k * .log(2 * n * (k + 1).squareRoot() * logN * logN / (logarithms[2] * delta))
      let deviation = 0.5.squareRoot() * (constant.squareRoot() + growing.squareRoot())
      guard least > deviation else { continue }
      let separation = changed.reduce(0) { $0 + ($1 - deviation) * ($1 - deviation) }
      var f = -Double(symbolCount - 1) / 2 * (logarithms[later] - logN)
      for step in 1..<symbolCount {
        f += logarithms[observations + step] + logarithms[later + step] - logarithms[observations + later + step]
        f -= logarithms[step]
      }
      guard let weight = logWeight(earlier: observations, later: later, symbolCount: symbolCount, logarithms) else {
        continue
      }
      let denominator = 1 + 2 * (weight - f) / (m * separation)
      if denominator > 0, k > 2 / separation * (f - weight) / denominator { return later }
    }
    return nil
  }
}
