import BanditExperiments

@testable import BanditFigures

/// Results made by hand.
enum Examples {
  static let coins = ResultData.Contest(environment: "coins", notion: "pseudo")

  static func moment(_ round: Int, _ mean: Double, halfWidth: Double = 0.5, bound: Double = .nan) -> ResultData.Moment {
    ResultData.Moment(
      round: round, count: 20, mean: mean, low: mean - halfWidth, high: mean + halfWidth,
      quantiles: [0.8, 0.9, 1, 1.1, 1.2].map { $0 * mean }, maximum: 1.3 * mean, lowerBound: bound)
  }

  static func curve(_ algorithm: String, _ means: [Double], rounds: [Int] = [1, 10, 100]) -> ResultData.Curve {
    ResultData.Curve(
      algorithm: algorithm, moments: zip(rounds, means).map { moment($0, $1) },
      finals: (0..<20).map { means[means.count - 1] * (0.7 + 0.03 * Double($0)) })
  }

  static func data(_ curves: [ResultData.Contest: [ResultData.Curve]]) -> ResultData {
    var data = ResultData(scenario: "example", confidence: 0.95)
    data.curves = curves
    data.arrange(nil)
    return data
  }
}

extension Panel {
  var lines: [Mark.Line] { marks.compactMap { if case .line(let line) = $0 { line } else { nil } } }
  var bands: [Mark.Band] { marks.compactMap { if case .band(let band) = $0 { band } else { nil } } }
  var strips: [Mark.Strip] { marks.compactMap { if case .strip(let strip) = $0 { strip } else { nil } } }
  var boxes: [Mark.Box] { marks.compactMap { if case .box(let box) = $0 { box } else { nil } } }
  var rules: [Mark.Rule] { marks.compactMap { if case .rule(let rule) = $0 { rule } else { nil } } }
}
