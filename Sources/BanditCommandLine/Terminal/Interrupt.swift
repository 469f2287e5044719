import BanditExperiments
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns Ctrl-C and the request to terminate into a stop signal; a second one ends the process at once.
final class Interrupt: Sendable {
  /// Raised by the first signal.
  let stop = StopSignal()
  private let received = Atomic<Int32>(0)

  /// Listens from now on, until the process ends.
  init() {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      // The handler keeps the source, and so itself, alive.
      source.setEventHandler { [self] in
        if received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
        stop.raise()
        withExtendedLifetime(source) {}
      }
      source.resume()
    }
  }

  /// The signal that asked to stop, if one did.
  var signalNumber: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}
