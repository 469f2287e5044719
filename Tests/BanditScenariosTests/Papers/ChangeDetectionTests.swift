import BanditExperiments
import BanditGames
import BanditScenarios
import Testing

/// The scenario Scenarios/papers/r-bocpd/detection.json against reference runs.
struct ChangeDetectionTests {
  /// Median delays of 1000 streams of an independent simulation, streams with an alarm before the change left out;
  /// here of about 100, whose medians may be off by five of their standard errors.
  @Test(arguments: [
    (environment: "large", algorithm: "run-length", delay: 3...5), ("large", "constant", 3...6),
    ("large", "square", 5...9), ("large", "theorem", 10...14), ("large", "best", 3...6), ("large", "dyadic", 3...6),
    ("four", "run-length", 8...14), ("four", "constant", 9...15), ("four", "square", 15...24),
    ("four", "theorem", 28...42),
  ])
  func medianDelays(environment: String, algorithm: String, delay: ClosedRange<Double>) throws {
    let outcome = try shippedPlan("papers/r-bocpd/detection")
      .run(replications: algorithm == "run-length" ? 140 : 80) {
        $0.key.environment == environment && $0.key.algorithm == algorithm
      }[algorithm]
    let delays = outcome.metrics(.delay.at(301))
    let found = zip(outcome.metrics(.restarts, after: 300), delays).filter { $0.0 == 0 }.map(\.1).sorted()
    #expect(found.count >= 40 && !found.contains(where: \.isNaN))
    #expect(delay.contains(found[found.count / 2]), "\(found[found.count / 2])")
  }
}
