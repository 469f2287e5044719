import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The zooming algorithm: arms are activated where no active arm is close enough, and played by upper confidence
/// bounds.
public struct Zooming: BanditLearner, Configurable, Caveated, Reporting {
  public static let card = AlgorithmCard(
    id: "zooming", family: .bandit,
    summary: "Activates arms of a metric space where active ones do not reach, finest where rewards are high.",
    setting: "Stochastic rewards whose means are Lipschitz in a metric that is told; known horizon.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "r(x) = s sqrt(2 ln T / (n(x) + 1)); s = 2 sigma, 1 for rewards in [0, 1].",
      "While some arm y has L D(x, y) > r(x) for all active x: the lowest such y becomes active.",
      "A_t = argmax over active x of mean(x) + 2 r(x), those that were never pulled first; the lowest arm on ties.",
      "Without a metric every arm is s away from every other.",
    ],
    parameters: [NoiseScale.sigma],
    example: ["sigma": 0.5],
    swift: "try Zooming(problem, sigma: 0.5)",
    guarantee: """
      Expected pseudo-regret of order T^((z+1)/(z+2)) (ln T)^(1/(z+2)) for rewards in [0, 1], z the zooming dimension \
      of the instance, which is at most that of the space (following Slivkins 2019, theorem 4.18). In every run: two \
      active arms x and y were more than min(r(x), r(y)) apart when the later one became active; and one arm at most \
      becomes active in a round where no two arms are more than s sqrt(2 ln T) apart. Nothing is claimed of how it \
      compares with uniform-mesh at moderate horizons.
      """,
    complexity: """
      O(active arms) per round; on a grid a ball visits every arm that it loses once, elsewhere all arms whenever it \
      loses one. The gaps between balls are exact, so that fine grids cost memory, not time.
      """,
    randomness: "None.",
    numerics: "Coverage is counted in whole numbers; on a grid a radius is turned into steps that are checked.",
    deviations: """
      ln T is that of 2 at least. Arms that were never pulled come first, which for rewards in [0, 1] is the rule with \
      a mean of 0 from T = 5 on.
      """,
    guide: """
      Where good arms are few and close together. The confidence radii of the rule are wide: at moderate horizons \
      uniform-mesh may be better or worse.
      """,
    reference: """
      R. Kleinberg, A. Slivkins and E. Upfal, Multi-armed bandits in metric spaces, STOC 2008; A. Slivkins, \
      Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 (arXiv 1904.07272), \
      section 4.3.
      """,
    isAnytime: false, metrics: [.activeArms])

  /// r of an arm that was never pulled.
  private let width: Double
  private let noiseScale: NoiseScale
  private let isOneSided: Bool
  private var cover: BallCover
  /// The active arms, in the order of activation.
  public private(set) var activeArms: [Int] = []
  private var pulls: [Int] = []
  private var sums: [CompensatedSum] = []
  private var latest = 0

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, sigma: settings[NoiseScale.sigma])
  }

  /// Creates the learner: `Zooming(problem)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(_ problem: BanditProblem, sigma: Double? = NoiseScale.sigma.default) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    width = noiseScale.factor * (2 * .log(Double(max(2, problem.horizon)))).squareRoot()
    isOneSided = problem.space?.isOneSided ?? false
    cover = BallCover(problem.space, armCount: problem.armCount, unit: noiseScale.factor)
  }

  public var caveats: [String] {
    noiseScale.caveats()
      + (isOneSided
        ? ["the means of this environment are Lipschitz in one direction only: the guarantee may not hold"] : [])
  }

  /// The radius of an active arm, by its place in `activeArms`.
  public func radius(at place: Int) -> Double { width / Double(pulls[place] + 1).squareRoot() }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    while let arm = cover.lowestUncovered() {
      _ = cover.add(centre: arm, radius: width)
      activeArms.append(arm)
      pulls.append(0)
      sums.append(CompensatedSum())
    }
    var (best, highest) = (0, -Double.infinity)
    for place in activeArms.indices {
      let count = pulls[place]
      let index = count == 0 ? .infinity : sums[place].value / Double(count) + 2 * radius(at: place)
      if index > highest || index == highest && activeArms[place] < activeArms[best] {
        (best, highest) = (place, index)
      }
    }
    latest = best
    return activeArms[best]
  }

  /// Counts the reward of the arm, and shrinks its ball.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    pulls[latest] += 1
    sums[latest].add(reward)
    cover.shrink(latest, to: radius(at: latest))
  }

  /// How many arms are active.
  public func measure(_ metric: Metric) -> Double? { metric == .activeArms ? Double(activeArms.count) : nil }
}

extension Metric {
  /// How many arms a learner looks at.
  public static let activeArms = Metric(
    "active_arms", "The number of arms that the learner considers: active ones, or those of its mesh.", unit: "arms",
    isCumulative: true)
}
