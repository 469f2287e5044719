import ArgumentParser
import BanditExperiments
import Synchronization

/// Says on standard error how far a run has come: in one line that is renewed ten times a second, or, for a log, in a
/// new line whenever another tenth of the rounds is done, and once a minute.
final class ProgressLine: Sendable {
  /// How progress is shown; the values of `--progress`.
  enum Style: String, ExpressibleByArgument, CaseIterable {
    case auto, line, log, never
  }

  private let start = ContinuousClock.now
  private let latest = Mutex((time: ContinuousClock.now, tenth: 0))
  private let isLog: Bool

  /// - Parameters:
  ///   - style: `auto` is a line on a terminal that can renew it, and nothing elsewhere.
  ///   - isQuiet: whether `auto` is nothing at all.
  /// - Returns: `nil` if nothing is to be shown.
  init?(_ style: Style, isQuiet: Bool) {
    switch style {
    case .never: return nil
    case .auto where isQuiet || !Terminal.renewsLines: return nil
    case .auto, .line: isLog = false
    case .log: isLog = true
    }
  }

  /// Shows the state of a run, unless it was shown a moment ago.
  func show(_ progress: Runner.Progress) {
    let now = ContinuousClock.now
    let isDue = latest.withLock { latest in
      let tenth = Int(10 * (Double(progress.done) / Double(max(1, progress.total))))
      let pause: Duration = isLog ? .seconds(60) : .milliseconds(100)
      guard now - latest.time >= pause || isLog && tenth > latest.tenth else { return false }
      latest = (now, tenth)
      return true
    }
    guard isDue else { return }
    let text = ProgressLine.text(progress, seconds: (now - start) / .seconds(1))
    Terminal.show(isLog ? "\(text)\n" : "\r\u{1B}[K\(text)")
  }

  /// Removes the line.
  func clear() { if !isLog { Terminal.show("\r\u{1B}[K") } }

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
