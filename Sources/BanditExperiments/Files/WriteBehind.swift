#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Brings what was written of a long file to the device while more is written, on a thread that mostly waits: what the
/// last `fsync` would wait for in the end, when nothing else is left to do.
final class WriteBehind {
  fileprivate struct State: Sendable {
    var hasMore = false
    var isOver = false
    /// An error is told once, to whoever asks first.
    var error: Int32 = 0
  }

  private let state: Monitor<State>
  private let thread: pthread_t?

  /// Starts the thread; where the system refuses it, nothing is written ahead.
  ///
  /// - Parameters:
  ///   - descriptor: of the file; open until `end()`.
  ///   - pause: at least so many seconds pass between two times.
  init(_ descriptor: Int32, pause: Double = 0) {
    let state = Monitor(State())
    self.state = state
    thread = Workers.start {
      while state.wait({ $0.next }) {
        if FileSystem.uninterrupted({ fsync(descriptor) }) != 0 {
          let code = errno
          state.change { $0.error = code }
        }
        if pause > 0 { state.wait(atMost: pause) { $0.isOver } }
      }
    }
  }

  /// More was written.
  func wrote() { state.change { $0.hasMore = true } }

  /// Ends the thread, once; the error that the device gave, or 0.
  func end() -> Int32 {
    let isFirst = state.change { state in
      defer { state.isOver = true }
      return !state.isOver
    }
    if isFirst, let thread { pthread_join(thread, nil) }
    return state.change { $0.error }
  }
}

extension WriteBehind.State {
  /// Whether there is something to do, or nothing any more; `nil` if that is not known yet.
  fileprivate var next: Bool? {
    mutating get {
      if isOver { return false }
      if !hasMore { return nil }
      hasMore = false
      return true
    }
  }
}
