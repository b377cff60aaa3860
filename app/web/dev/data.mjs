// Made-up figures of two made-up sites, shaped by the OpenAPI, to develop the page without a server. Never shipped.
const H = 3_600_000;
const COMPONENTS = ['compute', 'transmit', 'store', 'cooling', 'other'];

export const START = Date.now();
export const zh = (lang) => lang === 'zh';
const say = (lang) => (en, cn) => (zh(lang) ? cn : en);

const china = process.env.SITE === 'cn';
const hourly = !china;
const currency = china ? 'CNY' : 'EUR';
const iso = (ms) => new Date(ms).toISOString();
const around = (mid, share) => ({ mid, low: mid * (1 - share), high: mid * (1 + share) });
const wide = (mid, factor) => ({ mid, low: mid / factor, high: mid * factor });
const money = (amount, share = 0.02) => ({ amount, low: amount * (1 - share), high: amount * (1 + share), currency });

const offsetH = china ? 8 : 1;
const hourOf = (ms) => (((ms / H + offsetH) % 24) + 24) % 24;
const tou = (h) => (h < 6 || (h >= 11 && h < 13) ? 0.31 : h >= 15 && h < 22 ? 1.06 : 0.63);
const priceAt = (ms) => (china ? tou(hourOf(ms)) : 0.138 + 0.012 * Math.sin((hourOf(ms) - 3) / 3.8) + 0.006 * Math.sin(ms / H / 7));
const carbonAt = (ms) => (china ? 550 : Math.round(600 + 150 * Math.cos(((hourOf(ms) - 1) / 24) * 2 * Math.PI) - 60 * Math.sin((hourOf(ms) - 6) / 4)));
const solarAt = (ms) => {
  const h = hourOf(ms);
  return h > 6.6 && h < 18.8 ? 212_000 * Math.max(0, Math.sin(((h - 6.6) / 12.2) * Math.PI)) ** 1.25 : 0;
};
const loadAt = (ms) => {
  const h = hourOf(ms);
  const t = ms / H;
  return 1000 * (418 + 46 * Math.exp(-(((h - 15.5) / 4.2) ** 2)) + (ms > START ? 96 : 42) * Math.exp(-(((h - 18.3) / 1.2) ** 2)) - 44 * Math.exp(-(((h - 4) / 2.6) ** 2)) + 9 * Math.sin(t * 2.7) + 5 * Math.sin(t * 7.9));
};

export const HOSTILE = '<img src=x onerror=alert(1)> \u202eesrever ' + '🤖'.repeat(4) + ' ' + 'x'.repeat(300);

export function session(scopes) {
  return {
    version: '0.1.0', demo: true, public_read: scopes.length === 1, scopes, tenant: null, token: scopes.includes('admin') ? 'fixture' : null,
    tenants: ['language', 'platform', 'search', 'finance', 'edge'],
    site: { name: china ? '苏州一号数据中心' : 'Frankfurt DC-1', zone: china ? 'CN-East' : 'DE', zone_name: china ? '华东电网' : 'Germany', time_zone: china ? 'Asia/Shanghai' : 'Europe/Berlin', currency, contract_w: 520_000, hourly_carbon: hourly },
  };
}

const JOBS = [
  ['pretrain-13b', 'job', [166, 6.4, 8.1, 30.6, 3.5]],
  ['chat-serving', 'job', [99, 3.4, 3.2, 18.2, 5.1]],
  ['lora-70b', 'job', [47.2, 1.2, 2.2, 8.7, 2]],
  ['batch-embed', 'job', [28.4, 0.8, 1.6, 5.2, 1]],
  [process.env.HOSTILE ? HOSTILE : 'eval-suite', 'job', [11.6, 0.1, 0.2, 2.0, 0.5]],
  ['reserved', 'reserved', [10, 0.1, 0.4, 2, 1]],
  ['unattributed', 'unattributed', [9, 0.6, 2.2, 1.7, 2.8]],
];

export function now(lang, at = Date.now()) {
  const s = say(lang);
  const wobble = 1 + 0.01 * Math.sin(at / 3000);
  const consumers = JOBS.map(([name, kind, kw], i) => {
    const parts = Object.fromEntries(COMPONENTS.map((c, k) => [c, Math.round(kw[k] * 1000 * wobble)]));
    return { id: `c${i}`, kind, name: kind === 'reserved' ? s('reserved, idle', '预留未用') : kind === 'unattributed' ? s('unattributed', '未归属') : name, tenant: 'language', run: i === 0 ? '7f3a' : null, power_w: Object.values(parts).reduce((a, b) => a + b), parts_w: parts };
  });
  const total = consumers.reduce((a, c) => a + c.power_w, 0);
  const components = COMPONENTS.map((id) => ({ id, power_w: consumers.reduce((a, c) => a + c.parts_w[id], 0), tier: id === 'compute' ? 'counter' : id === 'transmit' ? 'modeled' : 'metered' }));
  const solar = Math.min(total, Math.round(solarAt(at)));
  const battery = 32_000;
  const grid = total - solar - battery;
  return {
    at: iso(at), power_w: around(total, 0.02), tier: 'metered', metered_fraction: 0.89, contract_w: 520_000,
    cost_per_h: money((grid / 1000) * priceAt(at)), price: { per_kwh: priceAt(at), currency, name: china ? s('flat', '平段') : null },
    location_g_per_h: around((grid / 1000) * carbonAt(at), 0.05), carbon_g_per_kwh: carbonAt(at), onsite_fraction: (solar + battery) / total,
    battery: { charge_fraction: 0.64, charge_w: 0, discharge_w: battery }, pue: { value: 1.21, week: 1.23, tier: 'metered' }, saved_today_j: around(612 * 3.6e6, 0.078),
    flow: { total_w: total, sources: [{ id: 'grid', power_w: grid }, { id: 'solar', power_w: solar }, { id: 'battery', power_w: battery }], components, consumers },
    attention: [
      { id: 'a1', severity: 'warn', title: s('Peak of 539 kW expected at 18:15', '预计 18:15 出现 539 kW 峰值'), detail: s('19 kW over contract, €86 this month. The battery can cover it.', '超出合同需量 19 kW，本月多付 ¥627。储能可补足。'), link: { kind: 'page', label: s('Review', '查看'), target: '/plan' } },
      { id: 'a2', severity: 'info', title: s('Cap chat-serving at 450 W per GPU', '将 chat-serving 每卡限功率至 450 W'), detail: s('−17 % ± 3 energy, p95 latency +2 ms. Reversible.', '能耗 −17 % ± 3，p95 延迟 +2 ms，可随时恢复。'), link: { kind: 'command', label: s('Copy', '复制'), target: 'negawatt apply 7f21.1' } },
      { id: 'a3', severity: 'info', title: s('6 reserved GPUs idle for 3 h', '6 张预留 GPU 已闲置 3 小时'), detail: s('4.1 kW. Owner: vision team, no job queued.', '4.1 kW。所属：视觉组，无排队作业。'), link: { kind: 'page', label: s('Open', '打开'), target: '/ledger?tenant=edge' } },
      { id: 'a4', severity: 'warn', title: s('node-17 BMC silent since 10:31', 'node-17 的 BMC 自 10:31 无读数'), detail: s('Its power is modeled ± 15 % until it answers.', '恢复前按模型估算，± 15 %。'), link: { kind: 'page', label: s('Fix', '处理'), target: '/meters' } },
      { id: 'a5', severity: 'bad', title: s('search is 9 % over budget', '搜索组超预算 9 %'), detail: s('13.9 of 12.8 MWh so far this month.', '本月至今 13.9 / 12.8 MWh。'), link: { kind: 'page', label: s('Open', '打开'), target: '/meters' } },
    ],
    silent_meters: 2,
  };
}

const signal = (id, from, count, lang) => {
  const s = say(lang);
  return id === 'price'
    ? { id, name: s('Day-ahead price with levies', '日前电价（含附加）'), unit: china ? s('CNY/kWh', '元/kWh') : 'EUR/kWh', kind: 'hourly', source: 'fixture', from: iso(from), step_s: 3600, values: Array.from({ length: count }, (_, i) => priceAt(from + i * H)), forecast_from: null, constant: false }
    : { id, name: s('Grid carbon', '电网碳强度'), unit: 'g/kWh', kind: 'direct hourly average', source: 'fixture', from: iso(from), step_s: 3600, values: Array.from({ length: count }, (_, i) => carbonAt(from + i * H)), forecast_from: null, constant: china };
};

export function outlook(lang, backS, aheadS) {
  const stepS = backS > 5e5 ? (backS > 1.5e6 ? 3600 : 1800) : 900;
  const step = stepS * 1000;
  const nowMs = Math.floor(Date.now() / step) * step;
  const from = nowMs - backS * 1000;
  const to = nowMs + aheadS * 1000;
  const past = Math.round((nowMs - from) / step);
  const gap = (i) => i >= Math.floor(past * 0.46) && i < Math.floor(past * 0.46) + 3;
  const share = { compute: 0.764, cooling: 0.141, store: 0.037, transmit: 0.026, other: 0.032 };
  const ahead = Math.round((to - nowMs) / step);
  const at = (i) => nowMs + (i + 0.5) * step;
  const sigma = (i) => 1.6 * 1000 * (8 + 30 * Math.sqrt(i / ahead));
  const load = Array.from({ length: ahead }, (_, i) => loadAt(at(i)));
  const peak = load.indexOf(Math.max(...load));
  const hours = Math.ceil((to - from) / H) + 1;
  const first = Math.floor(from / H) * H;
  return {
    from: iso(from), now: iso(nowMs), to: iso(to), step_s: stepS,
    power: COMPONENTS.map((id) => ({ id, name: id, unit: 'W', tier: 'metered', values: Array.from({ length: past }, (_, i) => (gap(i) ? null : loadAt(from + (i + 0.5) * step) * share[id])) })),
    solar_w: Array.from({ length: past }, (_, i) => solarAt(from + (i + 0.5) * step)), contract_w: 520_000,
    load_forecast_w: { from: iso(nowMs), step_s: stepS, mid: load, low: load.map((v, i) => v - sigma(i)), high: load.map((v, i) => v + sigma(i)) },
    solar_forecast_w: { from: iso(nowMs), step_s: stepS, mid: load.map((_, i) => solarAt(at(i))), low: load.map((_, i) => solarAt(at(i)) * 0.7), high: load.map((_, i) => solarAt(at(i)) * 1.2) },
    peak: { at: iso(at(peak)), power_w: load[peak] }, price: signal('price', first, hours, lang), carbon: signal('carbon', first, hours, lang),
  };
}

const NAMES = ['pretrain-13b', 'chat-serving', 'lora-70b', 'batch-embed', 'distill-3b', process.env.HOSTILE ? HOSTILE : 'eval-suite', 'pretrain-13b'];
const TENANTS = ['language', 'platform', 'finance', 'search', 'edge'];
const KWH = [191.1, 3084, 196.2, 66.8, 342.5, 12.4, 1948];
const TIERS = ['counter', 'counter', 'counter', 'modeled', 'attributed', 'default', 'metered'];
export const RUNS = Array.from({ length: 214 }, (_, i) => {
  const kwh = KWH[i % 7] * (1 + 0.13 * Math.sin(i));
  const err = [0.016, 0.02, 0.021, 0.144, 0.053, 0.3, 0.015][i % 7];
  const j = kwh * 3.6e6;
  return {
    id: (0x7f3a - i * 13).toString(16), name: NAMES[i % 7], job: NAMES[i % 7], tenant: i === 5 ? null : TENANTS[i % 5], status: i === 0 ? 'complete' : i === 9 ? 'interrupted' : i === 3 ? 'live' : 'complete', exit_code: i === 6 ? 1 : 0, host: `n${i % 72}`,
    from: iso(START - i * 2.9 * H - 1.4 * H), elapsed_s: [3392, 86_400, 11_520, 6480, 19_320, 43, 32_700][i % 7], energy_j: i % 7 === 5 ? wide(j, 3) : around(j, err),
    cost: i === 5 ? null : money(kwh * (china ? 0.67 : 0.148)), location_g: around(kwh * (china ? 550 : 612), 0.05), market_g: around(kwh * 208, 0.05),
    work: i % 7 === 5 ? null : { unit: 'tokens', amount: 1e8, energy_j_per_unit: around([6.4, 0.41, 2.9, 0.07, 1.8, 1, 6.9][i % 7], err) }, tier: TIERS[i % 7],
  };
});

export function ledger() {
  const j = 118.4e3 * 3.6e6;
  return {
    from: iso(START - 12 * 24 * H), to: iso(START), runs: 214, energy_j: around(j, 0.0127), saved_j: around(17.1e3 * 3.6e6, 0.123), baseline_j: around(135.5e3 * 3.6e6, 0.02),
    saved_by: [{ method: 'paired', name: 'paired windows', fraction: 0.62 }, { method: 'regression', name: 'regression', fraction: 0.38 }], cost: money(17_468), demand_charge: money(3100),
    location_g: around(46.8e6, 0.04), market_g: around(15.9e6, 0.04), water_l: around(214_000, 0.1), hardware_g: wide(3e6, 4), covered_fraction: 0.992, gaps: { count: 38, longest_s: 1260 }, metered_fraction: 0.941, budget_fraction: 0.91,
    components: COMPONENTS.map((component, i) => ({ component, energy_j: around(j * [0.764, 0.026, 0.037, 0.141, 0.032][i], 0.05), tier: 'counter' })),
  };
}

export function account(run) {
  const j = run.energy_j.mid;
  const part = (f, low, high, tier) => ({ energy_j: j * f, low_j: j * f * low, high_j: j * f * high, tier, sources: [] });
  const u = { energy_j: j, low_j: run.energy_j.low, high_j: run.energy_j.high };
  const factor = { zone: 'DE', kind: 'direct', year: 2023, g_per_kwh: 612, low_g_per_kwh: 580, high_g_per_kwh: 640, source: 'fixture' };
  return {
    schema: 'negawatt.account/1', id: run.id, name: run.name, command: ['python', 'train.py', '--steps', '20000'], exit_code: 0, status: 'complete', host: run.host, job: null, from: run.from, to: iso(Date.parse(run.from) + run.elapsed_s * 1000), elapsed_s: run.elapsed_s, covered_s: run.elapsed_s * 0.992, gap_s: run.elapsed_s * 0.008, total: u, cost: run.cost,
    carbon: { location_g: run.location_g.mid, location_low_g: null, location_high_g: null, market_g: run.market_g.mid, market_low_g: null, market_high_g: null, factor, market_factor: factor }, water: { liters: j / 3.6e6 * 1.81, low_liters: null, high_liters: null }, hardware: { embodied_gco2e: { mid: 9000, low: 1600, high: 21_000 }, ewaste_g: wide(90, 2) },
    components: { compute: part(0.8148, 0.99, 1.01, 'counter'), cooling: part(0.1732, 0.92, 1.08, 'metered'), transmit: part(0.0078, 0.333, 3, 'modeled'), store: part(0.0042, 0.62, 1.38, 'modeled') }, residual_j: j * 0.015, others_j: 0, idle_policies: { used_j: j, reserved_j: j * 1.1, unallocated_j: j * 0.9 },
    work: [{ unit: 'tokens', amount: 1e8, energy_j_per_unit: j / 1e8, low_j_per_unit: null, high_j_per_unit: null, sci_g_per_unit: 0.001, sci_low_g_per_unit: null, sci_high_g_per_unit: null }],
    ranks: Array.from({ length: 4 }, (_, i) => ({ name: String(i), energy_j: j * [0.24, 0.25, 0.245, 0.25][i], time_s: 1, cpu_s: 1 })).concat([{ name: '-', energy_j: j * 0.015, time_s: 0, cpu_s: 0 }]), phases: [['forward', 0.31], ['backward', 0.52], ['all-reduce', 0.08], ['optimizer', 0.05], ['-', 0.04]].map(([name, f]) => ({ name, energy_j: j * f, time_s: run.elapsed_s * f, cpu_s: 1 })), processes: [], gaps: [], notes: [], terms: {},
  };
}

export function runPower(run, points) {
  const n = Math.min(points, 400);
  const stepS = run.elapsed_s / n;
  const mean = Array.from({ length: n }, (_, i) => (i > 200 && i < 207 ? null : 6880 + 90 * Math.sin(i / 3) - (i % 37 === 0 ? 400 : 0) - (i < 4 ? 2500 : 0)));
  const from = Date.parse(run.from);
  const span = (a, b) => ({ from: iso(from + a * run.elapsed_s * 1000), to: iso(from + b * run.elapsed_s * 1000) });
  return {
    from: run.from, to: iso(from + run.elapsed_s * 1000), step_s: stepS, power: [{ id: 'compute', name: 'Compute', unit: 'W', tier: 'counter', values: mean }],
    spread: { nodes: 24, mean_w: mean, low_w: mean.map((v) => v && v - 480), high_w: mean.map((v) => v && v + 330) },
    phases: [{ name: 'data', ...span(0, 0.04) }, { name: 'forward', ...span(0.04, 0.96) }, { name: 'evaluation', ...span(0.96, 1) }],
    gaps: [{ name: 'gpu3', ...span(0.5, 0.518), reason: 'The counter was reset, for example by a restart of its driver.' }], notes: ['The idle part is charged by use.'],
  };
}

export function findings(run) {
  return [
    { id: `${run.id}.1`, title: 'Clock 1,830 → 1,605 MHz', detail: 'Compute waits for memory most of the time.', energy_fraction: { mid: -0.12, low: -0.14, high: -0.1 }, time_fraction: { mid: 0.03, low: 0.02, high: 0.04 }, cost_fraction: null, carbon_fraction: null, command: `negawatt apply ${run.id}.1` },
    { id: `${run.id}.2`, title: 'Start at 11:00', detail: 'The grid is cleaner then.', energy_fraction: null, time_fraction: null, cost_fraction: { mid: 0.04, low: 0.03, high: 0.05 }, carbon_fraction: { mid: -0.29, low: -0.33, high: -0.25 }, command: `negawatt plan jobs ${run.id}` },
  ];
}

export function compare(ids) {
  const runs = ids.map((id) => RUNS.find((r) => r.id === id)).filter(Boolean);
  const cell = (v, first) => ({ value: v, change_fraction: first ? around(v.mid / first.mid - 1, 0.2) : null, beyond_noise: first ? Math.abs(v.mid / first.mid - 1) > 0.05 : false });
  const row = (id, name, unit, of) => ({ id, name, unit, cells: runs.map((r, i) => cell(of(r), i ? of(runs[0]) : null)) });
  return { runs, rows: [row('total', 'Total energy', 'J', (r) => r.energy_j), row('location', 'Carbon, location', 'g', (r) => r.location_g), row('time', 'Length', 's', (r) => around(r.elapsed_s, 0))], cautions: ['The runs used different factors.'] };
}

const JOB_TERMS = [['pretrain-13b', 6, 36, 8, 214], ['lora-70b', 4, 18, 3, 61], ['batch-embed', 2, 32, 5, 37], ['eval-suite', 7, 28, 2, 44], ['distill-3b', 5, 40, 7, 64], [process.env.HOSTILE ? HOSTILE : 'backup & index', 10, 34, 3, 18]];
const PLAN_FROM = Math.floor(START / H) * H;

export function plan(lang, query = {}) {
  const s = say(lang);
  const objective = query.objective ?? (china ? 'cost' : 'carbon');
  const score = (ms) => (objective === 'cost' || china ? priceAt(ms) * 1000 : objective === 'both' ? carbonAt(ms) + priceAt(ms) * 2000 : carbonAt(ms));
  const own = (ms) => Math.max(0, 246_000 + 18_000 * Math.sin((ms / H) * 1.3) - solarAt(ms) * 0.9);
  const room = Array.from({ length: 48 }, (_, i) => 505_000 - own(PLAN_FROM + i * H));
  const jobs = JOB_TERMS.map(([name, a, b, d, kw], k) => {
    const change = query.changes?.find((c) => c.id === `j${k}`) ?? {};
    const release = PLAN_FROM + a * H;
    const deadline = change.deadline ? Date.parse(change.deadline) : PLAN_FROM + b * H;
    const slots = Array.from({ length: Math.round((deadline - release) / H) }, (_, i) => a + i).filter((i) => i < 48 && room[i] >= kw * 1000).sort((p, q) => score(PLAN_FROM + p * H) - score(PLAN_FROM + q * H)).slice(0, d).sort((p, q) => p - q);
    slots.forEach((i) => (room[i] -= kw * 1000));
    const spans = [];
    for (const i of slots) {
      const last = spans.at(-1);
      if (last && last.end === i) last.end++;
      else spans.push({ start: i, end: i + 1 });
    }
    const sum = (list, of) => list.reduce((t, i) => t + of(PLAN_FROM + i * H) * kw, 0);
    const base = Array.from({ length: d }, (_, i) => a + i);
    return {
      job: { id: `j${k}`, name, tenant: 'language', release: iso(release), deadline: iso(deadline), duration_s: d * 3600, power_w: kw * 1000, interruptible: change.interruptible ?? true, restart_s: 240 },
      spans: spans.map((p) => ({ from: iso(PLAN_FROM + p.start * H), to: iso(PLAN_FROM + p.end * H) })), submitted: { from: iso(release), to: iso(release + d * H) },
      location_g: sum(slots, carbonAt), location_g_submitted: sum(base, carbonAt), cost: money(sum(slots, priceAt)), cost_submitted: money(sum(base, priceAt)), pauses: Math.max(0, spans.length - 1),
      why: s(`The cleanest hours before the deadline: ${Math.round(sum(slots, carbonAt) / d / kw)} g/kWh on average against ${Math.round(sum(base, carbonAt) / d / kw)} as submitted.`, `谷段电价 0.31 元，且购电不超出合同需量 520 kW。`), slots, kw,
    };
  });
  const total = (of) => jobs.reduce((t, j) => t + of(j), 0);
  const importW = Array.from({ length: 192 }, (_, i) => own(PLAN_FROM + i * 0.25 * H) + jobs.reduce((t, j) => t + (j.slots.includes(Math.floor(i / 4)) ? j.kw * 1000 : 0), 0));
  const g0 = total((j) => j.location_g_submitted), g1 = total((j) => j.location_g), c0 = total((j) => j.cost_submitted.amount), c1 = total((j) => j.cost.amount);
  return {
    at: iso(Date.now()), from: iso(PLAN_FROM), to: iso(PLAN_FROM + 48 * H), step_s: 900, objective, feasible: true, reasons: [], jobs: jobs.map(({ slots, kw, ...j }) => j), movable_j: total((j) => j.job.duration_s * j.job.power_w),
    submitted: { location_g: g0, cost: money(c0) }, planned: { location_g: g1, cost: money(c1) }, saved: { location_g: { mid: g0 - g1, low: (g0 - g1) * 0.82, high: (g0 - g1) * 1.07 }, location_fraction: (g0 - g1) / g0, cost: money(c0 - c1), cost_fraction: (c0 - c1) / c0 },
    hindsight: { location_g: g1 * 0.971, cost: money(c1 * 0.98) }, import_w: importW, peak_w: Math.max(...importW), contract_w: 520_000, price: signal('price', PLAN_FROM, 48, lang), carbon: signal('carbon', PLAN_FROM, 48, lang),
  };
}

export function deadlines(lang, id, query) {
  const p = plan(lang, query);
  const j = p.jobs.find((x) => x.job.id === id);
  const release = Date.parse(j.job.release);
  const points = Array.from({ length: 29 }, (_, i) => {
    const hours = j.job.duration_s / 3600 + i;
    const saved = 0.28 * (1 - Math.exp(-i / 7));
    return { deadline: iso(release + hours * H), window_s: hours * 3600, saved_fraction: { mid: saved, low: saved * (0.94 - i * 0.005), high: saved * (1 + i * 0.003) } };
  });
  return { job: id, objective: p.objective, current: j.job.deadline, points };
}

export function choices() {
  return { models: ['Llama 3.3 70B Instruct', 'Qwen 3 235B A22B Instruct', 'Qwen 3 8B'].map((name, i) => ({ id: `m${i}`, name, params_b: 70, active_b: 70, architecture: 'dense' })), gpus: ['A100', 'H100', 'B200'], training_chips: ['A100', 'H100', 'TPU v4'], precisions: ['bfloat16', 'fp8'], architectures: ['dense', 'moe'], tasks: ['chat'] };
}

export function inference(q) {
  const point = (name, gpus, batch, factor) => {
    const j = factor * (0.38 + 28 / batch);
    const tokenS = (0.014 + batch * 1.05e-4) * (4 / gpus) ** 0.4;
    return { name, gpu: q.gpu, gpus, batch, energy_j_per_token: { mid: j, low: j / 1.16, high: j * 1.16 }, token_s: around(tokenS, 0.1), tokens_per_s: batch / tokenS, power_w: (j * batch) / tokenS, basis: 'family' };
  };
  const name = `${q.model} · ${q.gpus} × ${q.gpu}`;
  const batches = [8, 16, 32, 64, 96, 128, 192, 256, 384, 512, 768].map((b) => point(name, q.gpus, b, 1));
  const estimate = point(name, q.gpus, q.batch, 1);
  const j = estimate.energy_j_per_token.mid * 1e6 * 1.16;
  return {
    estimate, rests_on: 'Rests on 565 metered runs of 46 models on H100 and B200. GPU energy only was metered; host and network are added by model, cooling by the PUE of the site.',
    per_million: { plug_j: around(j, 0.16), site_j: around(j * 1.21, 0.18), cost: money((j * 1.21 / 3.6e6) * 0.148), location_g: around((j * 1.21 / 3.6e6) * 612, 0.2), water_l: around(0.35, 0.3), embodied_g: { mid: 12, low: 3, high: 41 }, pue: 1.21 },
    batches, frontier: [2, 4, 8].flatMap((g) => [8, 64, 512].map((b) => point(`${q.model} · ${g} × ${q.gpu}`, g, b, 0.8))).sort((a, b) => a.token_s.mid - b.token_s.mid).filter((p, i, all) => all.slice(0, i).every((o) => o.energy_j_per_token.mid > p.energy_j_per_token.mid)),
    metered: Array.from({ length: 95 }, (_, i) => ({ name: `run ${i}`, energy_j_per_token: 0.07 * Math.exp(4.4 * Math.abs(Math.sin(i * 12.9898))), token_s: 0.007 * Math.exp(2.7 * Math.abs(Math.sin(i * 78.233))) })),
    best: [point(name, q.gpus, 256, 1), point(`${q.model} · 2 × ${q.gpu}`, 2, 192, 0.9), point(`${q.model} · 8 × ${q.gpu}`, 8, 512, 1.2)], command: `negawatt estimate infer --model "${q.model}" --gpu ${q.gpu} --gpus ${q.gpus} --batch ${q.batch}`,
  };
}

export function training(q) {
  const hours = (q.params_b * (q.tokens_b ?? 1) * 6e18) / (3600 * 4e14);
  return { chip_hours: around(hours, 0.25), energy_j: around(hours * 3600 * 620 * 1.21, 0.3), elapsed_s: around((hours * 3600) / (q.chips ?? 1), 0.25), cost: money(hours * 0.62 * 1.21 * 0.148), location_g: around(hours * 0.62 * 1.21 * 612, 0.3), basis: 'published', rests_on: 'Rests on 21 published trainings.', command: `negawatt estimate train --params ${q.params_b}B --tokens ${q.tokens_b}B --chip ${q.chip}` };
}

export function meters(lang) {
  const s = say(lang);
  const at = Date.now();
  const gap = (a, b, reason) => ({ name: 'gpu3', from: iso(at - 24 * H + a * 24 * H), to: iso(at - 24 * H + b * 24 * H), reason });
  const m = (id, name, tier, scope, period, ago, state, gaps, note, command = null) => ({ id, name, kind: id, tier, scope, component: 'compute', node: null, channels: 8, period_s: period, last_at: ago === null ? null : iso(at - ago * 1000), state, note, command, gaps });
  return {
    at: iso(at), metered_fraction: 0.941, covered_fraction: 0.992, gaps: { count: 38, longest_s: 1260 }, unattributed_w: 16_300, parts_error_fraction: -0.008, own_cpu_fraction: 0.0004, own_memory_bytes: 18 * 2 ** 20,
    items: [
      m('redfish', s('BMC (Redfish), 71 nodes', 'BMC（Redfish），71 节点'), 'metered', 'node', 1, 2, 'fresh', [], null), m('redfish17', process.env.HOSTILE ? HOSTILE : 'BMC (Redfish) node-17', 'metered', 'node', 1, 660, 'silent', [gap(0.955, 1, s('no answer', '无应答'))], s('No answer for 11 min. Check the network of the BMC.', '11 分钟无应答。检查 BMC 网络。'), 'negawatt meters test bmc-17'),
      m('nvml', s('NVML energy counter, 576 × H100', 'NVML 能量计数器，576 × H100'), 'counter', 'device', 0.1, 0, 'fresh', [gap(0.31, 0.318, s('driver reload', '驱动重载'))], s('Reset at 18:09 after driver reload: a gap, not zero.', '18:09 驱动重载后复位：记为缺口而非零。')), m('rapl', s('RAPL package, 72 nodes', 'RAPL 封装域，72 节点'), 'counter', 'module', 1, null, 'closed', [], s('Readable by root only. Allow it once:', '仅 root 可读。一次性授权：'), 'sudo negawatt meters --enable rapl'),
      m('snmp', s('PDU rack A–D (SNMP)', 'PDU 机柜 A–D（SNMP）'), 'metered', 'rack', 5, 4, 'fresh', [], null), m('modbus', s('Chiller, pumps (Modbus)', '冷机与水泵（Modbus）'), 'metered', 'site', 10, 7, 'fresh', [gap(0.62, 0.63, s('time-out', '超时'))], null), m('network', s('Network by bytes', '按字节估算网络'), 'modeled', 'site', 10, 5, 'fresh', [], s('average 0.06 Wh/GB, ×÷3', '均值 0.06 Wh/GB，×÷3')), m('sunspec', s('Solar inverter (SunSpec)', '光伏逆变器（SunSpec）'), 'metered', 'site', 5, 3, 'fresh', [], null),
    ],
  };
}

export function factors(lang) {
  const s = say(lang);
  return [
    { id: 'location', name: s('Grid carbon, Germany', '德国电网碳强度'), value: around(612, 0.1), unit: 'g/kWh', kind: s('CO2 direct average', 'CO₂ 直接 平均'), year: '2022', source: 'Electricity Maps', restatable: true }, { id: 'market', name: s('Residual mix, Germany', '德国剩余组合'), value: around(627, 0.1), unit: 'g/kWh', kind: s('market-based, yearly', '市场法，年均'), year: '2023', source: 'AIB', restatable: true },
    { id: 'price', name: s('Price, day-ahead with levies', '日前电价（含附加）'), value: around(0.148, 0.1), unit: `${currency}/kWh`, kind: s('hourly', '逐时'), year: null, source: 'EPEX', restatable: true }, { id: 'pue', name: 'PUE', value: around(1.21, 0.01), unit: '', kind: s('metered', '实测'), year: null, source: s('site setting', '站点设置'), restatable: true },
    { id: 'ewf', name: s('Water of generation', '发电用水'), value: around(1.52, 0.4), unit: 'L/kWh', kind: s('yearly', '年均'), year: '2021', source: 'WRI', restatable: false }, { id: 'embodied', name: s('Embodied, H100', 'H100 隐含碳'), value: { mid: 160, low: 24, high: 924 }, unit: 'kg CO₂e', kind: s('range of 4 studies', '4 项研究的区间'), year: '2023–25', source: s('see catalog', '见目录'), restatable: false },
  ];
}

export function budgets() {
  return [['language', 48.9, 51], ['platform', 39.1, 44], ['search', 13.9, 12.8], ['finance', 7.8, 12], ['edge', 8.7, 11]].map(([name, used, due], i) => ({
    id: `b${i}`, terms: { name: process.env.HOSTILE && i === 4 ? HOSTILE.slice(0, 100) : name, measure: 'energy', period: 'month', limit: (due / 0.4) * 3.6e9, tenant: name }, unit: 'J', from: iso(START - 12 * 24 * H), to: iso(START + 18 * 24 * H), used: used * 3.6e9, used_fraction: (used / due) * 0.4, due_fraction: used / due, end_forecast: around(used * 2.5 * 3.6e9, 0.1), burn_fast: used / due, burn_slow: 1, state: used > due ? 'over' : used / due > 0.94 ? 'warn' : 'ok', advice: null,
  }));
}

export function actions(lang) {
  const s = say(lang);
  const a = (id, ago, title, author, reason, effect, state, limit = null) => ({ id, at: iso(START - ago * 60_000), title, author, reason, limit, effect, state, until: null, reversible: state === 'active' });
  return [a('x1', 22, s('lora-70b: GPU cap 700 → 560 W', 'lora-70b：GPU 限功率 700 → 560 W'), s('on call', '值班'), s('advice 7f1c.1', '建议 7f1c.1'), s('−14 % ± 2 energy', '能耗 −14 % ± 2'), 'active', s('not below 400 W', '不低于 400 W')), a('x2', 97, s('batch-embed held until 13:00', 'batch-embed 推迟至 13:00'), 'planner', s('plan of today', '今日计划'), s('−22 % carbon', '碳排放 −22 %'), 'done'), a('x3', 552, s('node-31: clocks restored', 'node-31：频率已恢复'), 'agent', s('agent restarted mid-action', '代理在操作中重启'), s('no loss', '无损失'), 'restored')];
}

export function tokens() {
  return [['agents', ['ingest'], 1], ['grafana', ['read'], 4], ['slurm-epilog', ['ingest'], 2640]].map(([name, scopes, ago], i) => ({ id: `t${i}`, name, scopes, tenant: null, source: null, created: iso(START - 9e8), expires: null, last_used: iso(Date.now() - ago * 1000) }));
}
