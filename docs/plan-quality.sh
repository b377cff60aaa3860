#!/bin/sh
# Makes docs/plan-quality.md and its Chinese form anew: a year of training jobs on the carbon of six zones, planned hour by hour.
# Usage: NEGAWATT_REFERENCE_DATA=DIR docs/plan-quality.sh
set -eu
cd "$(dirname "$0")/.."
: "${NEGAWATT_REFERENCE_DATA:?say where the reference data are}"
mvn -B -q -pl plan -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/plan/target/classpath"
PATH="$(bench/java-home)/bin:$PATH"
java --enable-native-access=ALL-UNNAMED -cp "plan/target/test-classes:plan/target/classes:core/target/classes:$(cat plan/target/classpath)" \
    io.negawatt.plan.replay.Regret "$NEGAWATT_REFERENCE_DATA/grid" docs/plan-quality.md
cat docs/plan-quality.md
sed -e '1s/.*/| 区域 | 可节省 | 完美预测 | best | 迟到 | yesterday | last-week |/' -e 's/^| mean /| 平均 /' docs/plan-quality.md > docs/plan-quality.zh-CN.md
