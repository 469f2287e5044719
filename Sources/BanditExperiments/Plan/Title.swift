import BanditCards

/// What tables and figures call something. A title changes no number and no key in a file: those depend on the
/// label.
public struct Title: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Free text.
  public let text: String
  /// The same for LaTeX, taken as it is; `nil`: `text`, with everything escaped that LaTeX would act on.
  public let latex: String?

  /// Creates a title.
  public init(_ text: String, latex: String? = nil) {
    self.text = text
    self.latex = latex
  }

  /// A title of plain text.
  public init(stringLiteral text: String) { self.init(text) }

  /// The keys of a scenario that say it.
  package static let keys = ["title", "latex"]
}

/// What tables and figures call a scenario, its environments and its algorithms.
public struct Titles: Hashable, Sendable {
  /// Something with a label.
  struct Entry: Hashable, Sendable {
    let label: String
    let title: Title?
  }

  /// The scenario's.
  public var scenario: Title?
  private let environments: [Entry]
  private let algorithms: [Entry]

  /// - Parameters:
  ///   - environments: in the order of the scenario.
  ///   - algorithms: in the order of the scenario.
  init(scenario: Title? = nil, environments: [Entry] = [], algorithms: [Entry] = []) {
    self.scenario = scenario
    self.environments = environments
    self.algorithms = algorithms
  }

  /// The titles that a scenario with all its defaults states.
  init(of scenario: Settings) {
    func entries(_ values: [Setting]) -> [Entry] {
      let settings = values.map { value in if case .object(let settings) = value { settings } else { Settings() } }
      let names = settings.map { (label: $0["label"]?.asText, id: $0["id"]?.asText) }
      let labels = (try? EntrantLabels.labels(of: names)) ?? names.map { $0.label ?? $0.id ?? "" }
      return zip(labels, settings).map { Entry(label: $0, title: $1.title) }
    }
    func list(_ key: String) -> [Setting] {
      if case .list(let values)? = scenario[key] { values } else { [] }
    }
    self.init(
      scenario: scenario.title,
      environments: entries(scenario["environment"].map { [$0] } ?? list("environments")),
      algorithms: entries(list("algorithms")))
  }

  /// What an environment is called: its title, or its label.
  public func environment(_ label: String) -> String { Titles.text(label, environments) }

  /// What an algorithm is called: its title, or its label.
  public func algorithm(_ label: String) -> String { Titles.text(label, algorithms) }

  /// What LaTeX calls an environment.
  public func latexEnvironment(_ label: String) -> String { Titles.latex(label, environments) }

  /// What LaTeX calls an algorithm.
  public func latexAlgorithm(_ label: String) -> String { Titles.latex(label, algorithms) }

  /// Where an algorithm stands in the scenario; behind all others if it is not known.
  func place(ofAlgorithm label: String) -> Int { algorithms.firstIndex { $0.label == label } ?? algorithms.count }

  private static func text(_ label: String, _ entries: [Entry]) -> String {
    guard let title = entries.first(where: { $0.label == label })?.title, !title.text.isEmpty else { return label }
    // Two of one title would not be told apart.
    let isShared = entries.contains { $0.label != label && $0.title?.text == title.text }
    return isShared ? "\(title.text) (\(label))" : title.text
  }

  private static func latex(_ label: String, _ entries: [Entry]) -> String {
    guard let latex = entries.first(where: { $0.label == label })?.title?.latex else {
      return LatexText.escaped(text(label, entries))
    }
    let isShared = entries.contains { $0.label != label && $0.title?.latex == latex }
    return isShared ? "\(latex) (\(LatexText.escaped(label)))" : latex
  }
}

extension Settings {
  /// The title that a scenario or one of its entries states.
  fileprivate var title: Title? {
    let (text, latex) = (self["title"]?.asText, self["latex"]?.asText)
    return text == nil && latex == nil ? nil : Title(text ?? "", latex: latex)
  }

  /// An entry of a scenario with a title behind its id and its label.
  package func titled(_ title: Title?) -> Settings {
    guard let title else { return self }
    let place = entries.prefix { ["id", "label"].contains($0.name) }.count
    let text = title.text.isEmpty ? [] : [Entry("title", .text(title.text))]
    let latex = title.latex.map { [Entry("latex", .text($0))] } ?? []
    return Settings(Array(entries[..<place]) + text + latex + Array(entries[place...]))
  }

  /// What of a scenario decides what is computed and what files call it: all but titles and the description.
  var withoutTitles: Settings {
    func untitled(_ value: Setting) -> Setting {
      guard case .object(let settings) = value else { return value }
      return .object(Settings(settings.entries.filter { !Title.keys.contains($0.name) }))
    }
    return Settings(
      entries.compactMap { entry in
        switch (entry.name, entry.value) {
        case ("title", _), ("latex", _), ("description", _): nil
        case ("environment", let value): Entry(entry.name, untitled(value))
        case ("environments", .list(let values)), ("algorithms", .list(let values)):
          Entry(entry.name, .list(values.map(untitled)))
        default: entry
        }
      })
  }
}
