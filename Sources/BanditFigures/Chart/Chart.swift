/// A figure as a value: panels with axes and marks, in the units of the data. Nothing in it depends on a size or a file
/// format; `svg(width:)`, `vegaLite(width:)` and `pgfplots(name:width:)` write it.
public struct Chart: Hashable, Sendable {
  /// What it shows, in one line, for those who cannot see it.
  public var title: String
  /// What there is to see, in a few sentences, for the same.
  public var description: String
  /// The panels, in the order of reading.
  public var panels: [Panel]

  /// Creates a chart.
  public init(title: String, description: String = "", panels: [Panel]) {
    self.title = title
    self.description = description
    self.panels = panels
  }
}

extension Chart {
  /// Two axes and what is drawn between them.
  public struct Panel: Hashable, Sendable {
    /// What tells it from the other panels; empty where it is alone.
    public var title: ChartText
    /// The axis below.
    public var x: Axis
    /// The axis on the left. Categories go down.
    public var y: Axis
    /// What is drawn, the last on top.
    public var marks: [Mark]

    /// Creates a panel.
    public init(title: ChartText = "", x: Axis, y: Axis, marks: [Mark]) {
      self.title = title
      self.x = x
      self.y = y
      self.marks = marks
    }
  }

  /// A place between the axes.
  public struct Point: Hashable, Sendable {
    /// Along the axis below.
    public var x: Double
    /// Along the axis on the left.
    public var y: Double

    /// Creates a point.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// Something drawn in a panel.
  public enum Mark: Hashable, Sendable {
    /// A curve.
    case line(Line)
    /// The area between two curves.
    case band(Band)
    /// Dots.
    case strip(Strip)
    /// A box of quantiles, across the lines of a panel whose axis on the left has categories.
    case box(Box)
    /// A straight line between two places.
    case rule(Rule)
    /// A text at the right end.
    case label(Label)

    /// A curve.
    public struct Line: Hashable, Sendable {
      /// Names its column in files of numbers.
      public var name: String
      /// From left to right.
      public var points: [Point]
      /// How it is drawn.
      public var stroke: Stroke

      /// Creates a curve.
      public init(_ name: String, _ points: [Point], _ stroke: Stroke) {
        self.name = name
        self.points = points
        self.stroke = stroke
      }
    }

    /// The area between two curves.
    public struct Band: Hashable, Sendable {
      /// Its extent at one place.
      public struct Span: Hashable, Sendable {
        /// Along the axis below.
        public var x: Double
        /// The lower end.
        public var low: Double
        /// The upper end.
        public var high: Double

        /// Creates a span.
        public init(_ x: Double, _ low: Double, _ high: Double) {
          self.x = x
          self.low = low
          self.high = high
        }
      }

      /// Names its columns in files of numbers.
      public var name: String
      /// From left to right.
      public var spans: [Span]
      /// Its colour.
      public var stroke: Stroke
      /// Whether it hides what is below it; else it lets it shine through.
      public var isSolid: Bool

      /// Creates a band.
      public init(_ name: String, _ spans: [Span], _ stroke: Stroke, isSolid: Bool = false) {
        self.name = name
        self.spans = spans
        self.stroke = stroke
        self.isSolid = isSolid
      }
    }

    /// Dots.
    public struct Strip: Hashable, Sendable {
      /// How a dot looks.
      public enum Shape: Hashable, Sendable {
        /// Small, and one shines through another.
        case faint
        /// Filled.
        case filled
        /// A circle.
        case hollow
      }

      /// Where they are.
      public var points: [Point]
      /// Their colour.
      public var stroke: Stroke
      /// How they look.
      public var shape: Shape

      /// Creates dots.
      public init(_ points: [Point], _ stroke: Stroke, _ shape: Shape) {
        self.points = points
        self.stroke = stroke
        self.shape = shape
      }
    }

    /// Quantiles.
    public struct Box: Hashable, Sendable {
      /// The category.
      public var place: Double
      /// 5 %, 25 %, 50 %, 75 % and 95 %.
      public var quantiles: [Double]
      /// The mean.
      public var mean: Double
      /// Its colour.
      public var stroke: Stroke

      /// Creates a box.
      ///
      /// - Precondition: five quantiles, in order.
      public init(place: Double, quantiles: [Double], mean: Double, _ stroke: Stroke) {
        precondition(quantiles.count == 5, "a box needs five quantiles")
        self.place = place
        self.quantiles = quantiles
        self.mean = mean
        self.stroke = stroke
      }
    }

    /// A straight line.
    public struct Rule: Hashable, Sendable {
      /// Where it begins.
      public var start: Point
      /// Where it ends.
      public var end: Point
      /// How it is drawn.
      public var stroke: Stroke

      /// Creates a rule.
      public init(from start: Point, to end: Point, _ stroke: Stroke) {
        self.start = start
        self.end = end
        self.stroke = stroke
      }
    }

    /// A text at the right end, beside what it names; labels that would overlap are pushed apart.
    public struct Label: Hashable, Sendable {
      /// The text.
      public var text: ChartText
      /// Where what it names ends, along the axis on the left.
      public var y: Double
      /// How that is drawn.
      public var stroke: Stroke
      /// Whether that is an area.
      public var isArea: Bool

      /// Creates a label.
      public init(_ text: ChartText, y: Double, _ stroke: Stroke, isArea: Bool = false) {
        self.text = text
        self.y = y
        self.stroke = stroke
        self.isArea = isArea
      }
    }
  }

  /// How a line is drawn. Every series has a colour and a dash pattern, so that it can be told from others without either.
  public struct Stroke: Hashable, Sendable {
    /// The colour, red, green and blue, as in `0072B2`; `nil` for that of texts.
    public var color: String?
    /// The lengths of dashes and gaps in pixels; empty for a line without gaps.
    public var dash: [Double]
    /// The width in pixels.
    public var width: Double

    /// Creates a stroke.
    public init(color: String?, dash: [Double] = [], width: Double = 1.4) {
      self.color = color
      self.dash = dash
      self.width = width
    }

    /// The colours of M. Okabe and K. Ito (Color universal design, 2008), which people see apart whatever their cones;
    /// yellow, which is too light for lines, is left out, and black is that of texts.
    private static let colors = ["0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9"]
    private static let dashes: [[Double]] = [
      [], [5, 2], [1.5, 1.5], [6, 1.5, 1.5, 1.5], [3, 1.5], [8, 2], [2.5, 1, 1, 1],
    ]

    /// The stroke of a series by its number, from 0. The first 42 are different.
    public static func series(_ number: Int) -> Stroke {
      Stroke(color: colors[number % colors.count], dash: dashes[number % dashes.count])
    }

    /// Of a lower bound: thin and dashed.
    public static let bound = Stroke(color: nil, dash: [2, 2], width: 0.7)
    /// Of a change of the environment: dotted.
    public static let change = Stroke(color: nil, dash: [0.8, 2], width: 0.8)
    /// Of what differences are judged by.
    public static let zero = Stroke(color: "808080", width: 0.8)
  }
}

// Inside of this target they have their short names.
typealias Panel = Chart.Panel
typealias Point = Chart.Point
typealias Mark = Chart.Mark
typealias Stroke = Chart.Stroke
typealias Axis = Chart.Axis
