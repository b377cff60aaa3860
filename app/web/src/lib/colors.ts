import palette from '../../../src/main/resources/io/negawatt/app/report/palette.json';

type Painted = 'light' | 'dark';
type Rgb = [number, number, number];

const BANDS = palette.carbonBandsFromGramsPerKwh;

function rgb(hex: string): Rgb {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as Rgb;
}

function carbonRgb(gPerKwh: number, painted: Painted): Rgb {
  const stops = palette[painted].carbon;
  const i = Math.max(0, BANDS.findLastIndex((from) => gPerKwh >= from));
  const low = rgb(stops[i] ?? '#000000');
  const next = stops[i + 1];
  const from = BANDS[i] ?? 0;
  const to = BANDS[i + 1];
  if (next === undefined || to === undefined) {
    return low;
  }
  const share = (gPerKwh - from) / (to - from);
  const high = rgb(next);
  return low.map((v, k) => Math.round(v + ((high[k] ?? v) - v) * share)) as Rgb;
}

/** The color of a carbon intensity, blended between the stops of the palette. */
export function carbonColor(gPerKwh: number, painted: Painted): string {
  return `rgb(${carbonRgb(gPerKwh, painted).join(',')})`;
}

/** Ink that reads on that color: whichever of white and near-black contrasts more. */
export function inkOnCarbon(gPerKwh: number, painted: Painted): string {
  const light = luminance(carbonRgb(gPerKwh, painted));
  const dark = luminance(rgb('#12181B'));
  return 1.05 / (light + 0.05) > (light + 0.05) / (dark + 0.05) ? '#fff' : '#12181B';
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** A color of the palette as it is painted now, for canvases, which know no variables. */
export function ui(name: keyof typeof palette.light.ui, painted: Painted): string {
  return palette[painted].ui[name];
}

export function componentColor(name: keyof typeof palette.light.component, painted: Painted): string {
  return palette[painted].component[name];
}

export function sourceColor(name: keyof typeof palette.light.source, painted: Painted): string {
  return palette[painted].source[name];
}
