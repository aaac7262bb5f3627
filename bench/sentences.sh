#!/bin/sh
# What the sentences of a model cost before they are spoken: cutter, guard, speakable text (JMH, on core 1).
set -eu
bench_home="$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)"
. "$bench_home/.mvn/find-jdk.sh"
if [ -z "${BENCH_LIB-}" ]; then
  echo "bench: building ..." >&2
  (cd "$bench_home" && ./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip -pl bench -am package dependency:copy-dependencies@bench) >&2
  BENCH_LIB="$bench_home/bench/target/lib"
fi
exec taskset -c 1 "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m -cp "$bench_home/bench/target/classes:$BENCH_LIB/*" \
  org.openjdk.jmh.Main "dev.parley.bench.(guard|words)" "$@"
