#!/bin/sh
# How well turns are taken: bench/turns.sh [options]
#   --calls N   only so many calls of each set     --each N     lone yeses, coughs, echoes … each (200)
#   --tune      the tuning set, not the judges      --fixed      endpointing that does not learn
#   --only A,B  of what sounds while the agent talks, only these
#   --verbose   what went wrong, turn by turn
#   --ends      only how turns end
#   --judge FILE  once more with a model that may veto the end of open turns (docs/providers.md)
#   --threads N (2)    --json    figures instead of tables    --page   writes the tables of bench/turns.md
# Needs the program flite. With Debian's packages asterisk-core-sounds-{en,es,fr,it,ru}-wav installed, recorded
# people judge too.
set -eu
bench_home="$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)"
. "$bench_home/bench/prepare.sh"
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx768m --enable-native-access=ALL-UNNAMED \
  -cp "$bench_path" dev.parley.bench.turns.TurnsBench "$bench_home/bench" "$@"
