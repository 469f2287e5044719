import BanditCards
import BanditGames
import BanditStreams

/// The environment `groupwise-synthetic` of scenario files: the synthetic data of arXiv 2310.04652, bit for bit,
/// or data of the same kind.
public struct GroupwiseSyntheticModel: GroupedDataModel {
  /// How the labels of a row's two groups become one.
  public enum Label: String, Sendable, CaseIterable {
    /// Their mean.
    case mean
    /// The smaller one.
    case min
    /// The larger one.
    case max
    /// That of the group which comes first in a random permutation of the groups.
    case permutation
  }

  /// `label` of scenario files.
  public static let label = Parameter.choice(
    "label",
    "How the labels of a row's two groups become one; if given, also the environment's name in the results.",
    default: Label.mean, why: "the first of the tables")
  /// `rows` of scenario files.
  public static let rows = Parameter.whole(
    "rows", "The number of rows.", 2...10_000_000, default: 100_000, unit: "rows", why: "as published")
  /// `features` of scenario files.
  public static let features = Parameter.whole(
    "features", "The number of features besides the indicators.", 1...1000, default: 20, why: "as published")
  /// `sd` of scenario files.
  public static let sd = Parameter.number(
    "sd", "The standard deviation of the label noise.", .closed(0...1e6), default: 0.16, unit: "label before scaling",
    why: "as published")
  /// `shapes` of scenario files.
  public static let shapes = weights(
    "shapes", "The weights of circle, square and triangle.", default: [0.5, 0.3, 0.2])
  /// `colours` of scenario files.
  public static let colours = weights("colours", "The weights of green and red.", default: [0.6, 0.4])
  /// `dataSeed` of scenario files.
  public static let dataSeed = Parameter.whole(
    "dataSeed", "The seed of the data.", 0...Int(UInt32.max), default: 21, why: "as published")

  private static func weights(_ name: String, _ meaning: String, default weights: [Double]) -> Parameter<[Double]> {
    Parameter(
      AnyParameter(
        name, meaning, .list(of: .number(.closed(1e-6...1e6)), count: weights.count...weights.count),
        default: .value(.list(weights.map { .number($0) })), why: "as published"),
      read: { $0?.asNumbers ?? weights }, write: { .list($0.map { .number($0) }) })
  }

  public static let card = EnvironmentCard(
    id: "groupwise-synthetic", family: .grouped,
    summary: "Linear labels that differ between overlapping groups, regenerated as published.",
    dynamics:
      """
      Each row has a shape (circle, square, triangle), a colour (green, red) and features x uniform in [0, 1]. Each \
      group g has weights w_g uniform in [0, 1] and for each row the label x . w_g + N(0, sd^2). The row's label is \
      the mean, min or max of its shape's and its colour's, or the one of the two whose group comes first in a random \
      permutation of the groups; then scaled to [0, 1] over all rows. Features shown: x and five group indicators. \
      NumPy's RandomState and Python's random with the same seed draw the data, a NumPy permutation by each shuffle \
      seed the order of a replication.
      """,
    feedback: "Features and groups before the prediction, the label after it.",
    truth: "The report groups of each row: the five groups and always-on.",
    comparators: "group: for each report group the least-squares fit, without intercept, to the group's rows alone.",
    parameters: [
      label, rows, features, sd, shapes, colours, dataSeed, RowOrder.parameter, GroupedInstances.alwaysOn,
      GroupedInstances.comparatorRows,
    ],
    example: ["label": "max", "rows": 1000],
    swift: "try GroupwiseSyntheticModel(horizon: 1000, label: .max, rows: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, feedback: .full),
    notes:
      """
      The same data in every replication, in another order; labels in [0, 1], losses in [0, 1] for predictions in \
      [0, 1]. The scenario's seed changes nothing here.
      """,
    reference:
      """
      K. Acharya et al., Oracle efficient algorithms for groupwise regret, ICLR 2024, arXiv 2310.04652, synthetic data.
      """
  )

  /// The names of the groups, in the order of their columns.
  private static let shapeNames = ["circle", "square", "triangle"]
  private static let colourNames = ["green", "red"]

  /// The rows and their order.
  public let instances: GroupedInstances

  /// `rows`.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    try card.settings(settings)[rows]
  }

  /// Draws the data.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      horizon: horizon, label: settings[Self.label], rows: settings[Self.rows], features: settings[Self.features],
      sd: settings[Self.sd], shapes: settings[Self.shapes], colours: settings[Self.colours],
      dataSeed: settings[Self.dataSeed], shuffleSeeds: settings[RowOrder.parameter],
      alwaysOn: settings[GroupedInstances.alwaysOn], comparatorRows: settings[GroupedInstances.comparatorRows])
  }

  /// Creates the model, which draws the data: `GroupwiseSyntheticModel(horizon: 1000, label: .max, rows: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the data do not last for
  ///   the horizon.
  public init(
    horizon: Int, label: Label = Self.label.default, rows: Int = Self.rows.default,
    features: Int = Self.features.default, sd: Double = Self.sd.default, shapes: [Double] = Self.shapes.default,
    colours: [Double] = Self.colours.default, dataSeed: Int = Self.dataSeed.default,
    shuffleSeeds: [UInt32] = RowOrder.parameter.default, alwaysOn: Bool = GroupedInstances.alwaysOn.default,
    comparatorRows: ComparatorRows = GroupedInstances.comparatorRows.default
  ) throws(InvalidSettings) {
    try Self.rows.check(rows)
    try Self.features.check(features)
    try Self.sd.check(sd)
    try Self.shapes.check(shapes)
    try Self.colours.check(colours)
    try Self.dataSeed.check(dataSeed)
    try RowOrder.parameter.check(shuffleSeeds)
    let groupCount = Self.shapeNames.count + Self.colourNames.count
    guard rows * (features + groupCount) <= GroupedData.sizeLimit else {
      throw InvalidSettings(
        "rows",
        """
        \(counted: rows, "row") of \(counted: features + groupCount, "feature"); accepted: at most \
        \(GroupedData.sizeLimit) numbers in all
        """)
    }
    let raw = RawRows(
      count: rows, dimension: features, sd: sd, shapes: shapes, colours: colours, seed: UInt32(dataSeed))
    instances = try GroupedInstances(
      data: Self.data(raw, label: label, alwaysOn: alwaysOn), order: .shuffled(shuffleSeeds),
      comparatorRows: comparatorRows, horizon: horizon)
  }

  // MARK: Data

  /// The table that drawn numbers make, before rows are shuffled.
  private static func data(_ raw: RawRows, label: Label, alwaysOn: Bool) -> GroupedData {
    let (rows, dimension, groupCount) = (raw.shapes.count, raw.dimension, raw.groupCount)
    var features: [Double] = []
    features.reserveCapacity(rows * (dimension + groupCount))
    for row in 0..<rows {
      features += raw.features[row * dimension..<(row + 1) * dimension]
      for group in 0..<groupCount { features.append(raw.isIn(group, row: row) ? 1 : 0) }
    }
    let groups = (shapeNames + colourNames).enumerated().map { group, name in
      (name: name, rows: (0..<rows).map { raw.isIn(group, row: $0) })
    }
    let all = (name: GroupedData.alwaysOn, rows: Array(repeating: true, count: rows))
    return GroupedData(
      featureCount: dimension + groupCount, features: features,
      labels: GroupedData.scaled((0..<rows).map { raw.label($0, rule: label) }),
      expertGroups: Memberships(groups + (alwaysOn ? [all] : []), rowCount: rows),
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
    /// The number of features of a row.
    let dimension: Int
    let groupCount = GroupwiseSyntheticModel.shapeNames.count + GroupwiseSyntheticModel.colourNames.count

    /// Draws in the published order.
    init(count rows: Int, dimension: Int, sd: Double, shapes: [Double], colours: [Double], seed: UInt32) {
      self.dimension = dimension
      var numbers = NumPyStream(seed: seed)
      var choices = PythonStream(seed: seed)
      let features = (0..<rows * dimension).map { _ in numbers.uniform() }
      self.shapes = choices.choices(weights: shapes, count: rows)
      self.colours = choices.choices(weights: colours, count: rows)
        .map { $0 + GroupwiseSyntheticModel.shapeNames.count }
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
    func label(_ row: Int, rule: Label) -> Double {
      let ofShape = labels[row * groupCount + shapes[row]]
      let ofColour = labels[row * groupCount + colours[row]]
      switch rule {
      case .min: return min(ofShape, ofColour)
      case .max: return max(ofShape, ofColour)
      case .permutation:
        let first = dominance.first { isIn($0, row: row) }
        return first == shapes[row] ? ofShape : ofColour
      case .mean: return (ofShape + ofColour) / 2
      }
    }
  }
}
