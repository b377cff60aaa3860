#!/bin/sh
# How long plans take and how good they are proven to be: jobs, zones and sites, from a week to a year.
# Usage: [NEGAWATT_REFERENCE_DATA=DIR] bench/plans.sh      (with the reference data, the year of training jobs too)
set -eu
cd "$(dirname "$0")/.."
mvn -B -q -pl plan -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/plan/target/classpath"
exec "$(bench/java-home)/bin/java" --enable-native-access=ALL-UNNAMED \
    -cp "plan/target/test-classes:plan/target/classes:core/target/classes:$(cat plan/target/classpath)" \
    io.negawatt.plan.operate.PlanTimes ${NEGAWATT_REFERENCE_DATA:+"$NEGAWATT_REFERENCE_DATA"}
