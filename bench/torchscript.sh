#!/bin/sh
# CPU time of a training pass that Java builds, operation by operation, over that of the same graph as one TorchScript call.
# Build with mvn -Pbench package first.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
OMP_WAIT_POLICY=PASSIVE OMP_NUM_THREADS=1 exec "$("$here/java-home")/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --enable-native-access=ALL-UNNAMED -cp "$here/target/negawatt-bench-0.1.0-SNAPSHOT.jar:$here/target/lib/*" \
    io.negawatt.bench.TorchScriptCost
