#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How long a thread has been at something.
struct Stopwatch {
  private let start = ContinuousClock.now
  private let processorStart = Stopwatch.processorSeconds

  var time: BlockTime {
    BlockTime(
      seconds: (ContinuousClock.now - start) / .seconds(1),
      processorSeconds: Stopwatch.processorSeconds - processorStart)
  }

  /// The seconds that this thread has had a processor.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
