// The umbrella: research code writes `import Bandits`.
@_exported import BanditAlgorithms
@_exported import BanditCards
@_exported import BanditComparators
@_exported import BanditEnvironments
@_exported import BanditExperiments
@_exported import BanditFigures
@_exported import BanditGames
@_exported import BanditNumerics
@_exported import BanditStreams
