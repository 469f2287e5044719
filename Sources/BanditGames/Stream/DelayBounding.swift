/// A learner with a bound on how long it takes to notice a change.
public protocol DelayBounding {
  /// The bound on the delay of a change, in observations of the new law; `nil` where it says nothing.
  ///
  /// - Parameters:
  ///   - gaps: by how much each symbol's probability changes, in absolute terms.
  ///   - observations: how many symbols there were between the latest restart and the change.
  func delayBound(gaps: [Double], after observations: Int) -> Int?
}
