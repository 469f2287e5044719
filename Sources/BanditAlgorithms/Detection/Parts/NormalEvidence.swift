import BanditNumerics

/// Normal laws under a conjugate prior: how likely some numbers are together, and what is predicted next.
///
/// With the variance known, mu ~ N(m0, sd^2 / k0). With mean and variance unknown, 1/sigma^2 ~ Gamma(n0 / 2, rate
/// n0 s0^2 / 2) and mu given sigma ~ N(m0, sigma^2 / k0) (K. P. Murphy, Conjugate Bayesian analysis of the Gaussian
/// distribution, 2007, sections 2 and 3).
struct NormalEvidence: Sendable {
  /// The numbers of a stretch, as far as they matter.
  struct Stretch: Sendable {
    var count = 0
    var mean = 0.0
    /// The sum of squared distances from the mean.
    var squares = 0.0

    /// Adds a number (B. P. Welford, Technometrics 4, 1962).
    mutating func add(_ value: Double) {
      count += 1
      let distance = value - mean
      mean += distance / Double(count)
      squares += distance * (value - mean)
    }
  }

  private let mean: Double
  private let strength: Double
  /// The known standard deviation; `nil` if it is not known.
  private let sd: Double?
  private let degrees: Int
  /// n0 s0^2 / 2.
  private let scale: Double
  /// ln Gamma((n0 + n) / 2) for n = 0, 1, ...
  private var logGammas: [Double]

  /// - Precondition: all positive, but for the mean.
  init(mean: Double, strength: Double, sd: Double?, priorSD: Double, degrees: Int) {
    self.mean = mean
    self.strength = strength
    self.sd = sd
    self.degrees = degrees
    scale = Double(degrees) * priorSD * priorSD / 2
    logGammas = []
  }

  /// Makes room for stretches of so many numbers.
  mutating func reach(_ count: Int) {
    guard sd == nil else { return }
    while logGammas.count <= count {
      let halves = degrees + logGammas.count
      if logGammas.count >= 2 {
        logGammas.append(logGammas[logGammas.count - 2] + .log(Double(halves - 2) / 2))
      } else {
        // Down to Gamma(1/2) = sqrt(pi), Gamma(1) = 1.
        var value = halves % 2 == 0 ? 0 : 0.5 * .log(Double.pi)
        for half in stride(from: halves % 2 == 0 ? 2 : 1, to: halves, by: 2) { value += .log(Double(half) / 2) }
        logGammas.append(value)
      }
    }
  }

  /// ln of the density of the numbers of a stretch together, in whatever order they came.
  ///
  /// - Precondition: there is room for so many.
  func logDensity(of stretch: Stretch) -> Double {
    if stretch.count == 0 { return 0 }
    let count = Double(stretch.count)
    let offset = stretch.mean - mean
    let spread = stretch.squares + strength * count * offset * offset / (strength + count)
    let common = 0.5 * (.log(strength / (strength + count)) - count * .log(2 * .pi))
    if let sd { return common - count * .log(sd) - spread / (2 * sd * sd) }
    return common + logGammas[stretch.count] - logGammas[0] + Double(degrees) / 2 * .log(scale)
      - (Double(degrees) + count) / 2 * .log(scale + spread / 2)
  }

  /// ln of the density of the next number after those of a stretch.
  ///
  /// - Precondition: there is room for one more than are in the stretch.
  func logDensity(of value: Double, after stretch: Stretch) -> Double {
    var longer = stretch
    longer.add(value)
    return logDensity(of: longer) - logDensity(of: stretch)
  }
}

/// The restarted Bayesian online change-point detector for numbers: `RBOCPDDetector` with the predictions of normal laws.
///
/// The paper's comparison of forecasters in closed form: with W(a:b) the density of the numbers of a stretch together, an
/// alarm after n of them if for some s in 2...n
///
///     ln eta(n) + ln W(1:s-1) + ln W(s:n) - ln W(1:n) > 0.
struct NormalChangeDetector: Sendable {
  private(set) var evidence: NormalEvidence
  /// All numbers since the last restart.
  private(set) var whole = NormalEvidence.Stretch()
  /// For each moment of change the numbers from it on, and ln of the density of those before.
  private var after: [NormalEvidence.Stretch] = []
  private var before: [Double] = []

  /// Scores that differ by less may do so by rounding.
  private static let tolerance = 1e-10

  init(_ evidence: NormalEvidence) {
    self.evidence = evidence
    self.evidence.reach(1)
  }

  /// Updates with a number; at an alarm, the first number of the new law since the last restart, and the score; after
  /// it the detector has restarted.
  ///
  /// - Parameter logWeight: ln eta of n numbers.
  /// - Complexity: O(n).
  mutating func observe(_ value: Double, logWeight: (_ n: Int) -> Double) -> (start: Int, score: Double)? {
    // Room for the prediction of the next one, too.
    evidence.reach(whole.count + 2)
    if whole.count > 0 {
      before.append(evidence.logDensity(of: whole))
      after.append(NormalEvidence.Stretch())
    }
    whole.add(value)
    let reference = evidence.logDensity(of: whole)
    var best = (start: 0, score: -Double.infinity)
    let weight = logWeight(whole.count)
    for candidate in after.indices {
      after[candidate].add(value)
      let score = weight + before[candidate] + evidence.logDensity(of: after[candidate]) - reference
      if score > best.score + Self.tolerance { best = (candidate + 2, score) }
    }
    guard best.score > Self.tolerance else { return nil }
    whole = NormalEvidence.Stretch()
    after.removeAll(keepingCapacity: true)
    before.removeAll(keepingCapacity: true)
    return best
  }
}
