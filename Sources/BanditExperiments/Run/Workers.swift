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
enum Workers {
  /// Does some work on up to `count` threads, the calling one among them; returns when all of them are done.
  ///
  /// - Parameters:
  ///   - started: told how many threads work, before the calling thread begins.
  ///   - work: what each of them does.
  static func run(_ count: Int, started: (Int) -> Void = { _ in }, _ work: @Sendable () -> Void) {
    withoutActuallyEscaping(work) { work in
      let shared = Shared(work)
      var threads: [pthread_t] = []
      while threads.count < count - 1, let thread = start(shared) { threads.append(thread) }
      started(threads.count + 1)
      shared.work()
      for thread in threads { pthread_join(thread, nil) }
    }
  }

  private final class Shared: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  private static func start(_ shared: Shared) -> pthread_t? {
    let argument = Unmanaged.passRetained(shared)
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
    Unmanaged<Shared>.fromOpaque(argument).takeRetainedValue().work()
  }
}
