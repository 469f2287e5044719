import Synchronization

/// A value that is computed when it is first asked for, and kept for all copies and threads.
final class Once<Value: Sendable>: Sendable {
  private let state = Mutex<Value?>(nil)

  /// The value; only the first call computes it.
  func value(_ compute: () -> Value) -> Value {
    state.withLock { state in
      if let state { return state }
      let value = compute()
      state = value
      return value
    }
  }
}
