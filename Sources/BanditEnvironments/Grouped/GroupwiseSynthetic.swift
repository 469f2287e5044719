import BanditCards
import BanditGames
import BanditStreams

/// The environment `groupwise-synthetic` of scenario files: the synthetic data of arXiv 2310.04652, bit for bit,
/// or data of the same kind.
public struct GroupwiseSyntheticModel: GroupedDataModel {
  public static let card = EnvironmentCard(
    id: "groupwise-synthetic", family: .grouped,
    summary: "Linear labels that differ between overlapping groups, regenerated as published.",
    dynamics:
      """
      Each row has a shape (circle, square, triangle), a colour (green, red) and features x uniform in [0, 1]. Each \
      group g has weights w_g uniform in [0, 1] and for each row the label x . w_g + N(0, sd^2). The row's label is the \
      mean, min or max of its shape's and its colour's, or the one of the two whose group comes first in a random \
      permutation of the groups; then scaled to [0, 1] over all rows. Features shown: x and five group indicators. \
      NumPy's RandomState and Python's random with the same seed draw the data, a NumPy permutation by each shuffle \
      seed the order of a replication.
      """,
    feedback: "Features and groups before the prediction, the label after it.",
    truth: "The report groups of each row: the five groups and always-on.",
    comparators: "group: for each report group the least-squares fit, without intercept, to the group's rows alone.",
    parameters: [
      AnyParameter(
        "label",
        "How the labels of a row's two groups become one; if given, also the environment's name in the results.",
        .choice(["mean", "min", "max", "permutation"]), default: .value(.text("mean")), why: "the first of the tables"),
      AnyParameter(
        "rows", "The number of rows.", .whole(2...10_000_000), default: .value(.whole(100_000)), unit: "rows",
        why: "as published"),
      AnyParameter(
        "features", "The number of features besides the indicators.", .whole(1...1000), default: .value(.whole(20)),
        why: "as published"),
      AnyParameter(
        "sd", "The standard deviation of the label noise.", .number(.closed(0...1e6)), default: .value(.number(0.16)),
        unit: "label before scaling", why: "as published"),
      AnyParameter(
        "shapes", "The weights of circle, square and triangle.", .list(of: .number(.closed(1e-6...1e6)), count: 3...3),
        default: .value(.list([.number(0.5), .number(0.3), .number(0.2)])), why: "as published"),
      AnyParameter(
        "colours", "The weights of green and red.", .list(of: .number(.closed(1e-6...1e6)), count: 2...2),
        default: .value(.list([.number(0.6), .number(0.4)])), why: "as published"),
      AnyParameter(
        "dataSeed", "The seed of the data.", .whole(0...Int(UInt32.max)), default: .value(.whole(21)),
        why: "as published"),
      RowOrder.parameter, GroupedInstances.alwaysOn, GroupedInstances.comparatorRows,
    ],
    notes:
      """
      The same data in every replication, in another order; labels in [0, 1], losses in [0, 1] for predictions in \
      [0, 1]. The scenario's seed changes nothing here.
      """,
    reference:
      "K. Acharya et al., Oracle efficient algorithms for groupwise regret, ICLR 2024, arXiv 2310.04652, synthetic data."
  )

  /// The names of the groups, in the order of their columns.
  private static let shapes = ["circle", "square", "triangle"]
  private static let colours = ["green", "red"]

  /// The rows and their order.
  public let instances: GroupedInstances

  /// `rows`.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? { settings.whole("rows") }

  /// Draws the data.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    instances = try GroupedInstances(
      data: GroupwiseSyntheticModel.data(settings: settings), order: .shuffled(RowOrder.seeds(settings)),
      settings: settings, horizon: horizon)
  }

  // MARK: Data

  /// The table that the settings describe, before rows are shuffled.
  static func data(settings: Settings) throws(InvalidSettings) -> GroupedData {
    let rows = settings.whole("rows")
    let dimension = settings.whole("features")
    let groupCount = shapes.count + colours.count
    guard rows * (dimension + groupCount) <= GroupedData.sizeLimit else {
      throw InvalidSettings(
        "rows",
        """
        \(rows) rows of \(dimension + groupCount) features; accepted: at most \(GroupedData.sizeLimit) numbers in all
        """)
    }
    let raw = RawRows(settings: settings, groupCount: groupCount)
    var features: [Double] = []
    features.reserveCapacity(rows * (dimension + groupCount))
    for row in 0..<rows {
      features += raw.features[row * dimension..<(row + 1) * dimension]
      for group in 0..<groupCount { features.append(raw.isIn(group, row: row) ? 1 : 0) }
    }
    let groups = (shapes + colours).enumerated().map { group, name in
      (name: name, rows: (0..<rows).map { raw.isIn(group, row: $0) })
    }
    let all = (name: GroupedData.alwaysOn, rows: Array(repeating: true, count: rows))
    return GroupedData(
      featureCount: dimension + groupCount, features: features,
      labels: GroupedData.scaled((0..<rows).map { raw.label($0, rule: settings.text("label")) }),
      expertGroups: Memberships(groups + (settings.flag("alwaysOn") ? [all] : []), rowCount: rows),
      reportGroups: Memberships(groups + [all], rowCount: rows))
  }

  /// The numbers as they are drawn, before labels are combined and scaled.
  struct RawRows {
    /// Row after row.
    let features: [Double]
    /// The shape of each row, and its colour as a group.
    let shapes: [Int]
    let colours: [Int]
    /// The label of every group, row after row.
    let labels: [Double]
    /// The groups, the dominant one first.
    let dominance: [Int]
    private let groupCount: Int

    /// Draws in the published order.
    init(settings: Settings, groupCount: Int) {
      let seed = UInt32(exactly: settings.whole("dataSeed")) ?? 0
      let (rows, dimension) = (settings.whole("rows"), settings.whole("features"))
      let sd = settings.number("sd")
      self.groupCount = groupCount
      var numbers = NumPyStream(seed: seed)
      var choices = PythonStream(seed: seed)
      let features = (0..<rows * dimension).map { _ in numbers.uniform() }
      shapes = choices.choices(weights: settings.numbers("shapes"), count: rows)
      colours = choices.choices(weights: settings.numbers("colours"), count: rows)
        .map { $0 + GroupwiseSyntheticModel.shapes.count }
      let weights = (0..<dimension * groupCount).map { _ in numbers.uniform() }
      var labels: [Double] = []
      labels.reserveCapacity(rows * groupCount)
      for row in 0..<rows {
        for group in 0..<groupCount {
          var label = 0.0
          for place in 0..<dimension {
            label += features[row * dimension + place] * weights[place * groupCount + group]
          }
          labels.append(label + sd * numbers.gaussian())
        }
      }
      self.features = features
      self.labels = labels
      dominance = numbers.permutation(of: groupCount)
    }

    func isIn(_ group: Int, row: Int) -> Bool { shapes[row] == group || colours[row] == group }

    /// The label of a row before scaling.
    func label(_ row: Int, rule: String) -> Double {
      let ofShape = labels[row * groupCount + shapes[row]]
      let ofColour = labels[row * groupCount + colours[row]]
      switch rule {
      case "min": return min(ofShape, ofColour)
      case "max": return max(ofShape, ofColour)
      case "permutation":
        let first = dominance.first { isIn($0, row: row) }
        return first == shapes[row] ? ofShape : ofColour
      default: return (ofShape + ofColour) / 2
      }
    }
  }
}
