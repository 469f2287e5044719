#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A state that several threads change, and whose changes they can wait for.
///
/// What `Mutex` does not offer: a thread that waits sleeps.
// The state is reached under the lock only.
final class Monitor<State: Sendable>: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state: State

  init(_ state: State) {
    self.state = state
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Changes the state, and wakes all who wait.
  func change<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(lock)
    defer {
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(lock)
    }
    return try body(&state)
  }

  /// Waits until the state gives something; what it gives, taken at once.
  func wait<Result>(_ body: (inout State) throws -> Result?) rethrows -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let result = try body(&state) { return result }
      pthread_cond_wait(changed, lock)
    }
  }

  /// Waits until something is true of the state, or some seconds are over.
  func wait(atMost seconds: Double, until isEnough: (State) -> Bool) {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    let end = Double(deadline.tv_nsec) + 1e9 * seconds
    deadline.tv_sec += Int(end / 1e9)
    deadline.tv_nsec = Int(end.truncatingRemainder(dividingBy: 1e9))
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while !isEnough(state), pthread_cond_timedwait(changed, lock, &deadline) == 0 {}
  }
}
