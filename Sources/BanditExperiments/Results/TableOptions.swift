/// What tables for people show.
public struct TableOptions: Hashable, Sendable {
  /// A column besides the names.
  public enum Column: String, Sendable, CaseIterable {
    /// The mean and its interval.
    case regret
    /// The median.
    case median
    /// The 95 % quantile.
    case q95
    /// The paired difference to the algorithm with the smallest mean.
    case versusBest = "vs-best"
    /// Seconds of a thread for a replication.
    case time
  }

  /// Which tables are printed of many.
  public enum Extent: String, Sendable, CaseIterable {
    /// A table for each point, environment, notion and group.
    case all
    /// One table for each notion, a row for each point, environment and group.
    case summary
  }

  /// The columns, in order; `nil` for those that the format usually has.
  public var columns: [Column]?
  /// Whose means are shown, of the extras: names as in `extras`; all of them where the list is empty, none where it is
  /// `nil`.
  public var extras: [String]?
  /// Which tables; `nil`: all up to ten of them, else the summary.
  public var tables: Extent?
  /// How wide a table of LaTeX may become, in inches.
  public var width: Double

  /// States what is shown.
  public init(
    columns: [Column]? = nil, extras: [String]? = nil, tables: Extent? = nil, width: Double = 3.3
  ) {
    self.columns = columns
    self.extras = extras
    self.tables = tables
    self.width = width
  }
}
