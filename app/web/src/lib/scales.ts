/** From a value to its place in pixels, and back. */
export interface Scale {
  (value: number): number;
  invert(place: number): number;
}

export function linear(from: number, to: number, start: number, end: number): Scale {
  const span = to - from || 1;
  const scale = (value: number) => start + ((value - from) / span) * (end - start);
  return Object.assign(scale, { invert: (place: number) => from + ((place - start) / (end - start || 1)) * span });
}

export function logarithmic(from: number, to: number, start: number, end: number): Scale {
  const inner = linear(Math.log(from), Math.log(to), start, end);
  const scale = (value: number) => inner(Math.log(value));
  return Object.assign(scale, { invert: (place: number) => Math.exp(inner.invert(place)) });
}

/** Round values from 0 to at least `top`, about `count` of them. */
export function ticks(top: number, count = 4): number[] {
  if (!(top > 0)) {
    return [0, 1];
  }
  const rough = top / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 3, 5, 10].map((s) => s * power).find((s) => s >= rough * 0.999) ?? 10 * power;
  const n = Math.ceil(top / step - 1e-9);
  return Array.from({ length: n + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** 1, 3, 10, 30 … within two bounds that are such steps themselves. */
export function logTicks(low: number, high: number, steps: readonly number[] = [1, 3]): number[] {
  const found: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)) - 1; exponent <= Math.ceil(Math.log10(high)); exponent++) {
    for (const step of steps) {
      found.push(Number((step * 10 ** exponent).toPrecision(6)));
    }
  }
  const first = found.findLastIndex((v) => v <= low * 1.0001);
  const last = found.findIndex((v) => v >= high * 0.9999);
  return found.slice(Math.max(0, first), last < 0 ? undefined : last + 1);
}

const point = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;

export type Maybe = number | null;

/** A line through the points; where a value is missing it is broken, never drawn as 0. */
export function line(xs: readonly number[], ys: readonly Maybe[]): string {
  let d = '';
  let down = false;
  ys.forEach((y, i) => {
    const x = xs[i];
    if (y === null || x === undefined) {
      down = false;
    } else {
      d += (down ? 'L' : 'M') + point(x, y);
      down = true;
    }
  });
  return d;
}

/** The area between two lines, in pieces where a value is missing. */
export function area(xs: readonly number[], top: readonly Maybe[], bottom: readonly Maybe[]): string {
  let d = '';
  for (const [from, to] of runs(top)) {
    for (let i = from; i < to; i++) {
      d += (i === from ? 'M' : 'L') + point(xs[i] ?? 0, top[i] ?? 0);
    }
    for (let i = to - 1; i >= from; i--) {
      d += 'L' + point(xs[i] ?? 0, bottom[i] ?? 0);
    }
    d += 'Z';
  }
  return d;
}

/** Steps that hold their value from one time to the next. */
export function steps(xs: readonly number[], ys: readonly Maybe[]): string {
  let d = '';
  let down = false;
  ys.forEach((y, i) => {
    const from = xs[i] ?? 0;
    const to = xs[i + 1] ?? from;
    if (y === null) {
      down = false;
    } else {
      d += `${down ? 'L' : 'M'}${point(from, y)}L${point(to, y)}`;
      down = true;
    }
  });
  return d;
}

/** The stretches of values without a hole, as [from, to). */
export function runs(values: readonly Maybe[]): [number, number][] {
  const found: [number, number][] = [];
  let from = -1;
  for (let i = 0; i <= values.length; i++) {
    const there = i < values.length && values[i] !== null;
    if (there && from < 0) {
      from = i;
    } else if (!there && from >= 0) {
      found.push([from, i]);
      from = -1;
    }
  }
  return found;
}
