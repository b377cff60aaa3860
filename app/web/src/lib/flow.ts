import type { Schemas } from '../api/client';

type Component = Schemas['Component'];
type Flow = Schemas['Flow'];

/** A bar of the flow: its power, and where it stands. A bar may be thinner than the place that its label needs. */
export interface Bar {
  id: string;
  w: number;
  y: number;
  height: number;
}

export interface Band {
  from: string;
  to: string;
  y0: number;
  y1: number;
  height: number;
}

export interface FlowLayout {
  height: number;
  pixelsPerW: number;
  sources: Bar[];
  site: Bar;
  components: Bar[];
  consumers: Bar[];
  intoSite: Band[];
  toComponents: Band[];
  toConsumers: Band[];
}

const SOURCES: Flow['sources'][number]['id'][] = ['grid', 'solar', 'wind', 'battery', 'unknown'];
const GAP = 10;
const LABEL = 15;

/**
 * Places the four columns of a flow so that power is height at the same scale everywhere: what leaves a bar is exactly as
 * high as what enters the next, because Σ sources = Σ components = Σ consumers.
 */
export function layOut(flow: Flow, order: readonly Component[], top: number, height: number): FlowLayout {
  const components = order
    .map((id) => flow.components.find((c) => c.id === id))
    .filter((c) => c !== undefined && c.power_w > 0)
    .map((c) => ({ id: c!.id as string, w: c!.power_w }));
  const sources = SOURCES.flatMap((id) => flow.sources.filter((s) => s.id === id && s.power_w > 0)).map((s) => ({ id: s.id as string, w: s.power_w }));
  const consumers = flow.consumers.filter((c) => c.power_w > 0);
  const bars = consumers.map((c) => ({ id: c.id, w: c.power_w }));
  const scale = Math.min(...[sources, components, bars].map((column) => fitting(column, height)));

  const placed = (column: { id: string; w: number }[]) => stack(column, scale, top, height);
  const left = placed(sources);
  const middle = placed(components);
  const right = placed(bars);
  const siteHeight = flow.total_w * scale;
  const site = { id: 'site', w: flow.total_w, y: top + (height - siteHeight) / 2, height: siteHeight };

  return {
    height: top + height,
    pixelsPerW: scale,
    sources: left,
    site,
    components: middle,
    consumers: right,
    intoSite: throughSite(left, site.y, (bar, y) => ({ from: bar.id, to: 'site', y0: bar.y, y1: y, height: bar.height })),
    toComponents: throughSite(middle, site.y, (bar, y) => ({ from: 'site', to: bar.id, y0: y, y1: bar.y, height: bar.height })),
    toConsumers: toConsumers(consumers, middle, right, scale),
  };
}

function throughSite(bars: Bar[], top: number, band: (bar: Bar, y: number) => Band): Band[] {
  let y = top;
  return bars.map((bar) => {
    const made = band(bar, y);
    y += bar.height;
    return made;
  });
}

function toConsumers(consumers: Flow['consumers'], from: Bar[], to: Bar[], scale: number): Band[] {
  const left = new Map(from.map((bar) => [bar.id, bar.y]));
  return consumers.flatMap((consumer, i) => {
    let y1 = to[i]?.y ?? 0;
    return from.flatMap((bar) => {
      const height = consumer.parts_w[bar.id as Component] * scale;
      if (!(height > 0)) {
        return [];
      }
      const y0 = left.get(bar.id) ?? 0;
      const band = { from: bar.id, to: consumer.id, y0, y1, height };
      left.set(bar.id, y0 + height);
      y1 += height;
      return [band];
    });
  });
}

/** The largest scale at which a column fits, each bar with room for its label. */
function fitting(column: { w: number }[], height: number): number {
  const room = height - GAP * Math.max(0, column.length - 1);
  const needed = (scale: number) => column.reduce((sum, { w }) => sum + Math.max(w * scale, LABEL), 0);
  let low = 0;
  let high = room / Math.max(1e-9, ...column.map(({ w }) => w));
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (needed(middle) > room) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return low;
}

function stack(column: { id: string; w: number }[], scale: number, top: number, height: number): Bar[] {
  const slots = column.map(({ w }) => Math.max(w * scale, LABEL));
  const used = slots.reduce((a, b) => a + b, 0) + GAP * Math.max(0, column.length - 1);
  let y = top + (height - used) / 2;
  return column.map(({ id, w }, i) => {
    const slot = slots[i] ?? 0;
    const bar = { id, w, y: y + (slot - w * scale) / 2, height: w * scale };
    y += slot + GAP;
    return bar;
  });
}

/** Keeps the largest consumers and makes one of the rest; no watt is lost. */
export function atMost(flow: Flow, most: number, restName: (count: number) => string): Flow {
  const jobs = flow.consumers.filter((c) => c.kind === 'job').sort((a, b) => b.power_w - a.power_w);
  const others = flow.consumers.filter((c) => c.kind !== 'job');
  if (jobs.length <= most) {
    return { ...flow, consumers: [...jobs, ...others] };
  }
  const rest = jobs.slice(most - 1);
  const sum = (of: (c: (typeof rest)[number]) => number) => rest.reduce((total, c) => total + of(c), 0);
  const merged: Flow['consumers'][number] = {
    id: '…',
    kind: 'job',
    name: restName(rest.length),
    tenant: null,
    run: null,
    power_w: sum((c) => c.power_w),
    parts_w: {
      compute: sum((c) => c.parts_w.compute),
      transmit: sum((c) => c.parts_w.transmit),
      store: sum((c) => c.parts_w.store),
      cooling: sum((c) => c.parts_w.cooling),
      other: sum((c) => c.parts_w.other),
    },
  };
  return { ...flow, consumers: [...jobs.slice(0, most - 1), merged, ...others] };
}
