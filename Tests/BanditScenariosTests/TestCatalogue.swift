import BanditEnvironments
import BanditExperiments
import BanditGames

@testable import BanditScenarios

/// A small catalogue that uses every kind of parameter, so that these tests do not depend on the real one.
enum TestCatalogue {
  static let catalogue = Catalogue(
    environments: [
      environment(
        "coins",
        parameters: [
          Parameter("means", "The means.", .list(of: .number(.unit)), default: .required, unit: "reward"),
          Parameter("bestArm", "Which arm is best.", .choice(["given", "random"]), default: .value(.text("given"))),
          Parameter(
            "sd", "The spread.", .either([.number(.positive), .list(of: .number(.positive))]),
            default: .value(.number(1))),
          Parameter(
            "prior", "Draws the means.",
            .variant(
              tag: "law",
              [
                .init(
                  "beta",
                  [
                    Parameter("a", "Shape.", .number(.positive), default: .value(.number(1))),
                    Parameter("b", "Shape.", .number(.positive), default: .required),
                  ]),
                .init("uniform"),
              ]), default: .absent("no prior")),
          Parameter(
            "noise", "The noise.",
            .either([
              .choice(["bernoulli", "none"]),
              .oneKey([Parameter("gaussian", "Its sd.", .number(.positive), default: .required)]),
            ]), default: .value(.text("bernoulli"))),
          Parameter(
            "segments", "Pieces.",
            .list(
              of: .object([
                Parameter("length", "Rounds.", .whole(from: 1), default: .required),
                Parameter("shift", "Added to the means.", .number(.finite), default: .value(.number(0))),
              ]), atLeast: 0), default: .value(.list([]))),
          Parameter("table", "Rewards.", .file, default: .absent("no table")),
          Parameter("paired", "Whether arms come in pairs.", .flag, default: .value(.flag(false))),
        ], metrics: [Metric("heads", "Heads.", unit: "rounds", isCumulative: true)]),
      environment("experts-table", family: .experts),
    ],
    algorithms: [
      algorithm(
        "ucb1",
        parameters: [
          Parameter("exploration", "The bonus.", .number(.nonNegative), default: .value(.number(1))),
          Parameter("bonus", "Its form.", .choice(["log", "constant"]), default: .value(.text("log"))),
        ]),
      algorithm(
        "fixed-arm",
        parameters: [
          Parameter("arm", "The arm.", .whole(from: 0), default: .value(.whole(0)))
        ]),
      algorithm("greedy", metrics: [Metric("restarts", "Restarts.", unit: "count", isCumulative: false)]),
      algorithm("hedge", family: .experts),
    ])

  private static func environment(
    _ id: String, family: Family = .bandit, parameters: [Parameter] = [], metrics: [Metric] = []
  ) -> EnvironmentEntry {
    EnvironmentEntry(
      card: EnvironmentCard(id: id, family: family, summary: "For tests.", parameters: parameters, metrics: metrics)
    ) { settings, horizon throws(SettingProblem) in
      for (index, segment) in (settings.has("segments") ? settings.list("segments") : []).enumerated() {
        guard case .object(let segment) = segment, segment.whole("length") > horizon else { continue }
        throw SettingProblem("segments[\(index)].length", "is longer than the horizon, \(horizon)")
      }
      return try model(armCount: settings.has("means") ? settings.numbers("means").count : 2)
    }
  }

  private static func algorithm(
    _ id: String, family: Family = .bandit, parameters: [Parameter] = [], metrics: [Metric] = []
  ) -> AlgorithmEntry {
    AlgorithmEntry(
      card: AlgorithmCard(id: id, family: family, summary: "For tests.", parameters: parameters, metrics: metrics)
    ) { settings, environment, _ throws(SettingProblem) in
      if settings.has("arm"), settings.whole("arm") >= environment.description.itemCount {
        throw SettingProblem(
          "arm", "found \(settings.whole("arm")); accepted: an arm from 0 to \(environment.description.itemCount - 1)")
      }
      return { _, _ in nil }
    }
  }

  /// Nobody plays it; it only has arms.
  private static func model(armCount: Int) throws(SettingProblem) -> EnvironmentModel {
    let means = Setting.list(Array(repeating: .number(0.5), count: armCount))
    return .bandit(.bernoulli(try BernoulliModel(settings: ["means": means, "bestArm": .text("given")], horizon: 1)))
  }
}
