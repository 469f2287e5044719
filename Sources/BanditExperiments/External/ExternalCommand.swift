import BanditCards

/// Whether commands that scenarios name are started, and how long they may be silent.
public struct CommandTerms: Hashable, Sendable {
  /// Whether they are started at all: a scenario is a file that may come from anywhere.
  public var areAllowed: Bool
  /// How long a command may take for a message, in seconds.
  public var timeout: Double

  /// The time that a command has for a message, if nothing else is said: 60 seconds.
  public static let usualTimeout = 60.0

  /// Creates terms; commands are not started by default.
  ///
  /// - Precondition: `timeout > 0`.
  public init(areAllowed: Bool = false, timeout: Double = CommandTerms.usualTimeout) {
    precondition(timeout > 0, "a command needs time for a message")
    self.areAllowed = areAllowed
    self.timeout = timeout
  }
}

/// A command that plays a block of replications of a bandit, and what it is told first.
public struct ExternalCommand: Sendable {
  /// The version of the messages that are exchanged.
  public static let protocolVersion = 1

  /// The program and its arguments.
  public let command: [String]
  /// Where it works.
  public let folder: String
  /// The files that its choices depend on.
  public let files: [DataFile]
  /// What the scenario tells it.
  public let settings: Settings

  /// Creates a command.
  ///
  /// - Precondition: the command has a program.
  public init(_ command: [String], in folder: String, files: [DataFile], settings: Settings) {
    precondition(!command.isEmpty, "a command needs a program")
    self.command = command
    self.folder = folder
    self.files = files
    self.settings = settings
  }

  /// The command in one line, for messages.
  var text: String { command.joined(separator: " ") }

  /// The arguments that are files of the scenario's folder, and not among the files.
  public var unwatchedFiles: [String] {
    command.filter { argument in
      let path = argument.hasPrefix("/") ? argument : "\(folder)/\(argument)"
      // Programs of the system are another matter.
      return argument != command[0] || argument.contains("/") && !argument.hasPrefix("/")
        ? DataFile(path).size != nil && !files.contains { plain($0.path) == plain(path) } : false
    }
  }

  /// A path without steps to where one is.
  private func plain(_ path: String) -> String { path.replacing("/./", with: "/") }

  /// The first file that is not any more what it was when the scenario was read.
  var changedFile: DataFile? {
    files.first { (try? FileSystem.contents(of: $0.path)) != $0.bytes }
  }
}
