# For the scripts beside it, which set bench_home: finds a JDK, builds unless BENCH_LIB names a folder
# of built libraries, and sets bench_path, the class path.
. "$bench_home/.mvn/find-jdk.sh"
if [ -z "${BENCH_LIB-}" ]; then
  echo "bench: building ..." >&2
  (cd "$bench_home" && ./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip -pl bench -am package dependency:copy-dependencies@bench) >&2
  BENCH_LIB="$bench_home/bench/target/lib"
fi
bench_path="$bench_home/bench/target/classes:$BENCH_LIB/*"
