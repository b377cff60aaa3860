#!/bin/sh
# What `negawatt agent` costs: CPU time as a share of a core, memory and bytes sent, at 1 Hz with 8 stub GPUs, delivering to a server
# on loopback. The CPU time of its threads tells what costs most.
# Usage: bench/agent.sh [SECONDS [HZ]]      (default 120 s at 1 Hz, after 200 s in which the compiler works, since an agent runs for months; needs gcc)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/../negawatt" --version > /dev/null # builds and prepares what is missing
java_home=$(NEGAWATT_JAVA_OPTS=-XshowSettings:properties "$here/../negawatt" --version 2>&1 | sed -n 's/^ *java.home = //p')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -shared -fPIC -O2 -o "$work/libnvidia-ml.so.1" "$here/../core/src/test/c/nvml_stub.c" -lpthread
"$java_home/bin/java" "$here/AgentCost.java" "$here/../negawatt" "$work" "${1:-120}" "${2:-1}"
