import Foundation
import PackagePlugin

/// States in Swift from which commit the package is built, so that the manifests of results can say it.
///
/// Asked at every build: a value in `Package.swift` would be that of the first one.
@main
struct SourceState: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.pluginWorkDirectoryURL
    return [
      .prebuildCommand(
        displayName: "Asking for the state of the source", executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", SourceState.script, context.package.directoryURL.path, folder.path],
        outputFilesDirectory: folder)
    ]
  }

  /// Without git, or where the package is a folder of another repository, nothing is known. Only what is compiled makes a
  /// tree unclean. The file is replaced only if it changes, since everything that it concerns is compiled again.
  private static let script = """
    file="$1/SourceState.swift"
    export GIT_OPTIONAL_LOCKS=0
    state=nil
    if cd "$0" && [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$(pwd -P)" ]; then
      commit=$(git rev-parse --verify HEAD 2>/dev/null)
      changes=$(git status --porcelain -- Sources Package.swift 2>/dev/null)
      if [ -n "$commit" ]; then
        if [ -z "$changes" ]; then clean=true; else clean=false; fi
        state=".init(commit: \\"$commit\\", isClean: $clean)"
      fi
    fi
    text="import BanditExperiments

    /// The state of the source at the build.
    let sourceState: ToolVersion.Source? = $state"
    [ -f "$file" ] && [ "$(cat "$file")" = "$text" ] || printf '%s\\n' "$text" > "$file"
    """
}
