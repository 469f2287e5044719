import ArgumentParser
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
///
/// What looks at the signal stops by itself. What does not (a learner that plans for minutes, the writing of long
/// tables) is ended from outside after `patience`: every file appears complete or not at all, so that this loses no
/// more than what was being made.
enum Interrupt {
  /// Raised by the first signal.
  static let stop = StopSignal()
  /// How long the work may take to stop by itself, in microseconds.
  private static let patience: UInt32 = 400_000

  private static let received = Atomic<Int32>(0)
  /// Who ends the process, and what it says.
  private enum End {
    /// The watcher may, with these words.
    case open(words: @Sendable () -> String)
    /// The work itself does.
    case byWork
    /// The watcher does.
    case byWatcher
  }

  private static let theEnd = Mutex(End.byWork)
  /// The two ends of a pipe that wakes the watcher; a handler may do little else than write.
  nonisolated(unsafe) private static var wake: (read: Int32, write: Int32) = (-1, -1)

  /// Lets signals through that the parent process had blocked; before any thread starts, which would inherit that.
  static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Listens from now on, until the process ends.
  ///
  /// - Parameter lastWords: what to say of the work where it is ended from outside.
  static func listen(lastWords words: @escaping @Sendable () -> String) {
    theEnd.withLock { if case .byWatcher = $0 {} else { $0 = .open(words: words) } }
    guard wake.read < 0 else { return }
    watch()
    // A handler may not be the first to touch a lazy global, whose initialisation takes a lock.
    _ = (stop, signalNumber)
    ChildProcesses.prepare()
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if Interrupt.received.exchange(number, ordering: .relaxed) != 0 {
          ChildProcesses.killAll()
          _exit(128 + number)
        }
        Interrupt.stop.raise()
        // What was interrupted may be about to look at its own error.
        let error = errno
        var byte: UInt8 = 0
        _ = write(Interrupt.wake.write, &byte, 1)
        errno = error
      }
    }
  }

  /// The signal that asked to stop, if one did.
  static var signalNumber: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Says that the work has stopped; the code to end with.
  static func stopped(_ text: String) -> ExitCode {
    settle()
    Messages.say(text)
    return signalNumber.map { ExitCode(128 + $0) } ?? .incomplete
  }

  /// Lets the work end the process: from now on the watcher does not. Where the watcher has begun, this waits for it.
  static func settle() {
    let isLate = theEnd.withLock { end in
      if case .byWatcher = end { return true }
      end = .byWork
      return false
    }
    while isLate { pause() }
  }

  /// Starts the watcher. Where no thread can be had, work is only stopped where it looks at the signal.
  private static func watch() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    wake = (ends[0], ends[1])
    _ = Workers.start {
      var byte: UInt8 = 0
      while read(Interrupt.wake.read, &byte, 1) != 1 {}
      usleep(Interrupt.patience)
      Interrupt.end()
    }
  }

  /// Ends the process, unless the work has stopped by itself.
  private static func end() -> Never {
    let words: (@Sendable () -> String)? = theEnd.withLock { end in
      guard case .open(let words) = end else { return nil }
      end = .byWatcher
      return words
    }
    guard let words, let number = signalNumber else { while true { pause() } }
    Messages.say(words())
    ChildProcesses.end { UnfinishedFiles.remove { _exit(128 + number) } }
  }
}
