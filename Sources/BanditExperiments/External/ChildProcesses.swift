import CBanditProcess
import Synchronization

import class Foundation.ProcessInfo

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The processes that this process has started, so that it can end at any moment without leaving one behind.
package enum ChildProcesses {
  /// As many as threads can be at work.
  private static let capacity = 1024
  /// The process of each slot; 0 where there is none. Plain memory, as a handler of signals may look at nothing else.
  nonisolated(unsafe) private static let slots: UnsafeMutablePointer<Atomic<pid_t>> = {
    let slots = UnsafeMutablePointer<Atomic<pid_t>>.allocate(capacity: capacity)
    for slot in 0..<capacity { (slots + slot).initialize(to: Atomic(0)) }
    return slots
  }()
  /// Held while a process is started: its pipes are nobody else's, and nobody ends meanwhile.
  private static let starting = Mutex(())

  /// Makes the slots, which a handler of signals must not be the first to do.
  package static func prepare() { _ = slots }

  /// Ends all of them and their groups, and then this process; none is started meanwhile.
  package static func end(_ end: () -> Never) -> Never {
    starting.withLock { _ in
      killAll()
      end()
    }
  }

  /// Ends all of them and their groups. Safe in a handler of signals, after `prepare()`.
  package static func killAll() {
    for slot in 0..<capacity {
      let process = slots[slot].load(ordering: .relaxed)
      if process > 0 { kill(-process, SIGKILL) }
    }
  }

  static func forget(_ slot: Int) { slots[slot].store(0, ordering: .relaxed) }

  /// Starts a process in a group of its own, with three pipes, of which ours do not wait.
  static func start(
    _ command: [String], in folder: String
  ) throws(ChildProcess.Trouble) -> (process: pid_t, slot: Int, input: Int32, output: Int32, errors: Int32) {
    let result: Result<(pid_t, Int, Int32, Int32, Int32), ChildProcess.Trouble> = starting.withLock { _ in
      ignoreBrokenPipes
      guard let slot = (0..<capacity).first(where: { slots[$0].load(ordering: .relaxed) == 0 }) else {
        return .failure(.notStarted("there are \(capacity) processes already"))
      }
      var pipes: [Pipe] = []
      defer { for pipe in pipes { close(pipe.theirs) } }
      for isInput in [true, false, false] {
        guard let pipe = Pipe(isInput: isInput) else {
          let reason = String(cString: strerror(errno))
          for pipe in pipes { close(pipe.ours) }
          return .failure(.notStarted(reason))
        }
        pipes.append(pipe)
      }
      do throws(ChildProcess.Trouble) {
        let process = try spawn(command, in: folder, pipes.map(\.theirs))
        slots[slot].store(process, ordering: .relaxed)
        return .success((process, slot, pipes[0].ours, pipes[1].ours, pipes[2].ours))
      } catch {
        for pipe in pipes { close(pipe.ours) }
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// A write to a process that has ended is an error like any other, unless somebody handles the signal.
  private static let ignoreBrokenPipes: Void = {
    let before = signal(SIGPIPE, SIG_IGN)
    // SIG_DFL and SIG_IGN are 0 and 1 where a handler has an address.
    if let before, UInt(bitPattern: unsafeBitCast(before, to: Int.self)) > 1 { signal(SIGPIPE, before) }
  }()

  private struct Pipe {
    let ours: Int32
    let theirs: Int32

    init?(isInput: Bool) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return nil }
      (ours, theirs) = isInput ? (ends[1], ends[0]) : (ends[0], ends[1])
      // Else a process would keep another one's pipe open.
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      _ = fcntl(ours, F_SETFL, fcntl(ours, F_GETFL) | O_NONBLOCK)
    }
  }

  private static func spawn(
    _ command: [String], in folder: String, _ pipes: [Int32]
  ) throws(ChildProcess.Trouble) -> pid_t {
    let folder = absolute(folder)
    let program = command[0].contains("/") && !command[0].hasPrefix("/") ? "\(folder)/\(command[0])" : command[0]
    let variables = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }.sorted()
    var process: pid_t = 0
    let code = withCStrings(command) { arguments in
      withCStrings(variables) {
        bandit_start(program, arguments, $0, folder, pipes[0], pipes[1], pipes[2], &process)
      }
    }
    guard code == 0 else { throw .notStarted(String(cString: strerror(code))) }
    return process
  }

  private static func absolute(_ folder: String) -> String {
    if folder.hasPrefix("/") { return folder }
    guard let here = getcwd(nil, 0) else { return folder }
    defer { free(here) }
    return "\(String(cString: here))/\(folder)"
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(&pointers)
  }
}
