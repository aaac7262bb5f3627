#!/bin/sh
# How well callers are understood: bench/hearing.sh [options]
#   --items N         answers of each kind (12)      --threads N   (2)
#   --kinds a,b       only these kinds of question   --voices a,b  only these voices
#   --conditions a,b  only these lines               --foreign N    only N foreign sentences
#   --verbose         every answer not understood    --json        figures instead of tables
#   --recorded DIR    a recorded voice too: Asterisk's English prompts, e.g. of Debian's package
#                     asterisk-core-sounds-en-wav: /usr/share/asterisk/sounds/en_US_f_Allison
#   --join a,b        no run: the figures (--json) of earlier runs, as one
#   --page            writes the tables and pictures of bench/hearing.md
# Needs the program flite for all voices but kevin16. A full run takes about ten minutes on two cores.
set -eu
bench_home="$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)"
. "$bench_home/bench/prepare.sh"
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx768m --enable-native-access=ALL-UNNAMED \
  -cp "$bench_path" dev.parley.bench.hearing.HearingBench "$bench_home/bench" "$@"
