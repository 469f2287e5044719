/// Which rows of a group its best model in hindsight is fitted to.
public enum ComparatorRows: String, Sendable, CaseIterable {
  /// The rows whose losses are counted.
  case exact
  /// All of them but the last, as in the tables of arXiv 2310.04652: t losses are compared with a fit to
  /// t - 1 rows.
  case paperOffByOne = "paper-off-by-one"
}
