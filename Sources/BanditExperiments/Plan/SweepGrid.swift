import BanditCards

/// The grid of a sweep: which paths it has, in the order of the scenario, and where a point lies in it.
///
/// Result files sort points by their bytes (`horizon=10000` before `horizon=2000`); tables for people do not.
struct SweepGrid: Hashable, Sendable {
  /// The paths, in the order of the points' text; empty without a sweep.
  let paths: [String]
  /// Of each path, its values.
  private let settings: [[Setting]]
  /// The same as the points' text has them.
  private let values: [[String]]

  /// - Parameter sweep: from each path to the list of its values, as a scenario with all its defaults has it.
  init(_ sweep: Settings) {
    paths = sweep.entries.map(\.name)
    settings = sweep.entries.map { entry in
      if case .list(let values) = entry.value { values } else { [] }
    }
    values = settings.map { $0.map(JSONText.compact) }
  }

  /// The grid of a scenario with all its defaults.
  ///
  /// - Parameter points: some of its points, of which one tells the order of the paths.
  init(of resolvedScenario: Settings, points: some Collection<String>) {
    guard case .object(let sweep)? = resolvedScenario["sweep"] else {
      self.init(Settings())
      return
    }
    self.init(sweep, point: points.first ?? "")
  }

  /// The grid whose paths have an unknown order, which the text of a point shows.
  init(_ sweep: Settings, point: String) {
    let grid = SweepGrid(sweep)
    let order = grid.paths.indices.sorted { left, right in
      (grid.start(of: left, in: point) ?? .max) < (grid.start(of: right, in: point) ?? .max)
    }
    self.init(Settings(order.map { sweep.entries[$0] }))
  }

  /// The value of each path at a point, as its text has it; `nil` for what is no point of the grid.
  func coordinates(of point: String) -> [String]? { settings(of: point)?.map(JSONText.compact) }

  /// The value of each path at a point; `nil` for what is no point of the grid.
  func settings(of point: String) -> [Setting]? { places(of: point)?.enumerated().map { settings[$0][$1] } }

  /// The place of each of some points in the order of the scenario; what is no point of the grid comes last, by bytes.
  func order(of points: some Sequence<String>) -> [String: Int] {
    let located = Set(points).map { (point: $0, places: places(of: $0)) }
    let sorted = located.sorted { left, right in
      switch (left.places, right.places) {
      case (let first?, let second?): first.lexicographicallyPrecedes(second)
      case (nil, nil): byteOrder(left.point, right.point)
      default: left.places != nil
      }
    }
    return Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element.point, $0.offset) })
  }

  /// Of each path, which of its values a point has.
  private func places(of point: String) -> [Int]? {
    var rest = point[...]
    var places: [Int] = []
    for (path, values) in zip(paths, values) {
      let start = (places.isEmpty ? "" : ";") + path + "="
      guard rest.hasPrefix(start) else { return nil }
      rest = rest.dropFirst(start.count)
      let isLast = places.count == paths.count - 1
      // A value can be the beginning of another one.
      guard
        let place = values.indices.first(where: { place in
          isLast ? rest == values[place] : rest.hasPrefix(values[place] + ";" + paths[places.count + 1] + "=")
        })
      else { return nil }
      rest = rest.dropFirst(values[place].count)
      places.append(place)
    }
    return rest.isEmpty && !paths.isEmpty ? places : nil
  }

  /// Where a path stands in the text of a point.
  private func start(of path: Int, in point: String) -> Int? {
    if point.hasPrefix("\(paths[path])=") { return 0 }
    return point.firstRange(of: ";\(paths[path])=").map { point.distance(from: point.startIndex, to: $0.lowerBound) }
  }
}
