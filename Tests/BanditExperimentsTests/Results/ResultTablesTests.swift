import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditExperiments
@testable import BanditNumerics

/// The files of a scripted run, byte by byte. The statistics are worked out by hand from the script; the
/// last digits of Student's law are GSL's, and `StudentTTests` says how good they are.
struct ResultTablesTests {
  private let temporary: TemporaryFolder
  private var path: String { temporary("out") }

  init() throws { temporary = try TemporaryFolder() }

  private func write(_ plan: Plan) throws -> ResultSummary {
    try ResultTables.write(
      try TinyPlan.fill(path, plan: plan), toolVersion: "1.2.3")
  }

  @Test func regret() throws {
    _ = try write(TinyPlan.plan())
    #expect(
      temporary.text("out/regret.csv") == """
        scenario,point,environment,algorithm,notion,group,replicate,t,n,regret,benchmark,value,reward,switches,cost
        tiny,,coins,a,pseudo,,0,10,10,0.5,8.0,7.5,2.5,1,
        tiny,,coins,a,pseudo,,0,1048576,1048576,1.0,8.0,7.0,2.5,3,
        tiny,,coins,a,pseudo,,1,10,10,0.5,8.0,7.5,3.5,1,
        tiny,,coins,a,pseudo,,1,1048576,1048576,2.0,8.0,6.0,3.5,3,
        tiny,,coins,a,pseudo,,2,10,10,0.5,8.0,7.5,4.5,1,
        tiny,,coins,a,pseudo,,2,1048576,1048576,3.0,8.0,5.0,4.5,3,
        tiny,,coins,b,pseudo,,0,10,10,0.5,8.0,7.5,2.5,1,
        tiny,,coins,b,pseudo,,0,1048576,1048576,0.0,8.0,8.0,2.5,3,
        tiny,,coins,b,pseudo,,2,10,10,0.5,8.0,7.5,4.5,1,
        tiny,,coins,b,pseudo,,2,1048576,1048576,20.0,8.0,-12.0,4.5,3,
        tiny,,coins,c,pseudo,,0,10,10,,,7.5,2.5,1,
        tiny,,coins,c,pseudo,,0,1048576,1048576,,,8.0,2.5,3,
        tiny,,coins,c,pseudo,,1,10,10,,,7.5,3.5,1,
        tiny,,coins,c,pseudo,,1,1048576,1048576,,,-2.0,3.5,3,
        tiny,,coins,c,pseudo,,2,10,10,,,7.5,4.5,1,
        tiny,,coins,c,pseudo,,2,1048576,1048576,,,-12.0,4.5,3,

        """)
  }

  private static let statistics =
    "t,replications,mean,sd,se,ci_low,ci_high,ci_level,min,q05,q25,median,q75,q95,max,lower_bound"
  /// The mean and half-width of an interval as its two fields.
  private static func interval(_ mean: Double, _ se: Double, degreesOfFreedom: Double) throws -> String {
    let critical = try #require(StudentT(degreesOfFreedom: degreesOfFreedom)).criticalValue(confidence: 0.95)
    return "\(mean - critical * se),\(mean + critical * se)"
  }

  private static func finalA() throws -> String {
    let interval = try interval(2, 1 / 3.0.squareRoot(), degreesOfFreedom: 2)
    return "1048576,3,2.0,1.0,0.5773502691896258,\(interval),0.95,1.0,1.1,1.5,2.0,2.5,2.9,3.0,1.5"
  }

  private static func finalB() throws -> String {
    let interval = try interval(10, 10, degreesOfFreedom: 1)
    return "1048576,2,10.0,14.142135623730951,10.0,\(interval),0.95,0.0,1.0,5.0,10.0,15.0,19.0,20.0,1.5"
  }

  private static let finalC = "1048576,0,,,,,,0.95,,,,,,,,"

  @Test func summary() throws {
    _ = try write(TinyPlan.plan())
    #expect(
      temporary.text("out/summary.csv") == """
        scenario,point,environment,algorithm,notion,group,\(Self.statistics)
        tiny,,coins,a,pseudo,,10,3,0.5,0.0,0.0,0.5,0.5,0.95,0.5,0.5,0.5,0.5,0.5,0.5,0.5,
        tiny,,coins,a,pseudo,,\(try Self.finalA())
        tiny,,coins,b,pseudo,,10,2,0.5,0.0,0.0,0.5,0.5,0.95,0.5,0.5,0.5,0.5,0.5,0.5,0.5,
        tiny,,coins,b,pseudo,,\(try Self.finalB())
        tiny,,coins,c,pseudo,,10,0,,,,,,0.95,,,,,,,,
        tiny,,coins,c,pseudo,,\(Self.finalC)

        """)
  }

  @Test func final() throws {
    _ = try write(TinyPlan.plan())
    #expect(
      temporary.text("out/final.csv") == """
        scenario,point,environment,algorithm,notion,group,\(Self.statistics),rank
        tiny,,coins,a,pseudo,,\(try Self.finalA()),1
        tiny,,coins,b,pseudo,,\(try Self.finalB()),2
        tiny,,coins,c,pseudo,,\(Self.finalC),

        """)
  }

  /// `a` - `b` is 1 and -17: mean -8, standard error 9, t = -8/9 with one degree of freedom.
  @Test func pairs() throws {
    _ = try write(TinyPlan.plan())
    let interval = try Self.interval(-8, 9, degreesOfFreedom: 1)
    let p = try #require(StudentT(degreesOfFreedom: 1)).twoSidedP(-8.0 / 9)
    #expect(
      temporary.text("out/pairs.csv") == """
        scenario,point,environment,notion,group,algorithm_a,algorithm_b,n,mean_diff,se_diff,ci_low,ci_high,p_value,p_adjusted
        tiny,,coins,pseudo,,a,b,2,-8.0,9.0,\(interval),\(p),\(p)
        tiny,,coins,pseudo,,a,c,0,,,,,,
        tiny,,coins,pseudo,,b,c,0,,,,,,

        """)
  }

  @Test func extras() throws {
    _ = try write(TinyPlan.plan())
    #expect(
      temporary.text("out/extras.csv") == """
        scenario,point,environment,algorithm,replicate,t,name,value
        tiny,,coins,a,0,10,share,0.25
        tiny,,coins,a,0,1048576,restarts,0.0
        tiny,,coins,a,0,1048576,share,0.75
        tiny,,coins,a,1,10,share,0.25
        tiny,,coins,a,1,1048576,restarts,1.0
        tiny,,coins,a,1,1048576,share,0.75
        tiny,,coins,a,2,10,share,0.25
        tiny,,coins,a,2,1048576,restarts,2.0
        tiny,,coins,a,2,1048576,share,0.75

        """)
  }

  /// The shares are all alike; of 0, 1 and 2 restarts mean, median and deviation are 1.
  @Test func extrasSummary() throws {
    _ = try write(TinyPlan.plan())
    let interval = try Self.interval(1, 1 / 3.0.squareRoot(), degreesOfFreedom: 2)
    let share = { (value: String) in "3,\(value),0.0,0.0," + Array(repeating: value, count: 9).joined(separator: ",") }
    #expect(
      temporary.text("out/extras_summary.csv") == """
        scenario,point,environment,algorithm,t,name,replications,mean,sd,se,ci_low,ci_high,min,q05,q25,median,q75,q95,max
        tiny,,coins,a,10,share,\(share("0.25"))
        tiny,,coins,a,1048576,restarts,3,1.0,1.0,0.5773502691896258,\(interval),0.0,0.1,0.5,1.0,1.5,1.9,2.0
        tiny,,coins,a,1048576,share,\(share("0.75"))

        """)
  }

  /// Of `b` the first block, of 2 replications, took half a second; of `c` both took no time at all, and
  /// what processors took is not known of one of them.
  @Test func timing() throws {
    let plan = TinyPlan.plan()
    let folder = try TinyPlan.fill(path, plan: plan)
    let times = [
      (plan.blocks[2], BlockTime(seconds: 0.5, processorSeconds: 0.25)),
      (plan.blocks[4], BlockTime(seconds: 0, processorSeconds: 0)),
      (plan.blocks[5], BlockTime(seconds: 0, processorSeconds: nil)),
    ]
    for (block, time) in times { try folder.write(TinyPlan.trace(of: block, in: plan), as: block, time: time) }
    let expected = """
      scenario,point,environment,algorithm,replications,rounds,seconds,rounds_per_second,processor_seconds
      tiny,,coins,b,2,2097152,0.5,4194304.0,0.25
      tiny,,coins,c,3,3145728,0.0,,

      """
    _ = try ResultTables.write(folder, toolVersion: "1.2.3")
    #expect(temporary.text("out/timing.csv") == expected)
    // What is made again later knows the times of the blocks that are there; of an algorithm that comes back, too.
    _ = try ResultTables.write(ResultFolder.open(path, for: TinyPlan.plan(algorithms: ["a", "b"])), toolVersion: "1")
    #expect(temporary.text("out/timing.csv").split(separator: "\n").count == 2)
    _ = try ResultTables.write(ResultFolder.open(path, for: plan), toolVersion: "1")
    #expect(temporary.text("out/timing.csv") == expected)
    // Times that nobody knows replace nothing.
    try FileSystem.removeFile("\(path)/blocks/segment-0")
    _ = try ResultTables.write(TinyPlan.fill(path, plan: plan), toolVersion: "1")
    #expect(temporary.text("out/timing.csv") == expected)
  }

  @Test func manifest() throws {
    let plan = TinyPlan.plan(algorithms: ["a"], facts: ["a used the exact comparator"])
    _ = try write(TinyPlan.plan(algorithms: ["a", "b"]))
    let folder = try TinyPlan.fill(path, plan: plan)
    _ = try ResultTables.write(folder, toolVersion: "1.2.3")
    let text = temporary.text("out/manifest.json")
    let files = [("regret", 6), ("summary", 2), ("final", 1), ("pairs", 0), ("extras", 9), ("extras_summary", 3)].map {
      name, rows in
      """
          "\(name).csv": {
            "rows": \(rows),
            "sha256": "\(Checksum(of: temporary.text("out/\(name).csv")))"
          }
      """
    }
    let scenario = temporary.text("out/scenario.json")
    #expect(text.hasPrefix("{\n  \"schemaVersion\": 1,\n  \"toolVersion\": \"1.2.3\",\n  \"swiftVersion\": \"6."))
    #expect(text.contains("\",\n  \"gslVersion\": \"\(GSLErrors.libraryVersion)\",\n  \"scenario\": {\n"))
    #expect(
      text.hasSuffix(
        """
          },
          "scenarioSHA256": "\(Checksum(of: scenario))",
          "generator": "philox4x64-10",
          "coupling": "pulls",
          "numericFingerprint": "\(NumericFingerprint.current)",
          "processor": \(JSONText.quoted(Machine.processor)),
          "cLibrary": \(JSONText.quoted(Machine.cLibrary)),
          "files": {
        \(files.joined(separator: ",\n"))
          },
          "facts": ["a used the exact comparator"],
          "voidBounds": [
            {
              "point": "",
              "environment": "coins",
              "notion": "pseudo"
            }
          ]
        }

        """))
  }

  @Test func theSummaryTellsOfFailures() throws {
    let summary = try write(TinyPlan.plan())
    #expect(
      summary.failures == [
        .init(
          key: CellKey(point: "", environment: "coins", algorithm: "b"),
          failure: .init(replication: 1, reason: "over the budget, by 2"))
      ])
    #expect(summary.rows.map(\.summary.key.algorithm) == ["a", "b", "c"])
    #expect(summary.rows.map(\.reward) == [3.5, 3.5, 3.5])
  }

  @Test func theSameBytesEveryTime() throws {
    let plan = TinyPlan.plan()
    _ = try write(plan)
    func contents() -> [String] {
      // There is no sweep and no stream, and so no table of points or alarms.
      (ResultFile.allCases.filter { !ResultFile.occasional.contains($0) }.map(\.rawValue) + ["manifest.json"]).map {
        temporary.text("out/\($0)")
      }
    }
    let first = contents()
    _ = try write(TinyPlan.plan(algorithms: ["a", "b", "c"]))
    let second = contents()
    // The order of the scenario's list is the scenario's, and in the manifest only.
    #expect(first.dropLast() == second.dropLast())
    _ = try write(plan)
    #expect(contents() == first)
    #expect(first.allSatisfy { !$0.isEmpty && !$0.contains("nan") && !$0.contains("inf,") })
  }

  @Test func labelsAreQuotedAndPointsAreContestsOfTheirOwn() throws {
    let point = "environment.means=[0.5,1]"
    let plan = Plan(
      name: "tiny", replications: 1, confidence: 0.95,
      cells: TinyPlan.plan(algorithms: ["a"], point: point).cells + TinyPlan.plan(algorithms: ["b"]).cells,
      resolvedScenario: ["seed": .whole(1)])
    let summary = try ResultTables.write(try TinyPlan.fill(path, plan: plan), toolVersion: "1")
    #expect(summary.rows.map(\.rank) == [1, 1])
    #expect(temporary.text("out/pairs.csv").split(separator: "\n").count == 1)
    let labels = temporary.text("out/final.csv").split(separator: "\n").dropFirst().map { $0.prefix(40) }
    #expect(labels == ["tiny,,coins,b,pseudo,,1048576,1,0.0,,,,,", "tiny,\"environment.means=[0.5,1]\",coins,a"])
  }

  @Test func missingBlocksAreNamedAndNothingAppears() throws {
    let plan = TinyPlan.plan()
    let folder = try ResultFolder.open(path, for: plan)
    for block in plan.blocks.dropLast() { try folder.write(TinyPlan.trace(of: block, in: plan), as: block) }
    let error = #expect(throws: MissingBlock.self) {
      try ResultTables.write(folder, toolVersion: "1")
    }
    #expect(error?.description == "replications 2 to 2 of c on coins are missing")
    #expect(try FileSystem.names(in: path) == ["blocks", "scenario.json"])
  }

  /// A cell of several blocks and tracks, with pieces, failures and extras: threads cannot be seen in the files.
  @Test(arguments: [2, 3, 8]) func threadsCannotBeSeen(threads: Int) throws {
    let plan = TinyPlan.plan(replications: 7).inBlocks(of: 2)
    for (name, threads) in [("one", 1), ("more", threads)] {
      _ = try ResultTables.write(
        try TinyPlan.fill(temporary(name), plan: plan), toolVersion: "1", threads: threads)
    }
    for file in ["regret.csv", "summary.csv", "final.csv", "pairs.csv", "extras.csv", "manifest.json"] {
      #expect(temporary.text("one/\(file)") == temporary.text("more/\(file)"))
    }
    #expect(temporary.text("one/regret.csv").contains("tiny,,coins,a,pseudo,,6,1048576,"))
  }
}
