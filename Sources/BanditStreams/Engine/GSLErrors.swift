import CBanditGSL

/// GSL's process-wide error handling.
public enum GSLErrors {
  /// Turns off GSL's default handler, which aborts the process.
  ///
  /// For executables, before any thread starts; libraries never change the handler. Arguments are
  /// validated in Swift so that GSL is not called out of range in the first place.
  public static func turnOffAbortingHandler() {
    _ = gsl_set_error_handler_off()
  }

  /// The version of the GSL library in use.
  public static var libraryVersion: String { String(cString: bandit_gsl_version()) }
}
