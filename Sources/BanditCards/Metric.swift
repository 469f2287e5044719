/// Something that a run reports besides regret; selected by the scenario's `extras`.
public struct Metric: Hashable, Sendable {
  /// What a metric is reported of.
  public enum Scope: Hashable, Sendable {
    /// The run: one value.
    case run
    /// Each change of the environment, by the round in which it takes effect.
    case changePoint
    /// Each item of the environment (a channel, an expert), from 0.
    case item
    /// Each action that a learner may choose, from 0.
    case action
  }

  /// A change or an item that a metric is reported of.
  public struct Event: Hashable, Sendable {
    /// The round in which the change takes effect, or the item, from 0.
    public let number: Int
    /// What results call it; `nil`: by its number.
    public let name: String?

    /// Creates an event.
    public init(_ number: Int, name: String? = nil) {
      self.number = number
      self.name = name
    }
  }

  /// The name in `extras`.
  public let name: String
  /// What it is, in one sentence.
  public let meaning: String
  /// Its unit.
  public let unit: String
  /// Whether it is reported at every checkpoint (else at the horizon only).
  public let isCumulative: Bool
  /// What it is reported of.
  public let scope: Scope
  /// The change or item that this value is about; `nil` in the scope of the run.
  public var event: Int? { origin?.number }

  private let origin: Event?

  /// Creates a metric.
  public init(_ name: String, _ meaning: String, unit: String, isCumulative: Bool, scope: Scope = .run) {
    self.init(name, meaning, unit: unit, isCumulative: isCumulative, scope: scope, origin: nil)
  }

  private init(_ name: String, _ meaning: String, unit: String, isCumulative: Bool, scope: Scope, origin: Event?) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.isCumulative = isCumulative
    self.scope = scope
    self.origin = origin
  }

  /// The name in `extras.csv`: `restarts`, or with its event, `delay.2001`, `expert_loss.young`.
  public var id: String { origin.map { "\(name).\($0.name ?? "\($0.number)")" } ?? name }

  /// The metric of one change or item.
  public func at(_ event: Event) -> Metric {
    Metric(name, meaning, unit: unit, isCumulative: isCumulative, scope: scope, origin: event)
  }

  /// The metric of one change or item that has no name.
  public func at(_ event: Int) -> Metric { at(Event(event)) }

  /// The metric about each change or item of its scope; itself in the scope of the run, and where it is about one
  /// already.
  public func each(_ events: (Scope) -> [Event]) -> [Metric] {
    scope == .run || event != nil ? [self] : events(scope).map { at($0) }
  }

  /// Whether a value is a metric, or one of its values by change or item: `case .delay` matches `delay.2001`.
  public static func ~= (metric: Metric, value: Metric) -> Bool { metric.name == value.name }
}
