import type { Schemas } from '../api/client';
import { t, type Key } from './texts.svelte';

type SourceId = Schemas['FlowSource']['id'];

export const COMPONENTS = ['compute', 'cooling', 'store', 'transmit', 'other'] as const satisfies Schemas['Component'][];

export const componentName = (id: Schemas['Component']): string => t(`page.component.${id}`);
export const sourceName = (id: SourceId): string => t(`page.source.${id}`);

const WORK = ['tokens', 'images', 'samples', 'steps', 'requests', 'products', 'epochs', 'all-reduced-bytes', 'checkpoint-bytes'];

/** One of what a run counts: `token`; a counter that the program does not know keeps its name. */
export function workName(unit: string): string {
  return WORK.includes(unit) ? t(`work.${unit}` as Key) : unit;
}

const PHASES = ['all-reduce', 'backward', 'checkpoint', 'data', 'evaluation', 'forward', 'optimizer', 'repeated', 'serving', 'stall', 'start', 'training'];

export function phaseName(phase: string): string {
  return phase === '-' ? t('page.run.outside') : PHASES.includes(phase) ? t(`phase.${phase}` as Key) : phase;
}

/** A length of time: `56 min`, `3 h 12`, `2 d 4 h`. */
export function duration(seconds: number): string {
  if (seconds < 59.5) {
    return t('page.length.s', seconds < 9.95 ? Math.round(seconds * 10) / 10 : Math.round(seconds));
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) {
    return t('page.length.min', minutes);
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return minutes % 60 === 0 ? t('page.length.h', hours) : t('page.length.hm', hours, String(minutes % 60).padStart(2, '0'));
  }
  return hours % 24 === 0 ? t('page.length.d', hours / 24) : t('page.length.dh', Math.floor(hours / 24), hours % 24);
}

/** How often something is read: `100 ms`, `5 s`, `15 min`. */
export function period(seconds: number): string {
  return seconds < 1 ? t('page.length.ms', Math.round(seconds * 1000)) : duration(seconds);
}
