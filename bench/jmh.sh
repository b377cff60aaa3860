#!/bin/sh
# JMH benchmarks. Usage: bench/jmh.sh [JMH ARGUMENTS]      (build with mvn -Pbench package first)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
exec "$("$here/java-home")/bin/java" -cp "$here/target/negawatt-bench-0.1.0-SNAPSHOT.jar:$here/target/lib/*" org.openjdk.jmh.Main "$@"
