#!/bin/sh
# Makes docs/carbon-blend.md and its Chinese form anew: a month of jobs on two carbons, planned for one, the other and blends.
# Usage: NEGAWATT_REFERENCE_DATA=DIR docs/carbon-blend.sh
set -eu
cd "$(dirname "$0")/.."
: "${NEGAWATT_REFERENCE_DATA:?say where the reference data are}"
grid=$NEGAWATT_REFERENCE_DATA/grid
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# No open series holds both carbons of one time: the average of 2022 stands beside the marginal of the same hours of 2023.
awk -F, 'BEGIN { print "time,carbon[g/kWh]" }
    $1 >= "2022-06-08" && $1 < "2022-07-09" { sub("2022", "2023", $1); sub(" ", "T", $1); print $1 "Z," $5 }' \
    "$grid/carbon/US-CAL-CISO_2022_hourly.csv" > "$work/average.csv"
awk -F, 'BEGIN { print "time,carbon[g/kWh]" }
    NR > 1 { sum += $2 }
    NR > 1 && NR % 12 == 1 { print substr($1, 1, 10) "T" substr($1, 12, 2) ":00:00Z," sum / 12; sum = 0 }' \
    "$grid/load/watttime_example.csv" > "$work/marginal.csv"
# A job of four hours a day, handed in at ten in California and due at three in the night.
awk -F '[T,]' 'BEGIN { print "id,release,deadline,duration,power_w" }
    NR > 1 && !($1 in seen) { seen[$1] = 1; if (last != "") print last "," last "T17:00:00Z," $1 "T10:00:00Z,4 h,10000"; last = $1 }' \
    "$work/average.csv" > "$work/jobs.csv"

row() { # row WEIGHTS: a plan for them, beside the jobs as submitted
    ./negawatt plan jobs --jobs "$work/jobs.csv" --carbon "$work/average.csv" --marginal "$work/marginal.csv" \
        --interruptible --weights "$1" --json "$work/plan.json" > /dev/null
    awk -v weights="$1" -F '[:,]' '/"carbon_g"/ { average[a++] = $2 } /"marginal_g"/ { marginal[m++] = $2 }
        function line(name, i) {
            printf "| %s | %.1f kg | %+.1f %% | %.1f kg | %+.1f %% |\n", name, average[i] / 1000, \
                100 * (average[i] / average[1] - 1), marginal[i] / 1000, 100 * (marginal[i] / marginal[1] - 1)
        }
        END { if (weights ~ /marginal=0$/) line("as submitted", 1); line("`--weights " weights "`", 0) }' "$work/plan.json"
}

table() {
    echo '| plan | average carbon | change | marginal carbon | change |'
    echo '|---|---:|---:|---:|---:|'
    for weights in carbon=1,marginal=0 carbon=7,marginal=1 carbon=3,marginal=1 carbon=1,marginal=1 carbon=0,marginal=1; do
        row "$weights"
    done
}

table > "$work/table"
{
    cat << 'END'
# Two carbons, one plan

Written by `docs/carbon-blend.sh`; no figure here was typed. A month of jobs of four hours a day on the grid of California. *Average* is
what all power of an hour emits, *marginal* what one more kilowatt-hour does. The average of 2022 stands beside the marginal of the same
hours of 2023, since no open series holds both of one time.

END
    cat "$work/table"
} > docs/carbon-blend.md
{
    cat << 'END'
# 两种碳，一份计划

由 `docs/carbon-blend.sh` 生成，其中没有手工填写的数字。加州电网上一个月的作业，每天一个，时长 4 小时。“平均”指该小时全部电力的排放，
“边际”指多用一千瓦时带来的排放。没有同一时期两者俱全的公开数据，因此将 2022 年的平均值与 2023 年同一时刻的边际值并列。

END
    sed -e '1s/.*/| 计划 | 平均碳排放 | 变化 | 边际碳排放 | 变化 |/' -e 's/^| as submitted /| 按提交时刻 /' "$work/table"
} > docs/carbon-blend.zh-CN.md
cat docs/carbon-blend.md
