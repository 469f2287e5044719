import BanditCards
import BanditGames

/// How long a replication lasts.
enum Horizon: Hashable {
  /// This many rounds.
  case rounds(Int)
  /// As many rounds as the data of the environment have rows.
  case rows

  /// The value of the key `horizon`; `nil` if it is neither.
  init?(_ setting: Setting) {
    switch setting {
    case .whole(let rounds): self = .rounds(rounds)
    case .text("rows"): self = .rows
    default: return nil
    }
  }
}
