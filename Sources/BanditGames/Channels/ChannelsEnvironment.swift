import BanditStreams

/// An instance of several advertising channels: the truth of one replication.
public protocol ChannelsEnvironment: Sendable {
  /// The number of channels, M; they count from 0.
  var channelCount: Int { get }

  /// What the ledger and oracles may know.
  var truth: ChannelsTruth { get }

  /// Lets a channel buy for a period. The noise stands at the address of channel and period: what is drawn from it
  /// is the same whatever the lever.
  mutating func respond(
    on channel: Int, to lever: ChannelLever, at period: Int, noise: inout RoundNoise
  ) -> ChannelResponse
}
