#!/bin/sh
# Makes docs/plan-quality.md and its Chinese form anew: a year of training jobs on the carbon of six zones, planned hour by hour.
# Usage: NEGAWATT_REFERENCE_DATA=DIR docs/plan-quality.sh
set -eu
cd "$(dirname "$0")/.."
: "${NEGAWATT_REFERENCE_DATA:?say where the reference data are}"
mvn -B -q -pl plan -am test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/plan/target/classpath"
table=$(mktemp)
trap 'rm -f "$table"' EXIT
PATH="$(bench/java-home)/bin:$PATH"
java --enable-native-access=ALL-UNNAMED -cp "plan/target/test-classes:plan/target/classes:core/target/classes:$(cat plan/target/classpath)" \
    io.negawatt.plan.replay.Regret "$NEGAWATT_REFERENCE_DATA/grid" "$table"
{
    cat << 'END'
# How good plans are

Written by `docs/plan-quality.sh`; no figure here was typed. A year of training jobs with deadlines, at most 45 at a time, on the carbon
intensity of six zones in 2022. The plan is made anew each hour; it knows neither the present hour nor a job that has not come yet.

*Possible saving* is what the best plan in hindsight saves against starting at once. The other columns are shares of that: with a perfect
forecast, with the mix (`best`, with the number of jobs that were late), with yesterday's values and with those of a week ago.

END
    cat "$table"
} > docs/plan-quality.md
{
    cat << 'END'
# 计划的质量

由 `docs/plan-quality.sh` 生成，其中没有手工填写的数字。一年的训练作业（有截止时间，最多同时运行 45 个），按六个区域 2022 年的碳强度排程。
计划每小时重新制定；制定时既不知道当前小时的数值，也不知道尚未提交的作业。

“可节省”是事后最优计划相对于立即运行的节省。其余各列为所达到的份额：完美预测、组合预测（`best`，并列出迟到的作业数）、
沿用昨天的数值、沿用上周的数值。

END
    sed -e '1s/.*/| 区域 | 可节省 | 完美预测 | best | 迟到 | yesterday | last-week |/' -e 's/^| mean /| 平均 /' "$table"
} > docs/plan-quality.zh-CN.md
cat docs/plan-quality.md
