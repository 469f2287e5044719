import BanditExperiments
import BanditGames
import BanditScenarios
import Foundation
import Testing

/// The tables of K. Acharya et al., Oracle efficient algorithms for groupwise regret (arXiv 2310.04652), and an
/// independent NumPy reference (Tests/Reference/groupwise.py) on made-up rows.
struct GroupwiseTablesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The end of a line over replications.
  private struct Line {
    var regrets: [Double] = []
    var losses: [Double] = []
    var fits: [Double] = []

    var mean: Double { regrets.reduce(0, +) / Double(regrets.count) }
    /// As published: with n, not n - 1.
    var deviation: Double {
      (regrets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(regrets.count)).squareRoot()
    }
    var fit: Double { fits.reduce(0, +) / Double(fits.count) }
  }

  private func run(_ plan: Plan, _ algorithm: String, replications: Range<Int>) throws -> BlockTrace {
    let cell = try cell(plan, algorithm)
    let trace = try #require(cell.simulate(replications, StopSignal()))
    #expect(trace.failures.isEmpty)
    return trace
  }

  /// The line of a group at one of its checkpoints, the last by default.
  private func line(_ trace: BlockTrace, _ group: String, point: Int? = nil) throws -> Line {
    let place = try #require(trace.layout.tracks.firstIndex { $0.group == group })
    var line = Line()
    for replication in trace.replications.indices {
      let entry = trace.entry(
        replication: replication - trace.replications.lowerBound,
        checkpoint: point ?? trace.layout.checkpoints(ofTrack: place).count - 1, track: place)
      line.regrets.append(entry.regret)
      line.losses.append(-entry.value)
      line.fits.append(-entry.benchmark)
    }
    return line
  }

  private func cell(_ plan: Plan, _ algorithm: String) throws -> Cell {
    try #require(plan.cells.first { $0.key.algorithm == algorithm })
  }

  // MARK: Synthetic data

  private func synthetic() throws -> Plan {
    let text = """
      {"name": "synthetic", "horizon": "rows", "replications": 10, "checkpoints": {"groupPoints": 100},
      "environment": {"id": "groupwise-synthetic", "comparatorRows": "paper-off-by-one"},
      "algorithms": [{"id": "online-ridge", "label": "baseline"}, {"id": "groupwise-ridge", "label": "groupwise"}],
      "extras": ["bound_holds"]}
      """
    return try Scenario(source: .bytes(Array(text.utf8), name: "s.json"), catalogue: .standard).plan
  }

  /// The first shuffle alone, all 100000 rows. (Losses and fits of the reference run.)
  @Test func theFirstShuffleOfTheSyntheticData() throws {
    let plan = try synthetic()
    let baseline = try run(plan, "baseline", replications: 0..<1)
    let groupwise = try run(plan, "groupwise", replications: 0..<1)
    for (group, losses) in [
      ("circle", (38.500913, 24.231486, 23.571426)), ("always-on", (89.862102, 49.107512, 89.179315)),
    ] {
      let (plain, reduced) = (try line(baseline, group), try line(groupwise, group))
      #expect(abs(plain.losses[0] - losses.0) < 1e-6 && abs(reduced.losses[0] - losses.1) < 1e-6)
      #expect(abs(plain.fits[0] - losses.2) < 1e-6 && plain.fits == reduced.fits)
    }
  }

  /// The table, all ten shuffles.
  @Test func theSyntheticTable() throws {
    let plan = try synthetic()
    let baseline = try run(plan, "baseline", replications: 0..<10)
    let groupwise = try run(plan, "groupwise", replications: 0..<10)
    let table: [(String, [Double])] = [
      ("circle", [15.251997, 0.217232, 0.725945, 0.089117, 23.571139]),
      ("square", [15.434647, 0.130383, 0.632570, 0.057960, 14.123001]),
      ("triangle", [12.129030, 0.104111, 0.758951, 0.040418, 9.434455]),
      ("green", [10.017408, 0.150368, -14.132259, 0.192891, 38.805431]),
      ("red", [14.751904, 0.155782, -1.796637, 0.166137, 26.369526]),
      ("always-on", [0.763847, 0.058121, -39.934362, 0.099225, 89.180422]),
    ]
    for (group, row) in table {
      let (plain, reduced) = (try line(baseline, group), try line(groupwise, group))
      let found = [plain.mean, plain.deviation, reduced.mean, reduced.deviation, plain.fit]
      for (found, wanted) in zip(found, row) { #expect(abs(found - wanted) < 2e-6, "\(group): \(found), \(wanted)") }
    }
    for (point, row) in [
      (0, [0.548871, 0.575804, 0.229665]), (25, [4.325082, 0.720194, 6.118565]), (50, [8.025860, 0.719117, 11.986710]),
      (75, [11.709760, 0.722929, 17.910854]),
    ] {
      let plain = try line(baseline, "circle", point: point)
      let reduced = try line(groupwise, "circle", point: point)
      for (found, wanted) in zip([plain.mean, reduced.mean, plain.fit], row) { #expect(abs(found - wanted) < 2e-6) }
    }
  }

  // MARK: Medical costs

  /// The file, which its licence keeps out of this repository: at Tests/Data/insurance.csv, or where
  /// `BANDITS_INSURANCE_CSV` says.
  private static let insurance: String? =
    [
      ProcessInfo.processInfo.environment["BANDITS_INSURANCE_CSV"],
      folder.appendingPathComponent("Tests/Data/insurance.csv").path,
    ].compactMap { $0 }.first { FileManager.default.isReadableFile(atPath: $0) }

  private static func medical(_ file: String, _ overrides: [Override] = []) throws -> Plan {
    // The largest regret of a group, at every point, would cost more than the runs.
    try Scenario(
      source: .path(folder.appendingPathComponent("Scenarios/papers/groupwise/lookalike.json").path),
      overrides: [Override(path: "environment.file", value: "\"\(file)\"")]
        + [Override(path: "extras", value: "[]")] + overrides, catalogue: .standard
    ).plan
  }

  @Test(.enabled(if: insurance != nil, "put insurance.csv into Tests/Data, or its path into BANDITS_INSURANCE_CSV"))
  func theMedicalTable() throws {
    let plan = try Self.medical(try #require(Self.insurance))
    let sizes = plan.cells[0].layout.tracks.indices.map { plan.cells[0].layout.checkpoints(ofTrack: $0).last! }
    #expect(sizes.sorted() == [20, 225, 274, 356, 386, 408, 574, 662, 676, 707, 1064, 1338])
    let baseline = try run(plan, "baseline", replications: 0..<10)
    let groupwise = try run(plan, "groupwise", replications: 0..<10)
    let table: [(String, [Double])] = [
      ("underweight", [0.156579, 0.018897, 0.111903, 0.016299, 0.026951]),
      ("smoker", [5.064600, 0.168286, 1.473613, 0.092742, 0.900242]),
      ("non-smoker", [1.699261, 0.154935, 0.732228, 0.129887, 5.566682]),
      ("always-on", [1.129094, 0.091200, -3.428926, 0.133603, 12.101691]),
    ]
    for (group, row) in table {
      let (plain, reduced) = (try line(baseline, group), try line(groupwise, group))
      let found = [plain.mean, plain.deviation, reduced.mean, reduced.deviation, plain.fit]
      for (found, wanted) in zip(found, row) { #expect(abs(found - wanted) < 2e-6, "\(group): \(found), \(wanted)") }
    }
    for (group, losses) in [
      ("smoker", (5.929643548, 2.358898194)), ("non-smoker", (7.491503009, 6.608142120)),
      ("underweight", (0.205012744, 0.146548304)), ("always-on", (13.421146557, 8.967040314)),
    ] {
      #expect(abs(try line(baseline, group).losses[0] - losses.0) < 1e-9)
      #expect(abs(try line(groupwise, group).losses[0] - losses.1) < 1e-9)
    }
    for (point, row) in [
      (0, [0.330443, 0.437124, 0]), (10, [0.991989, 1.069887, 0.050635]), (25, [1.718833, 1.299948, 0.198087]),
      (50, [2.795258, 1.365098, 0.419850]), (75, [3.946689, 1.436428, 0.687679]),
    ] {
      let plain = try line(baseline, "smoker", point: point)
      let reduced = try line(groupwise, "smoker", point: point)
      for (found, wanted) in zip([plain.mean, reduced.mean, plain.fit], row) { #expect(abs(found - wanted) < 2e-6) }
    }
    // With the forecaster of Vovk, Azoury and Warmuth both are worse, as the authors say.
    let others = (
      try run(plan, "baseline-vaw", replications: 0..<10), try run(plan, "groupwise-vaw", replications: 0..<10)
    )
    for group in ["smoker", "always-on"] {
      #expect(try line(others.0, group).mean > line(baseline, group).mean)
      #expect(try line(others.1, group).mean > line(groupwise, group).mean)
    }
  }

  /// The exact rule, fits to all rows; and the losses of the first rounds.
  @Test(.enabled(if: insurance != nil, "put insurance.csv into Tests/Data, or its path into BANDITS_INSURANCE_CSV"))
  func theFirstShuffleOfTheMedicalData() throws {
    let plan = try Self.medical(
      try #require(Self.insurance),
      [
        Override(path: "environment.comparatorRows", value: "exact"),
        Override(path: "checkpoints", value: "[1, 2, 3, 4, 5, 6]"),
        Override(path: "environment.shuffleSeeds", value: "[473]"), Override(path: "replications", value: "1"),
      ])
    let baseline = try run(plan, "baseline", replications: 0..<1)
    let groupwise = try run(plan, "groupwise", replications: 0..<1)
    for (group, fit) in [
      ("smoker", 0.900757279), ("non-smoker", 5.567530204), ("underweight", 0.032085867), ("always-on", 12.110517594),
    ] { #expect(abs(try line(baseline, group).fits[0] - fit) < 1e-9) }
    var (meta, plain) = (0.0, 0.0)
    for (point, losses) in [
      (0.134054580, 0.134054580), (0.023810995, 0.006163163), (0.016792863, 0.010597167), (0.056570342, 0.058101610),
      (0.008946450, 0.005666084), (0.335228491, 0.227130051),
    ].enumerated() {
      (meta, plain) = (meta + losses.0, plain + losses.1)
      #expect(abs(try line(groupwise, "always-on", point: point).losses[0] - meta) < 4e-9)
      #expect(abs(try line(baseline, "always-on", point: point).losses[0] - plain) < 4e-9)
    }
  }

  // MARK: Made-up rows

  /// The first 300 rows of the shuffle by seed 473, against plain normal equations and singular values.
  private func lookalike(_ rule: String) throws -> Plan {
    try Self.medical(
      "lookalike.csv",
      [
        Override(path: "horizon", value: "300"), Override(path: "replications", value: "1"),
        Override(path: "environment.shuffleSeeds", value: "[473]"),
        Override(path: "environment.comparatorRows", value: rule),
        Override(
          path: "extras", value: #"["expert_regret", "expert_scale", "expert_loss", "bound_holds"]"#),
      ])
  }

  private static let names = [
    "young", "middle", "old", "underweight", "healthyweight", "overweight", "obese", "smoker", "non-smoker", "male",
    "female", "always-on",
  ]

  @Test func lossesOfTheMadeUpRows() throws {
    let plan = try lookalike("exact")
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
    for (algorithm, losses) in expected {
      let trace = try run(plan, algorithm, replications: 0..<1)
      for (group, loss) in zip(Self.names, losses) {
        #expect(abs(try line(trace, group).losses[0] - loss) < 1e-10, "\(algorithm), \(group)")
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
    let trace = try run(try lookalike("\"\(rule)\""), "baseline", replications: 0..<1)
    for (group, fit) in zip(Self.names, fits) {
      #expect(abs(try line(trace, group).fits[0] - fit) < 1e-10, "\(group)")
    }
  }

  /// R, C and own losses at the end; on every group the learner's loss is the own learner's plus R.
  @Test func expertsOnTheMadeUpRows() throws {
    let trace = try run(try lookalike("exact"), "groupwise", replications: 0..<1)
    func extra(_ name: String) throws -> Double {
      let place = try #require(trace.layout.metrics.firstIndex { $0.id == name })
      return trace.metric(place, replication: 0, checkpoint: trace.layout.checkpoints.count - 1)
    }
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
      let (regret, loss) = (try extra("expert_regret.\(expert)"), try extra("expert_loss.\(expert)"))
      #expect(abs(regret - regrets[expert]) < 1e-10 && abs(loss - own[expert]) < 1e-10)
      #expect(abs(try extra("expert_scale.\(expert)") - scales[expert]) < 1e-10)
      #expect(abs(try line(trace, name).losses[0] - loss - regret) < 1e-9)
    }
    #expect(try extra("bound_holds") == 1)
  }
}
