/// What `new` writes.
enum Starter {
  /// A scenario with a comment on every key.
  static func scenario(_ name: String) -> String {
    """
    # simulate run \(name).yaml --figures     runs it; results go to results/\(name)
    # simulate plan \(name).yaml              says how long it takes, and how large the files are
    # simulate list, simulate explain ID      what can be named here, and each entry's parameters

    name: \(name)
    seed: 1               # another seed, other luck; the same seed, the same bytes
    horizon: 10000        # rounds
    replications: 200     # runs of each learner; all meet the same luck
    environment:
      id: bernoulli       # coins: each arm pays 1 with its probability
      means: [0.4, 0.5, 0.55]
    algorithms:
      - ucb1              # an id alone takes the defaults of its card
      - thompson-beta
      - id: epsilon-greedy
        label: greedy-tenth   # its name in files; it is part of the luck of its own draws
        title: "epsilon-greedy, a tenth"   # its name for people; changes no number
        epsilon: 0.1
        decay: none
    notions: [pseudo]     # of regret: simulate list notions
    extras: [pulls]       # what else to report: simulate list extras
    # sweep:              # a table for each value
    #   algorithms.greedy-tenth.epsilon: [0.05, 0.1, 0.2]

    """
  }

  /// The files of a package, by their paths in it.
  ///
  /// - Parameter bandits: the folder of the package bandits; `nil` where it is not known.
  static func package(_ name: String, bandits: String?) -> [(file: String, text: String)] {
    let id = "my-" + name.lowercased().replacing("_", with: "-")
    return [
      ("Package.swift", manifest(name, bandits: bandits ?? "../bandits")),
      ("Sources/\(name)/MyPolicy.swift", policySource(id: id)),
      ("scenario.json", policyScenario(name, id: id)),
    ]
  }

  private static func manifest(_ name: String, bandits: String) -> String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "\(name)",
      platforms: [.macOS(.v15)],
      dependencies: [.package(name: "bandits", path: \(literal(bandits)))],
      targets: [
        .executableTarget(
          name: "\(name)",
          dependencies: [
            .product(name: "Bandits", package: "bandits"),
            .product(name: "BanditCommandLine", package: "bandits"),
          ])
      ]
    )

    """
  }

  /// A text as Swift has it.
  private static func literal(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  private static func policySource(id: String) -> String {
    """
    import BanditCommandLine
    import Bandits

    /// Each arm once, then the arm with the highest mean + sqrt(c ln t / n): change it.
    struct MyPolicy: BanditLearner, Configurable {
      static let exploration = Parameter.number("c", "The width of the bounds.", .closed(0...100), default: 2)
      static let card = AlgorithmCard(
        id: "\(id)", family: .bandit, summary: "A policy of my own.", parameters: [exploration])
      let c: Double
      var pulls, sums: [Double]

      init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
        c = try Self.card.settings(settings)[Self.exploration]
        pulls = Array(repeating: 0, count: problem.armCount)
        sums = pulls
      }

      /// The arm to pull in a round; rounds count from 1, arms from 0. `noise.uniform()` draws a number.
      mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
        if round <= pulls.count { return round - 1 }
        let level = c * Double.log(Double(round))
        var (choice, best) = (0, -Double.infinity)
        for arm in pulls.indices {
          let index = sums[arm] / pulls[arm] + (level / pulls[arm]).squareRoot()
          if index > best { (choice, best) = (arm, index) }
        }
        return choice
      }

      /// Learns from the reward of the arm just pulled.
      mutating func observe(reward: Double, of arm: Int, at round: Int) {
        pulls[arm] += 1
        sums[arm] += reward
      }
    }

    @main enum Main {
      static func main() { Simulate.main(adding: [.bandit(MyPolicy.self)]) }
    }

    """
  }

  private static func policyScenario(_ name: String, id: String) -> String {
    """
    {
      "name": "\(name)",
      "horizon": 10000,
      "replications": 200,
      "environment": { "id": "bernoulli", "means": [0.4, 0.5, 0.55] },
      "algorithms": ["\(id)", { "id": "\(id)", "label": "narrow", "c": 0.5 }, "ucb1", "thompson-beta"]
    }

    """
  }
}
