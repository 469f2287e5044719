extension RandomAccessCollection where Index == Int {
  /// The collection in pieces of some length, in order; the last one may be shorter.
  @usableFromInline
  func slices(of length: Int) -> [SubSequence] {
    stride(from: startIndex, to: endIndex, by: length).map { self[$0..<Swift.min($0 + length, endIndex)] }
  }
}
