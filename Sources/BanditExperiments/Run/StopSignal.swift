import Synchronization

/// A flag that asks a run to stop; it keeps what is finished.
public final class StopSignal: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Creates a signal that is not raised.
  public init() {}

  /// Asks to stop. Safe from any thread.
  public func raise() { flag.store(true, ordering: .relaxed) }

  /// Whether a stop was requested.
  public var isRaised: Bool { flag.load(ordering: .relaxed) }
}
