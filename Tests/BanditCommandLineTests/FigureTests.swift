import Foundation
import Testing

/// Figures as a user makes them.
struct FigureTests {
  private let scratch: ScratchFolder
  private let scenario: String

  init() throws {
    scratch = try ScratchFolder()
    scenario = try scratch.write(
      """
      {"name": "figures", "seed": 3, "horizon": 300, "replications": 20,
       "environments": [{"id": "iid-losses", "means": [0.2, 0.5, 0.6]},
         {"id": "piecewise-losses", "segments": [{"length": 100, "means": [0.2, 0.8, 0.5]},
           {"length": 200, "means": [0.9, 0.1, 0.5]}]}],
       "algorithms": [{"id": "exp3"}, {"id": "tsallis-inf"}, {"id": "uniform"}], "extras": ["pulls"]}
      """, to: "figures.json")
  }

  private func figures(_ name: String) throws -> [String: Data] { try scratch.results("\(name)/figures") }

  @Test func aRunMakesThemWhateverTheThreads() throws {
    for threads in ["1", "2", "7"] {
      let run = try SimulateProcess([
        "run", scenario, "--figures", "--quiet", "--threads", threads, "--out", scratch.path(threads),
      ])
      #expect(run.exitCode == 0, "\(run.errors)")
    }
    let one = try figures("1")
    #expect(
      Set(one.keys) == ["regret-external.svg", "final-external.svg", "pairs-external.svg", "pulls.svg"])
    #expect(try figures("2") == one)
    #expect(try figures("7") == one)
    // The change in round 101 is dotted; the manifest knows nothing of figures.
    #expect(
      String(decoding: one["regret-external.svg"] ?? Data(), as: UTF8.self).contains("stroke-dasharray=\"0.8 2\""))
    #expect(try !String(contentsOfFile: scratch.path("1/manifest.json"), encoding: .utf8).contains("figures/"))
  }

  @Test func plotMakesThemAgainAlsoWithoutBlocks() throws {
    #expect(try SimulateProcess(["run", scenario, "--figures", "--quiet", "--out", scratch.path("r")]).exitCode == 0)
    let before = try figures("r")
    try FileManager.default.removeItem(atPath: scratch.path("r/blocks"))
    try FileManager.default.removeItem(atPath: scratch.path("r/figures"))
    let plot = try SimulateProcess(["plot", scratch.path("r")])
    #expect(plot.exitCode == 0, "\(plot.errors)")
    #expect(plot.errors.contains("figures/regret-external.svg"))
    #expect(try figures("r") == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path("r/figures")).allSatisfy {
        !$0.hasSuffix(".tmp")
      })
  }

  @Test func plotMakesOneOfThem() throws {
    #expect(try SimulateProcess(["run", scenario, "--quiet", "--out", scratch.path("r")]).exitCode == 0)
    let plot = try SimulateProcess(["plot", scratch.path("r"), "--figure", "regret-external", "--width", "6.5"])
    #expect(plot.exitCode == 0, "\(plot.errors)")
    let made = try figures("r")
    #expect(Set(made.keys) == ["regret-external.svg"])
    #expect(String(decoding: made["regret-external.svg"] ?? Data(), as: UTF8.self).contains("width=\"624\""))
    #expect(try SimulateProcess(["plot", scratch.path("r"), "--figure", "pulls"]).exitCode == 0)
    #expect(try Set(figures("r").keys) == ["regret-external.svg", "pulls.svg"])
  }

  @Test func mistakesAreSaid() throws {
    #expect(try SimulateProcess(["run", scenario, "--quiet", "--out", scratch.path("r")]).exitCode == 0)
    func errors(_ arguments: String..., code: Int32) throws -> String {
      let plot = try SimulateProcess(["plot"] + arguments)
      #expect(plot.exitCode == code, "\(plot.errors)")
      return plot.errors
    }
    #expect(try errors(scratch.path("none"), code: 66).contains("holds no results"))
    #expect(try errors(scratch.path("r"), "--figure", "regrets", code: 64).contains("did you mean"))
    let absent = try errors(scratch.path("r"), "--figure", "regret-pseudo", code: 64)
    #expect(absent.contains("there are: regret-external"))
    #expect(try errors(scratch.path("r"), "--width", "1", code: 64).contains("--width takes a number of inches"))
    _ = try scratch.write("scenario,point\n1\n", to: "r/summary.csv")
    #expect(try errors(scratch.path("r"), code: 74).contains("summary.csv:1:"))
  }

  /// Figures of other results go, files of other names stay.
  @Test func beginningAgainRemovesThem() throws {
    #expect(try SimulateProcess(["run", scenario, "--figures", "--quiet", "--out", scratch.path("r")]).exitCode == 0)
    _ = try scratch.write("mine", to: "r/figures/mine.svg")
    let more = try SimulateProcess(["run", scenario, "--quiet", "--replications", "30", "--out", scratch.path("r")])
    #expect(more.errors.contains("are of earlier results"))
    #expect(
      try SimulateProcess(["run", scenario, "--overwrite", "--quiet", "--seed", "4", "--out", scratch.path("r")])
        .exitCode == 0)
    #expect(try Set(figures("r").keys) == ["mine.svg"])
  }

  @Test func reportWritesOtherFormats() throws {
    #expect(try SimulateProcess(["run", scenario, "--quiet", "--out", scratch.path("r")]).exitCode == 0)
    let tex = try SimulateProcess(["report", scratch.path("r"), "--format", "pgfplots"])
    #expect(tex.exitCode == 0 && tex.output.isEmpty, "\(tex.errors)")
    let vega = try SimulateProcess(["report", scratch.path("r"), "--format", "vega-lite"])
    #expect(vega.exitCode == 0, "\(vega.errors)")
    let names = try Set(figures("r").keys)
    #expect(
      names.isSuperset(of: ["figure.tex", "regret-1.dat", "regret-2.dat", "regret-external.vl.json", "pulls.tex"]))
    let table = try String(contentsOfFile: scratch.path("r/figures/regret-1.dat"), encoding: .utf8)
    #expect(table.hasPrefix("t exp3 exp3-lo exp3-hi tsallis-inf"))
  }

  @Test func sweepsHaveTheirFigure() throws {
    let run = try SimulateProcess([
      "run", scenario, "--set", #"sweep={"horizon": [100, 200, 300]}"#, "--set",
      #"environments=[{"id": "iid-losses", "means": [0.2, 0.5]}]"#,
      "--figures", "--quiet", "--out", scratch.path("r"),
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(try figures("r").keys.contains("sweep-horizon-external.svg"))
  }
}
