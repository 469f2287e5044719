import ArgumentParser
import BanditCards
import BanditExperiments
import BanditFigures
import BanditScenarios

/// The figures of a result folder, in its folder `figures`.
enum FigureFiles {
  /// The name of the folder.
  static func folder(of results: String) -> String { "\(results)/figures" }

  /// Makes figures from the tables of a result folder.
  ///
  /// - Parameters:
  ///   - changePoints: where its environments change.
  ///   - names: which figures, by their names or kinds; none for all.
  ///   - quiet: whether nothing is said of what was written and what was left out.
  ///   - joined: what the folder and other programs' tables say together.
  /// - Throws: `ValidationError` for a name that no figure of these results has.
  static func write(
    _ results: String, changePoints: [ChangePoints], names: [String] = [], as format: FigureFormat = .svg,
    width: Double = Chart.columnWidth, quiet: Bool = false,
    joined: ResultSummary? = nil
  ) throws {
    let kinds = names.isEmpty ? FigureKind.allCases : try names.map(kind)
    let data = try ResultData(
      folder: results, changePoints: changePoints, keepsFinals: kinds.contains(.final), joined: joined)
    let figures = Figures(data, kinds: FigureKind.allCases.filter(kinds.contains))
    for name in names where !figures.all.contains(where: { $0.name == name || $0.kind?.rawValue == name }) {
      throw ValidationError(absence(of: name, figures))
    }
    let wanted = figures.where { figure in
      names.isEmpty || names.contains { $0 == figure.name || $0 == figure.kind?.rawValue }
    }
    let place = folder(of: results)
    let files = try wanted.write(to: place, as: format, width: width, replacingAll: names.isEmpty)
    if quiet { return }
    for omission in figures.omissions { Messages.say(omission) }
    Messages.say("Figures: \(files.isEmpty ? "none" : files.map { "\(place)/\($0)" }.joined(separator: ", "))")
  }

  /// The figures of a result folder for its report.
  static func inReport(_ results: String, joined: ResultSummary? = nil) throws -> [HTMLReport.Figure] {
    let data = try ResultData(folder: results, changePoints: changePoints(of: results), joined: joined)
    return Figures(data).all.map {
      HTMLReport.Figure(name: $0.name, svg: $0.chart.svg(width: reportWidth, isEmbedded: true))
    }
  }

  /// Of a figure on a page for screens, in inches; pages make it larger or smaller.
  private static let reportWidth = 5.0

  /// Where the environments of a result folder change. A scenario that cannot be read here, because its data or its
  /// learners are elsewhere, tells none.
  static func changePoints(of results: String) -> [ChangePoints] {
    let scenario = try? Scenario(
      source: .results(results), catalogue: Simulate.catalogue, limits: ScenarioLimits(memory: .max, threads: 1))
    return scenario?.plan.changePoints ?? []
  }

  private static func kind(of name: String) throws -> FigureKind {
    if let kind = FigureKind(figure: name) { return kind }
    let kinds = FigureKind.allCases.map(\.rawValue)
    throw ValidationError(
      "--figure takes \(kinds.joined(separator: ", ")), or the name of one figure such as regret-pseudo; found "
        + "'\(name)'\(NearestName.hint(for: name, among: kinds))")
  }

  private static func absence(of name: String, _ figures: Figures) -> String {
    if let reason = figures.omissions.first(where: { $0.hasPrefix("\(name):") || $0.hasPrefix("\(name)-") }) {
      return reason
    }
    let known = figures.all.map(\.name)
    return "these results have no figure '\(name)'\(NearestName.hint(for: name, among: known)); there are: "
      + (known.isEmpty ? "none of its kind" : known.joined(separator: ", "))
  }
}
