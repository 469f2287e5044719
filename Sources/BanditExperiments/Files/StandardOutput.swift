/// Checked output to the standard output: nothing is lost in silence on a full device.
///
/// A program that wants the error of a closed pipe rather than a signal ignores `SIGPIPE` first.
public enum StandardOutput {
  /// Writes a text, in UTF-8.
  public static func write(_ text: String) throws(FileError) {
    try write(text, to: 1)
  }

  static func write(_ text: String, to descriptor: Int32) throws(FileError) {
    try Array(text.utf8).withUnsafeBufferPointer { bytes throws(FileError) in
      try FileSystem.writeAll(bytes, to: descriptor, path: "standard output")
    }
  }
}
