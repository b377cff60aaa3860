/** A figure as it is printed, with the value and the scale it was printed from, so that a test can print it again. */
export interface Shown {
  text: string;
  unit: string;
  raw: number;
  scale: number;
}

/** How far a figure may be off, in the unit that the figure itself is printed in. */
export interface Uncertain {
  value: number;
  low: number | null;
  high: number | null;
}

/**
 * `value` with exactly `decimals` decimal places, thousands grouped, a true minus sign. Rounds the exact value half up, as the
 * program does.
 */
export function fixed(value: number, decimals: number): string {
  const [whole = '', rest] = Math.abs(value).toFixed(decimals).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`);
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** The decimals that leave `digits` significant ones, and never cut a whole number. */
export function decimals(value: number, digits = 3): number {
  if (value === 0 || !Number.isFinite(value)) {
    return 0;
  }
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  // 9.996 to three digits is 10.0, one digit more before the point.
  const rounded = Math.floor(Math.log10(Number(Math.abs(value).toPrecision(digits))));
  return Math.max(0, Math.min(6, digits - 1 - Math.max(exponent, rounded)));
}

export function significant(value: number, digits = 3): string {
  // What is nothing to six decimals, such as the rest of a sum that a computer made, is printed as nothing.
  return Math.abs(value) < 5e-7 ? '0' : fixed(value, decimals(value, digits));
}

/** The same without zeros at its end, for what is round by itself: ticks of an axis, contracts, settings. */
export function trimmed(value: number, digits = 3): string {
  const places = Math.min(6, decimals(value, digits));
  const text = fixed(value, places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

interface Step {
  unit: string;
  scale: number;
  /** From which value on it is used. */
  from: number;
}

function step(steps: readonly Step[], value: number): Step {
  const size = Math.abs(value);
  return steps.findLast((s) => size >= s.from) ?? steps[0]!;
}

// Some thousand kWh, kg or kW are still read as such; the larger unit begins where five digits do.
const ENERGY: readonly Step[] = [
  { unit: 'Wh', scale: 3600, from: 0 },
  { unit: 'kWh', scale: 3.6e6, from: 3.6e6 },
  { unit: 'MWh', scale: 3.6e9, from: 3.6e10 },
  { unit: 'GWh', scale: 3.6e12, from: 3.6e13 },
];
const POWER: readonly Step[] = [
  { unit: 'W', scale: 1, from: 0 },
  { unit: 'kW', scale: 1e3, from: 1e3 },
  { unit: 'MW', scale: 1e6, from: 1e7 },
];
const MASS: readonly Step[] = [
  { unit: 'g', scale: 1, from: 0 },
  { unit: 'kg', scale: 1e3, from: 1e3 },
  { unit: 't', scale: 1e6, from: 1e7 },
];
const VOLUME: readonly Step[] = [
  { unit: 'L', scale: 1, from: 0 },
  { unit: 'm³', scale: 1e3, from: 1e4 },
];

function shown(steps: readonly Step[], raw: number, digits: number, at: number): Shown {
  const { unit, scale } = step(steps, at);
  return { text: significant(raw / scale, digits), unit, raw, scale };
}

/** A round figure with its unit, such as `520 kW` of a contract. */
export function nominal(w: number): string {
  const { unit, scale } = step(POWER, w);
  return `${trimmed(w / scale, 4)} ${unit}`;
}

export const energy = (j: number, digits = 3, at = j): Shown => shown(ENERGY, j, digits, at);
export const power = (w: number, digits = 3, at = w): Shown => shown(POWER, w, digits, at);
export const mass = (g: number, digits = 3, at = g): Shown => shown(MASS, g, digits, at);
export const volume = (l: number, digits = 3): Shown => shown(VOLUME, l, digits, l);

export const KWH = 3.6e6;

/** `raw` in the unit of `scale`, for a column or an axis whose unit stands at its head. */
export function scaled(raw: number, scale: number, places?: number): Shown {
  const value = raw / scale;
  return { text: places === undefined ? significant(value) : fixed(value, places), unit: '', raw, scale };
}

/** A change with its sign: `+10.9`, `−6.8`. */
export function change(share: number, places = 1): Shown {
  const figure = percent(share, places);
  return share > 0 && /[1-9]/.test(figure.text) ? { ...figure, text: `+${figure.text}` } : figure;
}

export function percent(share: number, places?: number): Shown {
  const points = share * 100;
  const auto = Math.abs(points) >= 99.95 || Number.isInteger(points) ? 0 : 1;
  return { text: fixed(points, places ?? auto), unit: '%', raw: share, scale: 0.01 };
}

const SYMBOLS: Record<string, string> = { CNY: '¥', EUR: '€', USD: '$', GBP: '£', JPY: 'JP¥', AUD: 'A$' };

/** The sign of a currency, else its code with a space. */
export function symbol(currency: string): string {
  return SYMBOLS[currency] ?? `${currency} `;
}

/** A unit of the API as people write it: `EUR/kWh` as `€/kWh`. */
export function unitText(unit: string): string {
  return unit.replace(/^[A-Z]{3}(?=\/)/, (currency) => symbol(currency).trim());
}

/** An amount of money without its sign: cents where they are read, three digits where it is less than one. */
export function amount(raw: number): Shown {
  const size = Math.abs(raw);
  const places = size >= 999.5 ? 0 : size >= 0.9995 || size === 0 ? 2 : decimals(raw);
  return { text: fixed(raw, places), unit: '', raw, scale: 1 };
}

export function money(raw: number, currency: string): string {
  const { text } = amount(raw);
  return text.startsWith('−') ? `−${symbol(currency)}${text.slice(1)}` : symbol(currency) + text;
}

/** Half of a 90 % interval where it is about even, as a factor where it is wide, else nothing. */
export function margin({ value, low, high }: Uncertain): { kind: 'half' | 'factor'; size: number } | null {
  if (low === null || high === null || value <= 0 || high <= low) {
    return null;
  }
  const above = high / value;
  return above > 2 || low <= 0 ? { kind: 'factor', size: above } : { kind: 'half', size: (high - low) / 2 };
}

/** A figure and its ± with as many digits as the ± leaves meaning to: two of the ± itself. */
export function uncertain(figure: Uncertain, scale: number, most = Math.abs(figure.value) >= 100 * scale ? 4 : 3): { value: Shown; spread: string } {
  const raw = figure.value;
  const spread = margin(figure);
  if (spread === null) {
    return { value: scaled(raw, scale), spread: '' };
  }
  if (spread.kind === 'factor') {
    return { value: scaled(raw, scale, decimals(raw / scale, 2)), spread: `×÷${trimmed(spread.size, 2)}` };
  }
  const half = spread.size / scale;
  const places = Math.min(decimals(half, 2), decimals(raw / scale, most));
  return { value: scaled(raw, scale, places), spread: `± ${fixed(half, Math.max(places, half < 0.5 ? decimals(half, 1) : 0))}` };
}

/** The unit an energy is printed in, as its size. */
export const energyUnit = (j: number): Step => step(ENERGY, j);
export const powerUnit = (w: number): Step => step(POWER, w);
export const massUnit = (g: number): Step => step(MASS, g);

/** A figure of the API in the unit that people read it in, by the unit that the API names. */
export function printed(value: number, unit: string): Shown {
  switch (unit) {
    case 'J':
      return energy(value);
    case 'W':
      return power(value);
    case 'g':
      return mass(value);
    case 'L':
      return volume(value);
    default:
      return { text: significant(value), unit, raw: value, scale: 1 };
  }
}

/** A price of a kilowatt-hour: `€0.144`, `¥0.31`. */
export function priceText(perKwh: number, currency: string): string {
  const text = trimmed(perKwh);
  return text.startsWith('−') ? `−${symbol(currency)}${text.slice(1)}` : symbol(currency) + text;
}
