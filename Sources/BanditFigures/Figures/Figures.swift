import BanditExperiments

/// The figures of some results.
///
///     let results = try Trials(horizon: 10_000).compare(on: coins) { problem in ... }
///     try results.figures.write(to: "figures")
public struct Figures: Sendable {
  /// All of them, in the order of their kinds.
  public let all: [Figure]
  /// Why some that could be asked for are left out, a sentence each.
  public let omissions: [String]

  /// Makes figures.
  ///
  /// - Parameter kinds: which; all by default.
  public init(_ data: ResultData, kinds: [FigureKind] = FigureKind.allCases) {
    let made = kinds.map { $0.figures(of: data) }
    all = made.flatMap(\.figures)
    omissions = made.flatMap(\.omissions)
  }

  private init(_ all: [Figure]) {
    self.all = all
    omissions = []
  }

  /// Some of the figures.
  public func `where`(_ isWanted: (Figure) -> Bool) -> Figures { Figures(all.filter(isWanted)) }

  /// The chart of a figure, such as `regret-pseudo`; `nil` where there is none.
  public subscript(name: String) -> Chart? { all.first { $0.name == name }?.chart }

  /// Writes the figures, each complete or not at all.
  ///
  /// - Parameters:
  ///   - folder: created if it is missing. Files of these names are replaced.
  ///   - format: of the files.
  ///   - inches: how wide they are printed; at least 2.
  ///   - isAll: whether figures of earlier results that are none of these go.
  /// - Returns: the names of the files.
  @discardableResult
  public func write(
    to folder: String, as format: FigureFormat = .svg, width inches: Double = Chart.columnWidth,
    replacingAll isAll: Bool = false
  ) throws(FileError) -> [String] {
    let files = all.flatMap { format.files(of: $0, alone: isAlone($0), width: inches) }
    try ResultFolder.createFolder(folder)
    try ResultFolder.removeStaleFiles(in: folder) { name in name.hasSuffix(".\(format.ending)") }
    if isAll {
      let names = Set(files.map(\.name))
      try ResultFolder.removeFiles(in: folder) { format == .svg && Figures.isOurs($0) && !names.contains($0) }
    }
    for file in files {
      try CheckedWriter.write(file.text, to: "\(folder)/\(file.name)")
    }
    return files.map(\.name)
  }

  /// Removes the figures of earlier results from a folder, if it is there; files of other names stay.
  public static func remove(from folder: String) throws(FileError) {
    try ResultFolder.removeFiles(in: folder) { isOurs($0) }
  }

  /// Whether a folder has figures of ours.
  public static func exist(in folder: String) throws(FileError) -> Bool {
    try ResultFolder.names(in: folder).contains { isOurs($0) }
  }

  private static func isOurs(_ name: String) -> Bool {
    name.hasSuffix(".svg") && FigureKind(figure: String(name.dropLast(4))) != nil
  }

  /// Whether a figure is the only one of its kind.
  private func isAlone(_ figure: Figure) -> Bool { all.count { $0.kind == figure.kind } == 1 }
}

extension TrialResults {
  /// The figures of these results, those that `simulate` makes of them.
  public var figures: Figures { Figures(ResultData(self)) }
}

/// What a figure is written as.
public enum FigureFormat: String, Sendable, CaseIterable {
  /// A picture.
  case svg
  /// A specification of Vega-Lite 5 with its data.
  case vegaLite = "vega-lite"
  /// A figure for TeX, and its tables.
  case pgfplots

  /// How the names of figures end.
  public var ending: String {
    switch self {
    case .svg: "svg"
    case .vegaLite: "vl.json"
    case .pgfplots: "tex"
    }
  }

  /// The files of a figure.
  ///
  /// For TeX, curves of regret are `figure.tex` with `regret.dat` if there is one such figure, else
  /// `figure-pseudo.tex` with `regret-pseudo.dat` and so on; the others are called by their names.
  func files(of figure: Figure, alone: Bool, width: Double) -> [(name: String, text: String)] {
    switch self {
    case .svg: return [("\(figure.name).svg", figure.chart.svg(width: width))]
    case .vegaLite: return [("\(figure.name).vl.json", figure.chart.vegaLite(width: width))]
    case .pgfplots:
      let isRegret = figure.name.hasPrefix("\(FigureKind.regret.rawValue)-")
      let name = isRegret && alone ? "regret" : figure.name
      let main = isRegret ? "figure\(name.dropFirst("regret".count))" : name
      let made = figure.chart.pgfplots(name: name, width: width)
      return made.data.map { ($0.name, $0.text) } + [("\(main).tex", made.figure)]
    }
  }
}
