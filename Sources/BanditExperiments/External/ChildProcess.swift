#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A process that is spoken to by pipes. It has a process group of its own, which ends with this value, whatever the
/// process has started.
///
/// One thread speaks to it. Everything that it says to its standard error is read along, so that it never waits for a
/// reader; the last of it is kept.
final class ChildProcess {
  /// Why it cannot be spoken to any more.
  enum Trouble: Error, Hashable {
    /// The system cannot start it; the system's words.
    case notStarted(String)
    /// It has closed a pipe, as a process does that ends.
    case ended
    /// It did not say or take what it should in time.
    case silent
    /// Somebody asked to stop.
    case stopped
  }

  /// How a process has ended.
  enum End: Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  private let process: pid_t
  private let slot: Int
  private let timeout: Duration
  private let stop: StopSignal
  /// Our ends of its pipes; -1 when they are closed.
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  private let polls: UnsafeMutablePointer<pollfd>
  /// What it has said and nobody has taken.
  private let inbox: UnsafeMutableRawBufferPointer
  private var begin = 0
  private var end = 0
  private var tail: [UInt8] = []
  private var hasLeft = false

  /// How many bytes of its last words are kept.
  private static let tailLength = 4096
  /// Between two looks at the signal to stop, in milliseconds.
  private static let patience: Int32 = 100

  /// Starts a process.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments. A program without a slash is looked for along the path; a relative one
  ///     with a slash is relative to the folder.
  ///   - folder: where it works.
  ///   - longestMessage: the most bytes that are asked for at once.
  ///   - timeout: how long it may take for a message.
  ///   - stop: looked at while it is waited for.
  init(
    _ command: [String], in folder: String, longestMessage: Int, timeout: Duration, stop: StopSignal
  ) throws(Trouble) {
    (process, slot, input, output, errors) = try ChildProcesses.start(command, in: folder)
    self.timeout = timeout
    self.stop = stop
    polls = .allocate(capacity: 3)
    inbox = .allocate(byteCount: max(1 << 16, 2 * longestMessage), alignment: 8)
  }

  deinit {
    for descriptor in [input, output, errors] where descriptor >= 0 { close(descriptor) }
    if !hasLeft { _ = leave() }
    polls.deallocate()
    inbox.deallocate()
  }

  /// What it has said last to its standard error, up to now.
  func lastWords() -> String {
    catchUp()
    return String(decoding: tail.suffix(ChildProcess.tailLength), as: UTF8.self)
  }

  // MARK: Messages

  /// Sends a message.
  func send(_ message: [UInt8]) throws(Trouble) {
    try message.withUnsafeBytes { bytes in Result { () throws(Trouble) in try send(bytes) } }.get()
  }

  /// Sends a message.
  func send(_ message: UnsafeRawBufferPointer) throws(Trouble) {
    let deadline = ContinuousClock.now + timeout
    var sent = 0
    while sent < message.count {
      let count = write(input, message.baseAddress! + sent, message.count - sent)
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        try wait(until: deadline, toWrite: true)
      } else if errno != EINTR {
        throw .ended
      }
    }
  }

  /// Takes a message of a known length.
  func receive(into message: UnsafeMutableRawBufferPointer) throws(Trouble) {
    let deadline = ContinuousClock.now + timeout
    while end - begin < message.count {
      if output < 0 { throw .ended }
      try wait(until: deadline, toWrite: false)
    }
    message.copyMemory(from: UnsafeRawBufferPointer(rebasing: inbox[begin..<begin + message.count]))
    begin += message.count
  }

  /// Takes a line, without its end; all that there is where a line is longer than a message may be.
  func receiveLine() throws(Trouble) -> [UInt8] {
    let deadline = ContinuousClock.now + timeout
    while true {
      if let feed = inbox[begin..<end].firstIndex(of: 10) {
        defer { begin = feed + 1 }
        return Array(inbox[begin..<feed])
      }
      if end - begin == inbox.count {
        defer { begin = end }
        return Array(inbox[begin..<end])
      }
      if output < 0 { throw .ended }
      try wait(until: deadline, toWrite: false)
    }
  }

  /// What it has said beyond the messages, as far as that is here.
  var unread: [UInt8] { Array(inbox[begin..<end]) }

  /// Tells it that no more messages come.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Reads to the end of what it says, or to the first byte of that.
  func awaitEndOfOutput() throws(Trouble) {
    let deadline = ContinuousClock.now + timeout
    while output >= 0, begin == end { try wait(until: deadline, toWrite: false) }
  }

  /// Waits until something can be read, or written; takes what can be read.
  private func wait(until deadline: ContinuousClock.Instant, toWrite: Bool) throws(Trouble) {
    if begin == end {
      (begin, end) = (0, 0)
    } else if end == inbox.count, begin > 0 {
      memmove(inbox.baseAddress!, inbox.baseAddress! + begin, end - begin)
      (begin, end) = (0, end - begin)
    }
    polls[0] = pollfd(fd: end < inbox.count ? output : -1, events: Int16(POLLIN), revents: 0)
    polls[1] = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
    polls[2] = pollfd(fd: toWrite ? input : -1, events: Int16(POLLOUT), revents: 0)
    let count = poll(polls, 3, ChildProcess.patience)
    if stop.isRaised { throw .stopped }
    if count > 0 {
      if polls[1].revents != 0 { readErrors() }
      if polls[0].revents != 0 {
        let count = read(output, inbox.baseAddress! + end, inbox.count - end)
        if count > 0 {
          end += count
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
          close(output)
          output = -1
        }
      }
      if polls[0].revents != 0 || polls[2].revents != 0 { return }
    }
    if ContinuousClock.now >= deadline { throw .silent }
  }

  /// Takes what it has said to its standard error; of what it goes on saying, as much as a pipe holds.
  private func catchUp() {
    for _ in 0..<8 where errors >= 0 { readErrors() }
  }

  /// Takes a piece of what it says to its standard error, if there is one.
  private func readErrors() {
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = read(errors, &bytes, bytes.count)
    if count > 0 {
      tail += bytes[..<count]
      if tail.count > 4 * ChildProcess.tailLength { tail.removeFirst(tail.count - ChildProcess.tailLength) }
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      close(errors)
      errors = -1
    }
  }

  // MARK: The end

  /// Waits for its end; `nil` if it does not come in time, or somebody asks to stop.
  ///
  /// - Parameter time: how long; the time for a message if it is left out.
  func awaitEnd(within time: Duration? = nil) -> End? {
    let deadline = ContinuousClock.now + (time ?? timeout)
    var pause: UInt32 = 100
    while !hasEnded {
      // Who waits for a reader of its last words does not end.
      if errors >= 0 { readErrors() }
      if stop.isRaised || ContinuousClock.now >= deadline { return nil }
      usleep(pause)
      pause = min(2 * pause, 20_000)
    }
    // What it left behind is in the pipe; others that hold the pipe are not waited for.
    catchUp()
    return leave()
  }

  /// Whether it has ended; it stays a zombie, so that its group keeps its number.
  private var hasEnded: Bool {
    var information = siginfo_t()
    let code = FileSystem.uninterrupted {
      waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
    }
    return code != 0 || information.si_signo != 0
  }

  /// Ends what is left of its group, and lets go of it.
  private func leave() -> End {
    hasLeft = true
    kill(-process, SIGKILL)
    var status: Int32 = 0
    _ = FileSystem.uninterrupted { waitpid(process, &status, 0) }
    ChildProcesses.forget(slot)
    // As the macros of the C library have it, which Swift cannot see.
    return status & 0x7f == 0 ? .exit(status >> 8 & 0xff) : .signal(status & 0x7f)
  }
}
