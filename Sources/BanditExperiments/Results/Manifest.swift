import BanditCards
import BanditGames
import BanditStreams

/// The text of `manifest.json`: what the tables are made of, and their checksums.
///
/// No clocks, paths or thread counts, so that equal results of one program on one machine have equal manifests.
enum Manifest {
  /// Raised when a name or a meaning in the result files changes.
  private static let schemaVersion = 1

  static func text(
    plan: Plan, tables: [CSVFile.Receipt], summary: ResultSummary, toolVersion: ToolVersion
  ) -> String {
    let scenario = Setting.object(plan.resolvedScenario)
    var entries: [Settings.Entry] = [
      .init("schemaVersion", .whole(schemaVersion)),
      .init("toolVersion", .text(toolVersion.version)),
    ]
    if let source = toolVersion.source {
      entries += [.init("commit", .text(source.commit)), .init("treeIsClean", .flag(source.isClean))]
    }
    entries += [
      .init("swiftVersion", .text(swiftVersion)),
      .init("gslVersion", .text(GSLErrors.libraryVersion)),
      .init("scenario", scenario),
      .init("scenarioSHA256", .text(scenarioChecksum(plan).description)),
    ]
    for name in ["generator", "coupling"] {
      if let value = plan.resolvedScenario[name] { entries.append(.init(name, value)) }
    }
    entries += [
      .init("numericFingerprint", .text(NumericFingerprint.current.description)),
      .init("processor", .text(Machine.processor)), .init("cLibrary", .text(Machine.cLibrary)),
    ]
    let files = tables.map { table in
      Settings.Entry(
        table.table.rawValue,
        .object(["rows": .whole(table.rows), "sha256": .text(table.checksum.description)]))
    }
    entries.append(.init("files", .object(Settings(files))))
    if !plan.files.isEmpty {
      let data = plan.files.map { file in
        Settings.Entry(file.name, .object(["sha256": .text(Checksum(of: file.bytes ?? []).description)]))
      }
      entries.append(.init("data", .object(Settings(data))))
    }
    let facts = plan.facts + plan.caveats
    if !facts.isEmpty { entries.append(.init("facts", .list(facts.map { .text($0) }))) }
    return JSONText.pretty(.object(Settings(entries + remarks(summary)))) + "\n"
  }

  /// What tables for people say and the files do not: why replications failed and notions are missing, and where the
  /// lower bound is more than can be lost, or not known to be less.
  private static func remarks(_ summary: ResultSummary) -> [Settings.Entry] {
    let missing = summary.missing.map { absence in
      Setting.object([
        "point": .text(absence.point), "environment": .text(absence.environment), "notion": .text(absence.notion.id),
        "reason": .text(absence.reason),
      ])
    }
    let voids = summary.rows.filter { $0.summary.lowerBound.isFinite && !$0.hasBound }.map { row in
      Setting.object([
        "point": .text(row.summary.key.point), "environment": .text(row.summary.key.environment),
        "notion": .text(row.summary.track.notion.id),
      ])
    }.chunked { $0 == $1 }.map { $0[0] }
    let failures = summary.failures.map { Setting.object($0.settings) }
    let choices = summary.choices.map { Setting.object($0.settings) }
    let tuning = summary.tuning.map { Setting.object($0.settings) }
    let lists = [
      ("precision", choices), ("tuning", tuning), ("failures", failures), ("missing", missing), ("voidBounds", voids),
    ]
    return lists.filter { !$0.1.isEmpty }.map { .init($0.0, .list($0.1)) }
  }

  /// Of the scenario and of its data: equal sums, equal numbers on one numeric platform.
  private static func scenarioChecksum(_ plan: Plan) -> Checksum {
    Checksum(of: JSONText.pretty(.object(plan.identifyingScenario)) + "\n" + Plan.checksumLines(of: plan.files))
  }

  /// The compiler's version; the language has no better way to ask.
  private static var swiftVersion: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}
