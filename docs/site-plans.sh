#!/bin/sh
# Makes docs/site-plan-results.md and its Chinese form anew: exactness and the battery on the reference data.
# Usage: NEGAWATT_REFERENCE_DATA=DIR docs/site-plans.sh
set -eu
cd "$(dirname "$0")/.."
: "${NEGAWATT_REFERENCE_DATA:?say where the reference data are}"
mvn -B -q -pl plan -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/plan/target/classpath"
PATH="$(bench/java-home)/bin:$PATH"
java --enable-native-access=ALL-UNNAMED -cp "plan/target/test-classes:plan/target/classes:core/target/classes:$(cat plan/target/classpath)" \
    io.negawatt.plan.operate.SitePlans "$NEGAWATT_REFERENCE_DATA" docs/site-plan-results.md
cat docs/site-plan-results.md
sed -e 's/^| market .*/| 市场 | 预测 | 设定 | 天数 | 占完全预知的份额 | 同一预测下的贪心法 |/' -e 's/^| check .*/| 检验 | 实例数 | 成立 |/' \
    -e 's/cost equals that of trying everything/费用等于穷举所得/' \
    -e 's/every rule kept, or said to be broken and by how much (\([0-9]*\) of them cannot be kept)/规则全部满足，或说明违反何条及程度（其中 \1 个无法满足）/' \
    docs/site-plan-results.md > docs/site-plan-results.zh-CN.md
