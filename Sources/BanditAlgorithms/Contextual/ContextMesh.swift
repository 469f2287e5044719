import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// A learner for bandits in each cell of a mesh over contexts in a cube.
public struct ContextMesh: ContextualLearner, Configurable, Caveated {
  /// `base` of scenario files.
  public static let base = PerContext.base
  /// `cells` of scenario files; `nil` is `auto`.
  public static let cells = Parameter.auto(
    "cells", "The cells m on each side of the cube.", 1...maximumCount, why: "balances the two parts of the regret")

  /// The largest number of cells.
  static let maximumCount = 1_000_000

  public static let card = AlgorithmCard(
    id: "context-mesh", family: .contextual,
    summary: "Cuts the cube of contexts into cells and plays a learner for bandits of its own in each.",
    setting: "Contexts in a cube, shown as (1, x), and means with a known Lipschitz constant; what the base asks for.",
    rewards: .settings("That of the base, whose own parameter gives it."),
    rule: [
      "m cells on each of the d sides; the cell of x has the coordinates min(floor(m x_j), m - 1), coordinate 0 slowest.",
      "A copy of the base for each cell; its clock counts the visits of the cell.",
      "auto: m = max(1, ceil(1 / eps)), eps = (K ln T / (T L^2))^(1 / (d + 2)).",
    ],
    parameters: [base, cells],
    example: ["cells": 10],
    swift: "try ContextMesh(problem, cells: 10)",
    guarantee:
      """
      With ucb1 and `auto`, in dimension 1, expected pseudo-regret of order T^(2/3) (L K ln T)^(1/3) (following \
      Slivkins 2019, section 8.4).
      """,
    complexity: "That of the base per round; its memory for each cell that is met, at most 10^6 cells.",
    randomness: "That of the base.", numerics: "That of the base.",
    deviations: "`auto` in more dimensions is our own; the base's horizon is that of the run.",
    guide:
      """
      For rewards that are smooth in one or two numbers and fit no linear model. Many cells learn slowly, few miss the \
      shape; with one cell it ignores contexts.
      """,
    reference: "A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 8.4.",
    isAnytime: false)

  /// The cells on each side.
  let side: Int
  private var copies: LearnerCopies

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, base: settings[Self.base], cells: settings[Self.cells])
  }

  /// Creates the learner: `ContextMesh(problem, base: .init(.ucb1))`.
  ///
  /// - Throws: `InvalidSettings` if the base refuses, the environment tells no Lipschitz constant, or there would be
  ///   too many cells.
  public init(
    _ problem: ContextualProblem, base: MiniBatch.Base = Self.base.default, cells: Int? = nil
  ) throws(InvalidSettings) {
    try Self.base.check(base)
    try Self.cells.check(cells)
    guard problem.isShared, problem.dimension >= 2, let lipschitz = problem.lipschitz else {
      throw InvalidSettings(
        "", "needs contexts in a cube and a Lipschitz constant, which the environment does not tell")
    }
    let dimension = problem.dimension - 1
    let wanted = cells.map { Double($0) } ?? Self.tuned(problem, lipschitz: lipschitz, dimension: dimension)
    let count = Double.pow(wanted, Double(dimension))
    guard count <= Double(Self.maximumCount) else {
      throw InvalidSettings(
        Self.cells.name,
        "\(cells.map { "found \($0)" } ?? "auto is \(wanted)") on each of \(counted: dimension, "side"); accepted: at most "
          + "\(Self.maximumCount) cells in all")
    }
    side = Int(wanted)
    copies = LearnerCopies(try base.make(problem.withoutContexts), count: Int(count))
  }

  /// `auto`.
  static func tuned(_ problem: ContextualProblem, lipschitz: Double, dimension: Int) -> Double {
    // One round needs one cell.
    guard problem.horizon > 1 else { return 1 }
    let rounds = Double(problem.horizon)
    let width = Double.pow(
      Double(problem.armCount) * .log(rounds) / (rounds * lipschitz * lipschitz), 1 / Double(dimension + 2))
    return max(1, (1 / width).rounded(.up))
  }

  /// The cell of a context, given its features (1, x).
  func cell(of view: ContextualView) -> Int {
    var cell = 0
    for place in 1..<view.dimension {
      let scaled = Double(side) * view.features[place]
      cell = cell * side + (scaled > 0 ? Int(min(scaled, Double(side - 1))) : 0)
    }
    return cell
  }

  public var caveats: [String] { copies.caveats }

  /// That of all copies.
  public func historyBytes(problem: ContextualProblem) -> Int { copies.bytes(problem) }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    copies.selectArm(cell(of: view), noise: &noise)
  }

  /// Hands the reward to the copy of the cell.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    copies.observe(reward: reward, of: arm)
  }

  /// Bandits do not tell.
  public var propensity: Double? { nil }
}
