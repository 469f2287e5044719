import ArgumentParser
import BanditFigures

/// How wide what is printed becomes.
struct WidthOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How wide figures and tables of LaTeX are printed; 3.3 is a column of a paper.", valueName: "inches"))
  var width: Double = Chart.columnWidth

  func validate() throws {
    guard width >= 2, width <= 40 else {
      throw ValidationError("--width takes a number of inches from 2 to 40; found \(width)")
    }
  }
}
