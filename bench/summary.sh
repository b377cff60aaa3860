#!/bin/sh
# A run of ten million samples, journalled, sealed and summed by device and minute.
# Usage: bench/summary.sh            (about a minute; build with mvn -Pbench package first)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$("$here/java-home")/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp "$here/target/negawatt-bench-0.1.0-SNAPSHOT.jar:$here/target/lib/*" io.negawatt.bench.SummaryCost
