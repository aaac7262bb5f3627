#!/bin/sh
# What the sentences of a model cost before they are spoken: cutter, guard, speakable text (JMH, on core 1).
set -eu
bench_home="$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)"
. "$bench_home/bench/prepare.sh"
exec taskset -c 1 "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m -cp "$bench_path" \
  org.openjdk.jmh.Main dev.parley.bench.words "$@"
