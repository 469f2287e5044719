/// What a channel does with a lever in one period. Only `feedback` ever reaches the learner.
public struct ChannelResponse: Sendable {
  /// What the learner is told.
  public var feedback: ChannelFeedback
  /// The expected value of this lever.
  public var meanValue: Double
  /// Which support point of the channel's law the auctions of the period were.
  public var point: Int

  /// Creates a response.
  @inlinable
  public init(feedback: ChannelFeedback, meanValue: Double, point: Int) {
    self.feedback = feedback
    self.meanValue = meanValue
    self.point = point
  }
}
