#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads that share a piece of work.
///
/// Threads of our own, not a pool's: where a limit refuses a thread, a pool waits for it for ever and without a word.
/// Here the calling thread works in any case.
package enum Workers {
  /// Does some work on up to `count` threads, the calling one among them; returns when all of them are done.
  ///
  /// - Parameters:
  ///   - started: told how many threads work, before the calling thread begins.
  ///   - work: what each of them does.
  static func run(_ count: Int, started: (Int) -> Void = { _ in }, _ work: @Sendable () -> Void) {
    run(helpers: count - 1, started: { started($0 + 1) }, help: work, beside: work)
  }

  /// Does something on the calling thread while up to some others help; returns when all of them are done.
  ///
  /// - Parameters:
  ///   - started: told how many others help, before the calling thread begins.
  ///   - help: what each of the others does.
  static func run<Failure: Error>(
    helpers: Int, started: (Int) -> Void = { _ in }, help: @Sendable () -> Void, beside: () throws(Failure) -> Void
  ) throws(Failure) {
    try withoutActuallyEscaping(help) { help throws(Failure) in
      var threads: [pthread_t] = []
      defer { for thread in threads { pthread_join(thread, nil) } }
      while threads.count < helpers, let thread = start(help) { threads.append(thread) }
      started(threads.count)
      try beside()
    }
  }

  /// Starts a thread; `nil` if the system refuses it.
  package static func start(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
    let argument = Unmanaged.passRetained(Work(work))
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(
        &thread, nil,
        {
          Workers.work($0)
          return nil
        }, argument.toOpaque())
    #else
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        {
          if let argument = $0 { Workers.work(argument) }
          return nil
        }, argument.toOpaque())
    #endif
    if code == 0 { return thread }
    argument.release()
    return nil
  }

  private static func work(_ argument: UnsafeMutableRawPointer) {
    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().work()
  }

  /// What a thread does, as an object that its start can pass on.
  private final class Work: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
}
