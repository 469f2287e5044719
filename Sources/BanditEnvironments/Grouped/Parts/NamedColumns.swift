import BanditCards
import BanditGames

/// The columns of a CSV file, by their names; its mistakes are those of settings.
struct NamedColumns {
  let table: CSVTable

  init(_ file: DataFile) throws(InvalidSettings) {
    do throws(CSVTable.Mistake) {
      table = try file.parsed { file throws(CSVTable.Mistake) in try CSVTable(file) }
    } catch {
      throw InvalidSettings("file", "\(error)")
    }
    guard table.rowCount > 0 else {
      throw InvalidSettings("file", "the file has column names but no row; accepted: one row or more")
    }
  }

  func fields(_ name: String, path: String) throws(InvalidSettings) -> [String] {
    guard let fields = table.column(name) else {
      let known = table.header.map { "\"\($0)\"" }.joined(separator: ", ")
      throw InvalidSettings(path, "the file has no column \"\(name)\"; accepted: \(known)")
    }
    return fields
  }

  func numbers(_ name: String, path: String) throws(InvalidSettings) -> [Double] {
    _ = try fields(name, path: path)
    do throws(CSVTable.Mistake) {
      return try table.numbers(name) ?? []
    } catch {
      throw InvalidSettings(path, "\(error)")
    }
  }

  /// The column of a feature, which the target cannot be.
  func feature<Value>(
    _ name: String, _ target: String, path: String,
    _ read: (String, String) throws(InvalidSettings) -> [Value]
  ) throws(InvalidSettings) -> [Value] {
    guard name != target else {
      throw InvalidSettings(path, "\"\(name)\" is the target; accepted: other columns")
    }
    return try read(name, path)
  }
}
