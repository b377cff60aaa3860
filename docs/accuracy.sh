#!/bin/sh
# Makes docs/forecast-accuracy.md and its Chinese form anew: back-tests the mix on the reference data.
# Usage: NEGAWATT_REFERENCE_DATA=DIR docs/accuracy.sh
set -eu
cd "$(dirname "$0")/.."
: "${NEGAWATT_REFERENCE_DATA:?say where the reference data are}"
mvn -B -q -pl plan -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/plan/target/classpath"
table=$(mktemp)
trap 'rm -f "$table"' EXIT
PATH="$(bench/java-home)/bin:$PATH"
java --enable-native-access=ALL-UNNAMED -cp "plan/target/test-classes:plan/target/classes:core/target/classes:$(cat plan/target/classpath)" \
    io.negawatt.plan.forecast.Accuracy "$NEGAWATT_REFERENCE_DATA/grid" "$table"
{
    cat << 'END'
# How good forecasts are

Written by `docs/accuracy.sh`; no figure here was typed. Each case is forecast day by day for the next 24 hours (prices at noon of the day
before), over half a year to two years, from what was known at the time. *Mix* is the error of negawatt's mix of forecasters in the measure of the column, *share of baseline* that error over
the one of the named baseline; *90 % held* is how often the truth lay within the 90 % interval, in all and in the worst month.

END
    cat "$table"
} > docs/forecast-accuracy.md
{
    cat << 'END'
# 预测的准确度

由 `docs/accuracy.sh` 生成，其中没有手工填写的数字。每个案例逐日预测未来 24 小时（电价在前一天正午预测），历时半年到两年，只使用当时已知的数据。
“组合”是 negawatt 组合预测按该列指标的误差，“相对基线”是它与所列基线误差之比；“90 % 区间覆盖率”是真实值落在 90 % 区间内的比例，
分别为全期和最差的月份。

END
    sed -e '1s/.*/| 案例 | 基线 | 指标 | 组合 | 相对基线 | 上限 | 90 % 区间覆盖率 | 最差月份 |/' "$table"
} > docs/forecast-accuracy.zh-CN.md
cat docs/forecast-accuracy.md
