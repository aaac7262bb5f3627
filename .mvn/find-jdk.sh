# Sets JAVA_HOME to a JDK 25 or newer: JAVA_HOME, then PATH, then the usual folders. Sourced by mvnw and parley.
parley_jdk_version() {
  # Prints the feature version of the JDK in folder $1, or nothing.
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p'
}

parley_find_jdk() {
  set +f
  parley_on_path="$(command -v javac 2>/dev/null || :)"
  [ -z "$parley_on_path" ] || parley_on_path="$(dirname "$(dirname "$(readlink -f "$parley_on_path")")")"
  for parley_candidate in "${JAVA_HOME-}" "$parley_on_path" \
    /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk* /opt/java/* /usr/java/* /usr/local/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$parley_candidate" ] && [ -d "$parley_candidate" ] || continue
    parley_version="$(parley_jdk_version "$parley_candidate")"
    if [ -n "$parley_version" ] && [ "$parley_version" -ge 25 ]; then
      JAVA_HOME="$parley_candidate"
      export JAVA_HOME
      return 0
    fi
  done
  echo "parley: needs a JDK 25 or newer, and found none (looked at JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks)." >&2
  echo "parley: install one (Debian: a temurin-25-jdk or openjdk-25-jdk package) or set JAVA_HOME to its folder." >&2
  exit 3
}

parley_find_jdk
