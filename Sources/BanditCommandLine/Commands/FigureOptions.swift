import ArgumentParser
import BanditCards
import BanditExperiments
import BanditFigures
import BanditScenarios

/// What every command that makes figures accepts.
struct FigureOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How wide figures are printed; 3.3 is a column of a paper.", valueName: "inches"))
  var width: Double = Chart.columnWidth

  func validate() throws {
    guard width >= 2, width <= 40 else {
      throw ValidationError("--width takes a number of inches from 2 to 40; found \(width)")
    }
  }
}

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
  /// - Throws: `ValidationError` for a name that no figure of these results has.
  static func write(
    _ results: String, changePoints: [ChangePoints], names: [String] = [], as format: FigureFormat = .svg,
    width: Double = Chart.columnWidth, quiet: Bool = false
  ) throws {
    let kinds = names.isEmpty ? FigureKind.allCases : try names.map(kind)
    let data = try ResultData(
      folder: results, changePoints: changePoints, keepsFinals: kinds.contains(.final))
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
