#!/bin/sh
# The start of `negawatt serve` against the least server that Helidon makes, as it is and with an AOT cache like ours, in alternating
# rounds: time and CPU time to the first answer, and resident memory when idle. Allowed: 0.6 s, 1.5 times the bare one, 150 MB.
# Usage: bench/serving-start.sh [PAIRS]      (default 15; a quiet machine is best, a busy one lengthens both)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/../negawatt" --version > /dev/null # builds and prepares what is missing
java_home=$(NEGAWATT_JAVA_OPTS=-XshowSettings:properties "$here/../negawatt" --version 2>&1 | sed -n 's/^ *java.home = //p')
path="$here/../app/target/negawatt.jar"
for jar in "$here"/../app/target/lib/*.jar; do
    path="$path:$jar"
done
exec "$java_home/bin/java" "$here/ServingStart.java" "$java_home" "$path" "$here/../negawatt" "${1:-15}" "$here"
