import BanditExperiments
import BanditGames
import BanditScenarios
import Foundation
import Testing

/// The tables of K. Acharya et al., Oracle efficient algorithms for groupwise regret (arXiv 2310.04652), and an
/// independent NumPy reference (Tests/Reference/groupwise.py) on made-up rows.
struct GroupwiseTablesTests {
  /// What the ledger said of a group at one of its checkpoints, the last by default, in every replication.
  private func entries(_ outcome: Outcome, _ group: String, point: Int? = nil) throws -> [LedgerEntry] {
    let round = point.map { outcome.checkpoints(of: .group, group: group)[$0] }
    return try outcome.entries(.group, group: group, after: round).map { try #require($0) }
  }

  /// Mean and standard deviation of the regret, as published: with n, not n - 1; and the mean fit.
  private func table(_ entries: [LedgerEntry]) -> (mean: Double, deviation: Double, fit: Double) {
    let mean = entries.map(\.regret).mean
    let variance = entries.map { ($0.regret - mean) * ($0.regret - mean) }.mean
    return (mean, variance.squareRoot(), entries.map { -$0.benchmark }.mean)
  }

  // MARK: Synthetic data

  /// What one number of the published table should be: a line of Tests/Reference/groupwise-tables.csv.
  private struct Expected {
    enum Quantity: String {
      case regretMean = "regret-mean"
      case regretDeviation = "regret-sd"
      case fitMean = "fit-mean"
      case firstLoss = "first-loss"
      case firstFit = "first-fit"
    }

    let rows: Int
    let group: String
    let round: Int
    let algorithm: String
    let quantity: Quantity
    let value: Double
    let tolerance: Double

    init(_ line: Substring) throws {
      let fields = line.split(separator: ",").map(String.init)
      try #require(fields.count == 7)
      rows = try #require(Int(fields[0]))
      group = fields[1]
      round = try #require(Int(fields[2]))
      algorithm = fields[3]
      quantity = try #require(Quantity(rawValue: fields[4]))
      value = try #require(Double(fields[5]))
      tolerance = try #require(Double(fields[6]))
    }

    /// What the replications say.
    func found(_ entries: [LedgerEntry], _ table: (mean: Double, deviation: Double, fit: Double)) -> Double {
      switch quantity {
      case .regretMean: table.mean
      case .regretDeviation: table.deviation
      case .fitMean: table.fit
      case .firstLoss: -entries[0].value
      case .firstFit: -entries[0].benchmark
      }
    }
  }

  /// The table for a hundredth of the published rows, all ten shuffles, from an independent simulation. The published
  /// rows themselves are checked by .ci/tables, which a release build has time for.
  @Test func theSyntheticTable() throws {
    let file = repository.appendingPathComponent("Tests/Reference/groupwise-tables.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    let expected = try lines.dropFirst().map { try Expected($0) }.filter { $0.rows == 1000 }
    #expect(expected.count == 300)
    let results = try shippedPlan(
      "papers/groupwise/synthetic",
      [
        Override(path: "environment.rows", value: "1000"), Override(path: "extras", value: "[]"),
        Override(path: "sweep", value: #"{"environment.label": ["mean"]}"#),
      ]
    ).run()
    for line in expected {
      let entries = try results[line.algorithm].entries(.group, group: line.group, after: line.round)
        .map { try #require($0) }
      #expect(entries.count == 10)
      #expect(abs(line.found(entries, table(entries)) - line.value) < line.tolerance, "\(line)")
      // A fit belongs to the rows, whoever plays.
      let fits = results["baseline"].entries(.group, group: line.group, after: line.round).map { $0?.benchmark }
      #expect(entries.map(\.benchmark) == fits)
    }
  }

  // MARK: Medical costs

  /// The file, which its licence keeps out of this repository: at Tests/Data/insurance.csv, or where
  /// `BANDITS_INSURANCE_CSV` says.
  private static let insurance: String? =
    [
      ProcessInfo.processInfo.environment["BANDITS_INSURANCE_CSV"],
      repository.appendingPathComponent("Tests/Data/insurance.csv").path,
    ].compactMap { $0 }.first { FileManager.default.isReadableFile(atPath: $0) }

  private static func medical(_ file: String, _ overrides: [Override] = []) throws -> Plan {
    // The largest regret of a group, at every point, would cost more than the runs.
    try shippedPlan(
      "papers/groupwise/lookalike",
      [Override(path: "environment.file", value: "\"\(file)\""), Override(path: "extras", value: "[]")] + overrides)
  }

  @Test(.enabled(if: insurance != nil, "put insurance.csv into Tests/Data, or its path into BANDITS_INSURANCE_CSV"))
  func theMedicalTable() throws {
    let results = try Self.medical(try #require(Self.insurance)).run()
    let (baseline, groupwise) = (results["baseline"], results["groupwise"])
    let sizes = Self.names.map { baseline.checkpoints(of: .group, group: $0).last! }
    #expect(sizes.sorted() == [20, 225, 274, 356, 386, 408, 574, 662, 676, 707, 1064, 1338])
    let published: [(String, [Double])] = [
      ("underweight", [0.156579, 0.018897, 0.111903, 0.016299, 0.026951]),
      ("smoker", [5.064600, 0.168286, 1.473613, 0.092742, 0.900242]),
      ("non-smoker", [1.699261, 0.154935, 0.732228, 0.129887, 5.566682]),
      ("always-on", [1.129094, 0.091200, -3.428926, 0.133603, 12.101691]),
    ]
    for (group, row) in published {
      let (plain, reduced) = (table(try entries(baseline, group)), table(try entries(groupwise, group)))
      let found = [plain.mean, plain.deviation, reduced.mean, reduced.deviation, plain.fit]
      for (found, wanted) in zip(found, row) { #expect(abs(found - wanted) < 2e-6, "\(group): \(found), \(wanted)") }
    }
    for (group, losses) in [
      ("smoker", (5.929643548, 2.358898194)), ("non-smoker", (7.491503009, 6.608142120)),
      ("underweight", (0.205012744, 0.146548304)), ("always-on", (13.421146557, 8.967040314)),
    ] {
      #expect(abs(try entries(baseline, group)[0].value + losses.0) < 1e-9)
      #expect(abs(try entries(groupwise, group)[0].value + losses.1) < 1e-9)
    }
    for (point, row) in [
      (0, [0.330443, 0.437124, 0]), (10, [0.991989, 1.069887, 0.050635]), (25, [1.718833, 1.299948, 0.198087]),
      (50, [2.795258, 1.365098, 0.419850]), (75, [3.946689, 1.436428, 0.687679]),
    ] {
      let plain = table(try entries(baseline, "smoker", point: point))
      let reduced = table(try entries(groupwise, "smoker", point: point))
      for (found, wanted) in zip([plain.mean, reduced.mean, plain.fit], row) { #expect(abs(found - wanted) < 2e-6) }
    }
    // With the forecaster of Vovk, Azoury and Warmuth both are worse, as the authors say.
    for group in ["smoker", "always-on"] {
      func mean(_ algorithm: String) throws -> Double { table(try entries(results[algorithm], group)).mean }
      #expect(try mean("baseline-vaw") > mean("baseline"))
      #expect(try mean("groupwise-vaw") > mean("groupwise"))
    }
  }

  /// The exact rule, fits to all rows; and the losses of the first rounds.
  @Test(.enabled(if: insurance != nil, "put insurance.csv into Tests/Data, or its path into BANDITS_INSURANCE_CSV"))
  func theFirstShuffleOfTheMedicalData() throws {
    let results = try Self.medical(
      try #require(Self.insurance),
      [
        Override(path: "environment.comparatorRows", value: "exact"),
        Override(path: "checkpoints", value: "[1, 2, 3, 4, 5, 6]"),
        Override(path: "environment.shuffleSeeds", value: "[473]"), Override(path: "replications", value: "1"),
      ]
    ).run()
    let (baseline, groupwise) = (results["baseline"], results["groupwise"])
    for (group, fit) in [
      ("smoker", 0.900757279), ("non-smoker", 5.567530204), ("underweight", 0.032085867), ("always-on", 12.110517594),
    ] { #expect(abs(try entries(baseline, group)[0].benchmark + fit) < 1e-9) }
    var (meta, plain) = (0.0, 0.0)
    for (point, losses) in [
      (0.134054580, 0.134054580), (0.023810995, 0.006163163), (0.016792863, 0.010597167), (0.056570342, 0.058101610),
      (0.008946450, 0.005666084), (0.335228491, 0.227130051),
    ].enumerated() {
      (meta, plain) = (meta + losses.0, plain + losses.1)
      #expect(abs(try entries(groupwise, "always-on", point: point)[0].value + meta) < 4e-9)
      #expect(abs(try entries(baseline, "always-on", point: point)[0].value + plain) < 4e-9)
    }
  }

  // MARK: Made-up rows

  /// The first 300 rows of the shuffle by seed 473, against plain normal equations and singular values.
  private func lookalike(_ rule: String, _ algorithms: String...) throws -> TrialResults {
    try Self.medical(
      "lookalike.csv",
      [
        Override(path: "horizon", value: "300"), Override(path: "replications", value: "1"),
        Override(path: "environment.shuffleSeeds", value: "[473]"),
        Override(path: "environment.comparatorRows", value: rule),
        Override(
          path: "extras", value: #"["expert_regret", "expert_scale", "expert_loss", "bound_holds"]"#),
      ]
    ).run { algorithms.contains($0.key.algorithm) }
  }

  private static let names = [
    "young", "middle", "old", "underweight", "healthyweight", "overweight", "obese", "smoker", "non-smoker", "male",
    "female", "always-on",
  ]

  @Test func lossesOfTheMadeUpRows() throws {
    let expected: [(String, [Double])] = [
      (
        "groupwise",
        [
          0.642307373092, 0.398539127273, 0.830011147103, 0.0759604680704, 0.117060850164, 0.445930987097,
          1.23190534214,
          1.38821051652, 0.48264713095, 1.09885752836, 0.772000119108, 1.87085764747,
        ]
      ),
      (
        "baseline",
        [
          0.397429762842, 0.342752866256, 0.666808983001, 0.0228110947073, 0.0807769119564, 0.233662583557,
          1.06974102188, 0.949895405091, 0.457096207008, 0.854757940046, 0.552233672052, 1.4069916121,
        ]
      ),
      (
        "groupwise-vaw",
        [
          1.40090638154, 0.97863544443, 1.58633260059, 0.18055783868, 0.181617416648, 1.12245207752, 2.48124709372,
          3.30863467662, 0.657239749946, 1.96667634554, 1.99919808103, 3.96587442657,
        ]
      ),
      (
        "baseline-vaw",
        [
          1.04453477643, 0.677971778783, 1.16518450325, 0.0823230568978, 0.090445471356, 0.752230338096, 1.96269219212,
          2.34797746554, 0.539713592928, 1.51570428663, 1.37198677184, 2.88769105847,
        ]
      ),
    ]
    let results = try lookalike("exact", "groupwise", "baseline", "groupwise-vaw", "baseline-vaw")
    for (algorithm, losses) in expected {
      for (group, loss) in zip(Self.names, losses) {
        #expect(abs(try entries(results[algorithm], group)[0].value + loss) < 1e-10, "\(algorithm), \(group)")
      }
    }
  }

  @Test(arguments: [
    (
      "exact",
      [
        0.195380065197, 0.159967859478, 0.167578897716, 0, 0.028776484455, 0.071761685897, 0.301216873117,
        0.0747954595135, 0.21103622815, 0.275119006476, 0.280110349598, 0.591097454773,
      ]
    ),
    (
      "paper-off-by-one",
      [
        0.195143937223, 0.155941804294, 0.167125920036, 0, 0.0285104988154, 0.0712222842207, 0.299522346948,
        0.0726969867047, 0.210178741091, 0.273651158792, 0.280109283827, 0.590670249974,
      ]
    ),
  ])
  func fitsToTheMadeUpRows(rule: String, fits: [Double]) throws {
    let results = try lookalike("\"\(rule)\"", "baseline")
    for (group, fit) in zip(Self.names, fits) {
      #expect(abs(try entries(results["baseline"], group)[0].benchmark + fit) < 1e-10, "\(group)")
    }
  }

  /// R, C and own losses at the end; on every group the learner's loss is the own learner's plus R.
  @Test func expertsOnTheMadeUpRows() throws {
    let outcome = try lookalike("exact", "groupwise")["groupwise"]
    func extra(_ name: String) -> Double { outcome.metrics(named: name)[0] }
    let regrets = [
      -0.192319590405, -0.370613535086, -0.0561432348108, -0.179059659573, -0.177533603102, -0.142884565113,
      0.127674396, 0.327142671714, 0.130473771874, -0.0143741348229, -0.205276610924, 0.46386603537,
    ]
    let scales = [
      0.318045274657, 0.470845538551, 0.339825386315, 0.180969172238, 0.209749644952, 0.253058933115, 0.268660918792,
      0.555452059495, 0.231372620573, 0.389376353883, 0.474493367716, 0.658193947439,
    ]
    let own = [
      0.834626963497, 0.769152662359, 0.886154381914, 0.255020127643, 0.294594453266, 0.58881555221, 1.10423094614,
      1.0610678448, 0.352173359076, 1.11323166318, 0.977276730031, 1.4069916121,
    ]
    for (expert, name) in Self.names.enumerated() {
      let (regret, loss) = (extra("expert_regret.\(name)"), extra("expert_loss.\(name)"))
      #expect(abs(regret - regrets[expert]) < 1e-10 && abs(loss - own[expert]) < 1e-10)
      #expect(abs(extra("expert_scale.\(name)") - scales[expert]) < 1e-10)
      #expect(abs(try entries(outcome, name)[0].value + loss + regret) < 1e-9)
    }
    #expect(extra("bound_holds") == 1)
  }
}
