import BanditCards
import BanditGames

/// How long a replication lasts.
enum Horizon: Hashable {
  /// This many rounds.
  case rounds(Int)
  /// As many rounds as the data of the environment have rows (or arrivals), by the word that says so.
  case rows(word: String)

  /// The words for the rows of the data.
  static let words = ["rows", "arrivals"]

  /// The value of the key `horizon`; `nil` if it is neither.
  init?(_ setting: Setting) {
    switch setting {
    case .whole(let rounds): self = .rounds(rounds)
    case .text(let word) where Horizon.words.contains(word): self = .rows(word: word)
    default: return nil
    }
  }
}
