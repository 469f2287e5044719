import Synchronization

/// A value that is computed when it is first asked for, and once for all who ask.
public final class Once<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)
  private let compute: @Sendable () -> Value

  /// Keeps the computation for later.
  public init(_ compute: @escaping @Sendable () -> Value) { self.compute = compute }

  /// The value; others who ask wait for its first computation.
  public var value: Value {
    known.withLock { known in
      if let known { return known }
      let value = compute()
      known = value
      return value
    }
  }
}
