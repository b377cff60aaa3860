#!/bin/sh
# 4,000 series of 1,800 steps into the embedded live store, durable batch by batch, beside a bare log of the same bytes.
# Usage: bench/live.sh [STEPS A BATCH [SERIES A BATCH [FOLDER]]]      (default 60 250 /tmp; build with mvn -Pbench package first)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$("$here/java-home")/bin/java" -XX:+UseSerialGC -Xmx64m --enable-native-access=ALL-UNNAMED \
    -cp "$here/target/negawatt-bench-0.1.0-SNAPSHOT.jar:$here/target/lib/*" io.negawatt.bench.LiveStoreCost "$@"
