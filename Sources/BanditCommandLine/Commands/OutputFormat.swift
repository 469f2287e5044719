import ArgumentParser
import BanditExperiments
import BanditFigures

/// What becomes of results: a printed table, or files of figures.
enum OutputFormat: ExpressibleByArgument {
  case table(TableFormat)
  case figures(FigureFormat)

  /// Pictures are made by `plot`.
  private static let figureFormats = FigureFormat.allCases.filter { $0 != .svg }

  init?(argument: String) {
    if let format = TableFormat(rawValue: argument) {
      self = .table(format)
    } else if let format = OutputFormat.figureFormats.first(where: { $0.rawValue == argument }) {
      self = .figures(format)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] {
    TableFormat.allCases.map(\.rawValue) + figureFormats.map(\.rawValue)
  }

  var defaultValueDescription: String {
    switch self {
    case .table(let format): format.rawValue
    case .figures(let format): format.rawValue
    }
  }
}
