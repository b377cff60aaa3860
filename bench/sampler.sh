#!/bin/sh
# CPU cost of the sampling thread with 8 stub GPUs and 2 RAPL sockets at 10 Hz, as a share of one core.
# Usage: bench/sampler.sh            (needs gcc; build with mvn -Pbench package first)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
java=$("$here/java-home")/bin/java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -shared -fPIC -O2 -o "$work/libnvidia-ml.so.1" "$here/../core/src/test/c/nvml_stub.c" -lpthread
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
    -cp "$here/target/negawatt-bench-0.1.0-SNAPSHOT.jar:$here/target/lib/*" io.negawatt.bench.SamplerCost "$work/libnvidia-ml.so.1"
