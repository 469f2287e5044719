# Prints the table and judges the gates. Reads the rows that were to be measured,
#   number|gate|program|algorithm|arms|replications|limit|options|why not
# and their samples:
#   row NUMBER NANOSECONDS WHOLE-PROCESS MEAN-REGRET STANDARD-ERROR
#   threads SECONDS-WITH-1 SECONDS-WITH-2 SECONDS-OF-TWO-PROCESSES-AT-ONCE SAME-BYTES
#   memory HORIZON PEAK-BYTES
#   program PEAK-BYTES
# Exits 1 if P1, P7, P8 or a mean regret fails.

FS == "|" {
  rows = $1
  gate[rows] = $2; program[rows] = $3; algorithm[rows] = $4; arms[rows] = $5; limit[rows] = $7
  note[rows] = $8; why[rows] = $9
  sub(/^--set (algorithms\.[^.]*\.)?/, "", note[rows])
  base[rows] = $2 == "base" ? rows : base[rows - 1]
}

$1 == "row" {
  rounds = ++samples[$2]
  time[$2, rounds] = $3; whole[$2, rounds] = $4
  regret[$2] += $5; variance[$2] += $6 * $6
}

$1 == "threads" {
  speedup[++pairs] = $2 / $3
  possible[pairs] = 2 * $2 / ($4 > $5 ? $4 : $5)
  if ($6 != "yes") different = 1
}

$1 == "program" { alone = $2 / 1e6 }
$1 == "memory" { peak[$2] = $3 / 1e6 }

# Sorts list[1...n]; the middle one (of two, their mean).
function median(list, n, i, j, held) {
  for (i = 2; i <= n; i++) {
    held = list[i]
    for (j = i - 1; j >= 1 && list[j] > held; j--) list[j + 1] = list[j]
    list[j + 1] = held
  }
  return (list[int((n + 1) / 2)] + list[int(n / 2) + 1]) / 2
}

function fail(what) {
  failures = failures (failures ? "; " : "") what
  return "FAIL"
}

function table_row(row, n, i, ratio, errors, result, list, ratios) {
  name = program[row] == "C" ? "C + GSL" : program[row]
  printf "%-4s  %-11s  %-14s  %4d  ", gate[row] ~ /^P/ ? gate[row] : "", name, algorithm[row], arms[row]
  if (why[row] != "") {
    print why[row] (gate[row] == "P1" ? " " fail("P1") : "") (note[row] ? "  " note[row] : "")
    return
  }
  n = samples[row]
  for (i = 1; i <= n; i++) list[i] = whole[row, i]
  process = median(list, n)
  for (i = 1; i <= n; i++) { list[i] = time[row, i]; ratios[i] = time[row, i] / time[base[row], i] }
  ratio = median(ratios, n)
  printf "%9.1f  %9.1f  %9.1f  %9.1f  %8.3f  ", median(list, n), list[1], list[n], process, ratio
  printf "%9.2f  %6.2f  ", regret[row] / n, sqrt(variance[row]) / n
  if (gate[row] == "base") { print "   -     -"; return }
  errors = (regret[row] - regret[base[row]]) / sqrt(variance[row] + variance[base[row]])
  result = limit[row] == "-" ? "" : ratio <= limit[row] ? "pass" : gate[row] == "P1" ? fail("P1") : "not yet"
  if (errors > 4 || errors < -4)
    result = gate[row] == "peer" ? "another regret" : fail("mean regret of " algorithm[row] " (K = " arms[row] ")")
  printf "%+4.1f  %5s%s%s\n", errors, limit[row], result ? "  " result : "", note[row] ? "  " note[row] : ""
}

END {
  printf "%-4s  %-11s  %-14s  %4s  ", "gate", "program", "algorithm", "K"
  printf "%9s  %9s  %9s  %9s  %8s  %9s  %6s  %4s  %5s  %s\n", \
    "ns/round", "min", "max", "process", "ratio", "regret", "se", "off", "limit", "result"
  for (row = 1; row <= rows; row++) {
    if (gate[row] == "base" && row > 1) print ""
    table_row(row)
  }

  short = peak[10000]
  growth = peak[1000000] - short
  result = short <= 30 && short + growth <= 30 && growth <= 1 ? "pass" : fail("P7")
  printf "\nP7    peak memory of 1000 replications: %.1f MB at T = 10^4 (limit 30; %.1f of it for --version), ", short, alone
  printf "%+.1f MB at T = 10^6 (limit +1)  %s\n", growth, result

  if (pairs == 0) result = "not measured (one processor)"
  else {
    faster = median(speedup, pairs)
    most = median(possible, pairs)
    # Processors that share a core, or a host with others, do not do twice as much together as one alone.
    enough = 0.9 * (most < 2 ? most : 2)
    result = faster >= enough && !different ? "pass" : fail("P8")
    result = sprintf("%.2f times as fast as one (limit %.2f: 0.9 of the %.2f of two processes at once), %s bytes  %s", \
      faster, enough, most, different ? "DIFFERENT" : "same", result)
  }
  print "P8    two threads: " result

  if (failures) { print "\nFailed: " failures; exit 1 }
}
