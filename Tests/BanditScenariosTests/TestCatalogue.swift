import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames

@testable import BanditCatalogue
@testable import BanditScenarios

/// A small catalogue that uses every kind of parameter, so that these tests do not depend on the real one.
enum TestCatalogue {
  static let catalogue = Catalogue([
    Catalogue.Page(
      .bandit, ledger: BanditLedger.self, environments: [coins], algorithms: [ucb1, fixedArm, greedy]),
    Catalogue.Page(
      .experts, ledger: ExpertsLedger.self, environments: [environment("experts-table", family: .experts)],
      algorithms: [algorithm("hedge", family: .experts)]),
    Catalogue.Page(.duels, ledger: DuelsLedger.self, environments: [], algorithms: []),
  ])

  private static let coins = environment(
    "coins",
    parameters: [
      AnyParameter("means", "The means.", .list(of: .number(.unit)), default: .required, unit: "reward"),
      AnyParameter("bestArm", "Which arm is best.", .choice(["given", "random"]), default: .value(.text("given"))),
      AnyParameter(
        "sd", "The spread.", .either([.number(.positive), .list(of: .number(.positive))]),
        default: .value(.number(1))),
      AnyParameter(
        "prior", "Draws the means.",
        .variant(
          tag: "law",
          [
            .init(
              "beta",
              [
                AnyParameter("a", "Shape.", .number(.positive), default: .value(.number(1))),
                AnyParameter("b", "Shape.", .number(.positive), default: .required),
              ]),
            .init("uniform"),
          ]), default: .absent("no prior")),
      AnyParameter(
        "noise", "The noise.",
        .either([
          .choice(["bernoulli", "none"]),
          .oneKey([AnyParameter("gaussian", "Its sd.", .number(.positive), default: .required)]),
        ]), default: .value(.text("bernoulli"))),
      AnyParameter(
        "segments", "Pieces.",
        .list(
          of: .object([
            AnyParameter("length", "Rounds.", .whole(from: 1), default: .required),
            AnyParameter("shift", "Added to the means.", .number(.finite), default: .value(.number(0))),
          ]), atLeast: 0), default: .value(.list([]))),
      AnyParameter("table", "Rewards.", .file, default: .absent("no table")),
      AnyParameter("paired", "Whether arms come in pairs.", .flag, default: .value(.flag(false))),
    ], metrics: [Metric("heads", "Heads.", unit: "rounds", isCumulative: true)])

  private static let ucb1 = algorithm(
    "ucb1",
    parameters: [
      AnyParameter("exploration", "The bonus.", .number(.nonNegative), default: .value(.number(1))),
      AnyParameter("bonus", "Its form.", .choice(["log", "constant"]), default: .value(.text("log"))),
    ])

  private static let fixedArm = algorithm(
    "fixed-arm",
    parameters: [
      AnyParameter("arm", "The arm.", .whole(from: 0), default: .value(.whole(0)))
    ])

  private static let greedy = algorithm(
    "greedy",
    parameters: [
      AnyParameter(
        "sampler", "Joined later.", .choice(["old", "new"]), default: .value(.text("old")), isLateComer: true)
    ], metrics: [Metric("restarts", "Restarts.", unit: "count", isCumulative: false)])

  private static func environment(
    _ id: String, family: Family = .bandit, parameters: [AnyParameter] = [], metrics: [Metric] = []
  ) -> EnvironmentEntry {
    EnvironmentEntry(
      card: EnvironmentCard(id: id, family: family, summary: "For tests.", parameters: parameters, metrics: metrics)
    ) { settings, horizon throws(InvalidSettings) in
      for (index, segment) in (settings.has("segments") ? settings.list("segments") : []).enumerated() {
        guard case .object(let segment) = segment, segment.whole("length") > horizon else { continue }
        throw InvalidSettings("segments[\(index)].length", "is longer than the horizon, \(horizon)")
      }
      return family == .experts
        ? try IIDLossesModel(
          settings: Settings(
            defaultsOf: IIDLossesModel.card.parameters, given: ["means": .list([.number(0.5), .number(0.5)])]),
          horizon: 1) as any EnvironmentModel
        : try model(armCount: settings.has("means") ? settings.numbers("means").count : 2)
    }
  }

  private static func algorithm(
    _ id: String, family: Family = .bandit, parameters: [AnyParameter] = [], metrics: [Metric] = []
  ) -> AlgorithmEntry {
    let seat = Seat(family: family) { settings, model, _ throws(InvalidSettings) in
      if settings.has("arm"), settings.whole("arm") >= model.problem.addressCount {
        throw InvalidSettings(
          "arm", "found \(settings.whole("arm")); accepted: an arm from 0 to \(model.problem.addressCount - 1)")
      }
      return Seated(Simulation { _, _ in nil })
    }
    return AlgorithmEntry(
      AlgorithmCard(id: id, family: family, summary: "For tests.", parameters: parameters, metrics: metrics), [seat])
  }

  /// Nobody plays it; it only has arms.
  private static func model(armCount: Int) throws(InvalidSettings) -> BernoulliModel {
    let means = Setting.list(Array(repeating: .number(0.5), count: armCount))
    return try BernoulliModel(settings: ["means": means, "bestArm": .text("given")], horizon: 1)
  }
}
