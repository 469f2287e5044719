import BanditExperiments
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns Ctrl-C and the request to terminate into a stop signal; a second one ends the process at once.
enum Interrupt {
  /// Raised by the first signal.
  static let stop = StopSignal()
  private static let received = Atomic<Int32>(0)

  /// Lets signals through that the parent process had blocked; before any thread starts, which would inherit that.
  static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Listens from now on, until the process ends.
  static func listen() {
    // A handler may not be the first to touch a lazy global, whose initialisation takes a lock.
    _ = (stop, signalNumber)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if Interrupt.received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
        Interrupt.stop.raise()
      }
    }
  }

  /// The signal that asked to stop, if one did.
  static var signalNumber: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}
