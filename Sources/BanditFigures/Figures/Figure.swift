/// A chart with the name of its file.
public struct Figure: Hashable, Sendable {
  /// The name without an ending, such as `regret-pseudo`.
  public let name: String
  /// What is drawn.
  public let chart: Chart

  /// Creates a figure.
  public init(_ name: String, _ chart: Chart) {
    self.name = name
    self.chart = chart
  }

  /// Its kind, if it is one of ours.
  public var kind: FigureKind? { FigureKind(figure: name) }
}

/// The kinds of figures.
public enum FigureKind: String, Sendable, CaseIterable {
  /// Regret against rounds.
  case regret
  /// The regrets of all replications after the last round.
  case final
  /// Paired differences to the best.
  case pairs
  /// Regret after the last round against swept values.
  case sweep
  /// Shares of actions.
  case pulls

  /// The kind of a figure with a name such as `regret-pseudo`.
  public init?(figure name: String) { self.init(rawValue: String(name.prefix { $0 != "-" })) }

  /// The figures of this kind, and why some are left out.
  func figures(of data: ResultData) -> (figures: [Figure], omissions: [String]) {
    switch self {
    case .regret: RegretCurves.figures(of: data)
    case .final: FinalStrips.figures(of: data)
    case .pairs: PairsForest.figures(of: data)
    case .sweep: SweepCurves.figures(of: data)
    case .pulls: PullShares.figures(of: data)
    }
  }
}

/// How the panels of a notion are spread over files.
struct FigurePages {
  /// The most panels of a figure.
  static let limit = 12

  /// The contests of a figure.
  struct Page {
    let name: String
    let contests: [ResultData.Contest]

    /// What a contest's panel is called: that in which it differs from the others.
    func title(of contest: ResultData.Contest, _ data: ResultData) -> ChartText {
      var parts: [String] = []
      var latex: [String]?
      if contests.map(\.environment).eachOnce.count > 1 {
        let title = data.titles.environment(contest.environment)
        parts.append(title.plain)
        if let text = title.latex { latex = [text] }
      }
      if contests.map(\.group).eachOnce.count > 1 { parts.append(contest.group) }
      if contests.map(\.point).eachOnce.count > 1 { parts.append(SweepPoint(contest.point).title) }
      // TeX of an environment stands only where nothing has to be added to it.
      return ChartText(parts.joined(separator: ", "), latex: parts.count == 1 ? latex?.first : nil)
    }

    /// Where it is, in words: ` in bernoulli`.
    func place(_ data: ResultData) -> String {
      let environments = contests.map(\.environment).eachOnce
      let groups = contests.map(\.group).eachOnce
      let points = contests.map(\.point).eachOnce
      let group = groups.count > 1 ? " of \(groups.count) groups" : groups == [""] ? "" : " of \(groups.joined())"
      let environment =
        environments.count > 1
        ? " in \(environments.count) environments" : " in \(data.titles.environment(environments[0]).plain)"
      let point =
        points.count > 1 ? " at \(points.count) points" : points == [""] ? "" : " at \(SweepPoint(points[0]).title)"
      return group + environment + point
    }
  }

  /// One page if the panels fit on it, else one for each group, else one for each environment and group.
  static func pages(_ stem: String, _ contests: [ResultData.Contest]) -> [Page] {
    guard contests.count > limit else { return contests.isEmpty ? [] : [Page(name: stem, contests: contests)] }
    let byGroup = parts(stem, contests, \.group)
    let all = byGroup.flatMap { page in
      page.contests.count > limit ? parts(page.name, page.contests, \.environment) : [page]
    }
    var uses: [String: Int] = [:]
    return all.map { page in
      // Two groups may have the same name as files.
      let use = uses[page.name, default: 0] + 1
      uses[page.name] = use
      return use == 1 ? page : Page(name: "\(page.name)-\(use)", contests: page.contests)
    }
  }

  private static func parts(
    _ stem: String, _ contests: [ResultData.Contest], _ label: KeyPath<ResultData.Contest, String>
  ) -> [Page] {
    let labels = contests.map { $0[keyPath: label] }.eachOnce
    guard labels.count > 1 else { return [Page(name: stem, contests: contests)] }
    return labels.map { name in
      Page(name: "\(stem)-\(fileName(name))", contests: contests.filter { $0[keyPath: label] == name })
    }
  }

  /// A label as part of a file's name: letters of ASCII, digits, dots, hyphens and underscores stay.
  static func fileName(_ label: String) -> String {
    String(
      label.unicodeScalars.map { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || ".-_".unicodeScalars.contains(scalar))
          ? Character(scalar) : "_"
      })
  }

  /// Why figures by point are left out; `nil` if they are not.
  static func excess(_ kind: FigureKind, _ data: ResultData) -> String? {
    let count = data.points.count
    guard count > limit else { return nil }
    return "\(kind.rawValue): left out, because the sweep has \(count) points, and \(limit) panels fit on a figure"
  }
}

extension ResultData {
  /// `pseudo regret`, also of a notion that is called otherwise.
  func name(of notion: String) -> String { "\(notion) regret" }

  /// `95 %`.
  var level: String {
    let percent = (confidence * 1e6).rounded() / 1e4
    return "\(Int(exactly: percent).map(String.init) ?? "\(percent)") %"
  }

  /// `200 replications`, the most that a curve of some contests has.
  func replications(_ contests: [Contest]) -> String {
    let count = contests.flatMap { curves(of: $0).map(\.last.count) }.max() ?? 0
    return count == 1 ? "1 replication" : "\(count) replications"
  }

  /// The means after the last round in words, the smallest first; of a few contests.
  func words(on page: FigurePages.Page) -> String {
    page.contests.prefix(FigurePages.limit).map { contest in
      let means = curves(of: contest).filter { $0.last.mean.isFinite }.sorted { $0.last.mean < $1.last.mean }
        .map { "\(titles.algorithm($0.algorithm).plain) \(Digits.short($0.last.mean))" }
      let round = curves(of: contest).map(\.last.round).max() ?? 0
      let title = page.title(of: contest, self).plain
      return "\(title.isEmpty ? "" : "\(title): ")after \(round) rounds \(means.joined(separator: ", "))."
    }.joined(separator: " ")
  }

  /// Whether a logarithmic axis shows positive numbers better: if the ratio of the largest to the smallest exceeds 50. What
  /// is 0 but for rounding is not positive.
  static func isWide(_ numbers: [Double]) -> Bool {
    guard let least = numbers.min(), let most = numbers.max(), least > 1e-12 * most.magnitude else { return false }
    return most / least > 50
  }

  /// Whether checkpoints are closer together at the beginning: if half of them lie in the first quarter.
  static func isLogarithmic(_ rounds: [Double]) -> Bool {
    let sorted = rounds.sorted()
    guard let last = sorted.last, sorted.count > 2 else { return false }
    return sorted[(sorted.count - 1) / 2] * 4 < last
  }
}
