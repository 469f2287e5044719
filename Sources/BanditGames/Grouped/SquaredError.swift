/// The loss of grouped data.
public enum SquaredError {
  /// The squared error of a prediction.
  @inlinable
  public static func of(_ prediction: Double, _ label: Double) -> Double {
    let error = prediction - label
    return error * error
  }
}
