import { Times } from '../lib/times';
import { session } from './session.svelte';
import { settings } from './settings.svelte';

/** The site's clock and money, for whoever prints a time or an amount. */
class Place {
  times = $derived(new Times(settings.lang, session.site?.time_zone ?? 'UTC'));
  currency = $derived(session.site?.currency ?? '');
}

export const place = new Place();

/** An instant of the API in ms. */
export const ms = (instant: string): number => Date.parse(instant);
