import type { Schemas } from '../api/client';
import type { Maybe } from './scales';

type Outlook = Schemas['Outlook'];

/** The past of an outlook, layer on layer; a step in which any layer has no reading is a gap of the whole. */
export interface Layers {
  ids: Schemas['Component'][];
  /** Mean power of each step by layer, in W. */
  values: Maybe[][];
  /** Upper edge of each layer in each step, in W. */
  tops: Maybe[][];
  totals: Maybe[];
  /** How many steps are told; those after have only just begun. */
  told: number;
  /** Times without a reading, as [from, to) in ms. */
  gaps: [number, number][];
}

const NOT_YET = 2;

/** Stacks the components of the past in the given order. */
export function layers(outlook: Outlook, order: readonly Schemas['Component'][]): Layers {
  const curves = order
    .map((id) => outlook.power.find((curve) => curve.id === id))
    .filter((curve) => curve !== undefined && curve.values.some((v) => v !== null));
  const length = Math.max(0, ...curves.map((curve) => curve!.values.length));
  const values = curves.map((curve) => Array.from({ length }, (_, i) => curve!.values[i] ?? null));
  const whole = Array.from({ length }, (_, i) => values.length > 0 && values.every((v) => v[i] !== null));
  const tops: Maybe[][] = [];
  let below: number[] = new Array<number>(length).fill(0);
  for (const layer of values) {
    below = below.map((sum, i) => sum + (layer[i] ?? 0));
    tops.push(below.map((sum, i) => (whole[i] ? sum : null)));
  }
  // The steps that have only just begun are not yet told: no gap.
  let told = length;
  while (told > Math.max(0, length - NOT_YET) && !whole[told - 1]) {
    told--;
  }
  const from = Date.parse(outlook.from);
  const stepMs = outlook.step_s * 1000;
  const gaps: [number, number][] = [];
  whole.slice(0, told).forEach((there, i) => {
    const last = gaps.at(-1);
    const start = from + i * stepMs;
    if (there) {
      return;
    }
    if (last && last[1] === start) {
      last[1] = start + stepMs;
    } else {
      gaps.push([start, start + stepMs]);
    }
  });
  return { ids: curves.map((curve) => curve!.id as Schemas['Component']), values, tops, totals: tops.at(-1) ?? [], told, gaps };
}

/**
 * Means of steps as points of a line: the middle of each step, and both ends of every stretch, so that a stretch covers its
 * time whole. A missing value becomes a missing point.
 */
export function points(values: readonly Maybe[], fromMs: number, stepMs: number): { at: number[]; of: (values: readonly Maybe[]) => Maybe[] } {
  const at: number[] = [];
  const picks: (number | null)[] = [];
  const put = (time: number, index: number | null) => {
    at.push(time);
    picks.push(index);
  };
  values.forEach((value, i) => {
    if (value === null) {
      return;
    }
    const start = fromMs + i * stepMs;
    if (i === 0 || values[i - 1] === null) {
      put(start, null);
      put(start, i);
    }
    put(start + stepMs / 2, i);
    if (i === values.length - 1 || values[i + 1] === null) {
      put(start + stepMs, i);
    }
  });
  return { at, of: (own) => picks.map((i) => (i === null ? null : (own[i] ?? null))) };
}

/** The value of a signal at a time; nothing outside its time or where it is not known. */
export function valueAt(signal: { from: string; step_s: number; values: readonly Maybe[] }, time: number): Maybe {
  return signal.values[Math.floor((time - Date.parse(signal.from)) / (signal.step_s * 1000))] ?? null;
}

/** Whether a signal says anything of a time at all, be it a gap. */
export function covers(signal: { from: string; step_s: number; values: readonly Maybe[] }, time: number): boolean {
  const i = Math.floor((time - Date.parse(signal.from)) / (signal.step_s * 1000));
  return i >= 0 && i < signal.values.length;
}

/** A forecast at a time, in the middle of its steps. */
export function bandAt(band: Schemas['Band'] | null, time: number): { low: number; mid: number; high: number } | null {
  if (band === null) {
    return null;
  }
  const i = Math.floor((time - Date.parse(band.from)) / (band.step_s * 1000));
  const [low, mid, high] = [band.low[i], band.mid[i], band.high[i]];
  return low === undefined || mid === undefined || high === undefined ? null : { low, mid, high };
}
