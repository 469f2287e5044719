import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RBOCPDTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let problem = DetectionProblem(symbolCount: 2, horizon: 100)
    var read = try make([
      "hazard": .text("theorem"), "falseAlarms": .number(0.2), "alpha": .number(1.5), "search": .text("dyadic"),
    ])
    var typed = try RBOCPD(
      problem, hazard: .theorem(delta: 0.2, alpha: 1.5), falseAlarms: 0.2, search: .dyadic)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...100 {
      let symbol = round / 30 % 2
      #expect(read.observe(symbol, at: round, noise: &noise) == typed.observe(symbol, at: round, noise: &noise))
    }
    let gaps = [0.8, 0.8]
    #expect(read.delayBound(gaps: gaps, after: 300) == typed.delayBound(gaps: gaps, after: 300))
    #expect(try RBOCPD(problem).probability(of: 0) == 0.5)
  }

  @Test func wrongSettingsAreRefused() {
    let problem = DetectionProblem(symbolCount: 2, horizon: 100)
    for settings in wrongSettings(of: RBOCPD.card.parameters) {
      #expect(throws: InvalidSettings.self, "\(settings)") { try RBOCPD(settings: settings, problem: problem) }
    }
    let paths = [
      #expect(throws: InvalidSettings.self) { try RBOCPD(problem, hazard: .constant(1.5)) },
      #expect(throws: InvalidSettings.self) { try RBOCPD(problem, hazard: .theorem(delta: 0, alpha: 2)) },
      #expect(throws: InvalidSettings.self) { try RBOCPD(problem, hazard: .theorem(delta: 0.1, alpha: 101)) },
      #expect(throws: InvalidSettings.self) { try RBOCPD(problem, falseAlarms: 1) },
      #expect(throws: InvalidSettings.self) { try RBOCPD(problem, search: .best(1)) },
    ].map { $0?.path }
    #expect(paths == ["eta", "falseAlarms", "alpha", "falseAlarms", "search"])
  }

  private func make(_ given: Settings, symbols: Int = 2, horizon: Int = 100) throws -> RBOCPD {
    try RBOCPD(
      settings: Settings(defaultsOf: RBOCPD.card.parameters, given: given),
      problem: DetectionProblem(symbolCount: symbols, horizon: horizon))
  }

  /// Rounds of alarms and the changes that they locate, in rounds of the stream: tables of the detector.
  @Test func alarmsAreLocatedInTheStream() throws {
    var detector = try make(["hazard": .text("inverse-run-length")])
    var noise = RandomStream(key: StreamKey(seed: 1))
    // Four zeros, two ones: alarm in round 6 at 5. Then ten ones and two zeros: alarm in round 18 at 17.
    let stream = [0, 0, 0, 0, 1, 1] + Array(repeating: 1, count: 10) + [0, 0]
    let alarms = stream.enumerated().map { detector.observe($1, at: $0 + 1, noise: &noise) }
    let found = alarms.indices.filter { alarms[$0] != nil }.map { [$0 + 1, alarms[$0]!] }
    #expect(found == [[6, 5], [18, 17]])
    #expect(detector.probability(of: 0) == 0.5)
  }

  /// eta = 1/T by default: with T = 100 after 5, 10, 20, 50 zeros it takes 6, 4, 3, 2 ones (exact fractions).
  @Test(arguments: [(zeros: 5, ones: 6), (10, 4), (20, 3), (50, 2)]) func defaultWeight(zeros: Int, ones: Int) throws {
    var detector = try make([:])
    var noise = RandomStream(key: StreamKey(seed: 1))
    let stream = Array(repeating: 0, count: zeros) + Array(repeating: 1, count: 20)
    let alarm = stream.enumerated().first { detector.observe($1, at: $0 + 1, noise: &noise) != nil }
    #expect(alarm?.offset == zeros + ones - 1)
  }

  @Test func predictsByLaplacesRule() throws {
    var detector = try make([:], symbols: 3)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for (place, symbol) in [2, 2, 1].enumerated() { _ = detector.observe(symbol, at: place + 1, noise: &noise) }
    let expected = [1.0 / 6, 2.0 / 6, 3.0 / 6]
    #expect((0..<3).map { detector.probability(of: $0) } == expected)
  }

  @Test(arguments: ["constant", "inverse-run-length", "inverse-square", "theorem"]) func conforms(hazard: String) {
    #expect(DetectionConformance.violations(of: RBOCPD.self, settings: ["hazard": .text(hazard)]) == [])
  }
}
