import BanditCards
import BanditExperiments

/// The script of a Slurm job array that does a run in shares.
///
/// Every task is one share, with threads inside. A task whose node fails is put in the queue again and goes on where it
/// was; so does one that is submitted again. The number of shares is written out: the array may be submitted in part.
struct SlurmScript {
  /// Threads of a task, unless somebody says otherwise.
  static let threads = 4

  let plan: Plan
  /// The scenario file.
  let scenario: String
  /// Options that change the scenario.
  let arguments: [String]
  let shards: Int
  let threads: Int
  /// What a task needs, in bytes.
  let memory: Int
  /// `nil` where nobody has measured.
  let effort: RunEstimate?

  var text: String {
    let name = plan.name
    let folder = "results/\(name)-shares"
    let command = Self.quoted(CommandLine.arguments.first ?? Simulate.commandName)
    let run = ([command, "run", Self.quoted(scenario)] + arguments.map(Self.quoted)).joined(separator: " ")
    var lines = [
      "#!/bin/bash",
      "# \(JSONText.visible(name)): \(plan.distinctBlocks.count) blocks in \(shards) shares. Submit it where it was made:",
      "#   sbatch THIS_FILE",
      "# When all tasks have ended, join the shares; what is missing is named:",
      "#   \(command) merge \(Self.quoted(folder))/* --out \(Self.quoted("results/\(name)"))",
      "# Some of them again, which go on where they were:",
      "#   sbatch --array=3,17 THIS_FILE",
      "#SBATCH --job-name=\(Self.word(name))",
      "#SBATCH --array=0-\(shards - 1)",
      "#SBATCH --ntasks=1",
      "#SBATCH --cpus-per-task=\(threads)",
      "#SBATCH --mem=\(megabytes)M",
    ]
    if let minutes { lines.append("#SBATCH --time=\(minutes)") }
    lines += [
      // A node that fails; and a minute before the time is up, when the task keeps what is finished and ends.
      "#SBATCH --requeue",
      "#SBATCH --signal=B:TERM@60",
      "#SBATCH --open-mode=append",
      "#SBATCH --output=\(Self.word(name))-%A_%a.log",
      "exec \(run) \\",
      "  --shard \"$SLURM_ARRAY_TASK_ID/\(shards)\" --threads \"$SLURM_CPUS_PER_TASK\" \\",
      "  --out \(Self.quoted(folder))/\"$SLURM_ARRAY_TASK_ID\" --quiet --progress log",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Half as much again as the estimate, and not less than what starting takes on any system.
  private var megabytes: Int { max(128, (memory >> 20) * 3 / 2) }

  /// Three times the estimated time of a share, in whole minutes.
  private var minutes: Int? {
    effort.map { effort in
      let seconds = effort.threadSeconds / Double(shards) / Double(threads)
      return Int(min(max(5, (3 * seconds / 60).rounded(.up)), 1e6))
    }
  }

  /// A text as one word of a shell.
  static func quoted(_ text: String) -> String {
    let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%"
    if !text.isEmpty && text.allSatisfy(plain.contains) { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// A name without what options of a job cannot hold.
  private static func word(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" })
  }
}
