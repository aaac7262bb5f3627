#!/bin/sh
# Runs one benchmark with the client on core 1 and servers on core 0: bench/run.sh CLASS [arguments]
# Called by media.sh, turn.sh, barge-in.sh and leak.sh. On a busy machine set BENCH_WEIGHT=-15 (needs
# root): client and server then get scheduling groups of their own with that weight.
set -eu
bench_home="$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)"
command -v taskset >/dev/null || { echo "bench: taskset is missing; install util-linux" >&2; exit 3; }
[ "$(nproc)" -ge 2 ] || { echo "bench: expected at least 2 cores, one for the server and one for the client" >&2; exit 3; }

bench_class="$1"
shift
. "$bench_home/bench/prepare.sh"
set -- taskset -c 1 "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED \
  -cp "$bench_path" "dev.parley.bench.load.$bench_class" "$bench_home/bench/results" "$@"
if [ -n "${BENCH_WEIGHT-}" ]; then
  # shellcheck disable=SC2016
  exec setsid -w sh -c 'echo "$BENCH_WEIGHT" > /proc/self/autogroup; exec "$@"' sh "$@"
fi
exec "$@"
