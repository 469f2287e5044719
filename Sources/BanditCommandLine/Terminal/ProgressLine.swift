import BanditExperiments
import Synchronization

/// One line on a terminal that says how far a run has come, renewed ten times a second.
final class ProgressLine: Sendable {
  private let start = ContinuousClock.now
  private let latest = Mutex(ContinuousClock.now)

  /// Shows the state of a run, unless it was shown a moment ago.
  func show(_ progress: Runner.Progress) {
    let now = ContinuousClock.now
    let isDue = latest.withLock { latest in
      guard now - latest >= .milliseconds(100) else { return false }
      latest = now
      return true
    }
    if isDue { Terminal.show("\r\u{1B}[K" + ProgressLine.text(progress, seconds: (now - start) / .seconds(1))) }
  }

  /// Removes the line.
  func clear() { Terminal.show("\r\u{1B}[K") }

  /// Done and total, speed, and the time that is left at that speed.
  static func text(_ progress: Runner.Progress, seconds: Double) -> String {
    let (done, total) = (Double(progress.done), Double(progress.total))
    let speed = done / max(seconds, 1e-9)
    return "\(Int(done / max(1, total) * 100)) %  \(short(done))/\(short(total)) rounds  \(short(speed)) rounds/s  "
      + "\(clock((total - done) / max(speed, 1e-9))) left"
  }

  private static func short(_ number: Double) -> String {
    for (limit, unit) in [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")] where number >= limit {
      return "\((number / limit * 10).rounded() / 10) \(unit)"
    }
    return "\(Int(number))"
  }

  private static func clock(_ seconds: Double) -> String {
    let total = Int(min(seconds, 1e9).rounded(.up))
    let (hours, minutes) = (total / 3600, total / 60 % 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(total % 60))" : "\(minutes):\(two(total % 60))"
  }
}
