#!/bin/sh
# What `negawatt serve` takes over HTTP on loopback: samples a second that are durable before the answer, CPU time a million,
# questions meanwhile, resident memory, bytes a sample; and the time from the start to the first response.
# With MINUTES, the same series then go on in real time, at ten samples a second, and resident memory is told by the minute.
# Usage: bench/serving.sh [SERIES A BATCH] [STEPS A BATCH] [ROUNDS] [MINUTES]      (default 250 60 3 0; a quiet machine is best)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/../negawatt" --version > /dev/null # builds and prepares what is missing
java_home=$(NEGAWATT_JAVA_OPTS=-XshowSettings:properties "$here/../negawatt" --version 2>&1 | sed -n 's/^ *java.home = //p')
exec "$java_home/bin/java" -Xmx512m -cp "$here/../app/target/negawatt.jar:$here/../app/target/lib/*" "$here/Serving.java" \
    "$here/../negawatt" "${1:-250}" "${2:-60}" "${3:-3}" "${4:-0}"
