import { ask, address, headers, send, type Schemas } from '../api/client';
import { KWH } from '../lib/numbers';
import { t } from '../text/texts.svelte';
import { save, saveCsv } from '../ui/sheet';
import { place } from './place.svelte';
import { live } from './live.svelte';

export const PERIODS = ['month', 'quarter', 'year', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** The time of the site: that of the last live event, since a demonstration may replay another day. */
export function siteNow(): number {
  return live.now ? Date.parse(live.now.at) : Date.now();
}

/** The time of day within the last day, else the date with it. */
export function recent(at: number): string {
  return Math.abs(siteNow() - at) < 86_400_000 ? place.times.clock(at) : place.times.moment(at);
}

/** Start of a period as the API takes it. */
export function since(period: Period): string {
  return period === 'all' ? '1970-01-01T00:00:00Z' : new Date(place.times.startOf(period, siteNow())).toISOString();
}

export interface RunFilter {
  period: Period;
  tenant: string;
  q: string;
}

export type ExportKind = 'csv' | 'csv-wan' | 'parquet';

/** Saves every run that the filter leaves. Amounts in 万 and 亿, as Chinese statistics group them, are made here. */
export async function exportRuns(filter: RunFilter, kind: ExportKind): Promise<void> {
  const query = { from: since(filter.period), tenant: filter.tenant, q: filter.q };
  if (kind === 'csv-wan') {
    return saveWan(await rows(query));
  }
  const response = await send(address('/api/v1/runs/export', { ...query, format: kind }), { headers: headers() });
  save(`negawatt-runs.${kind}`, await response.blob());
}

async function rows(query: object): Promise<Schemas['RunRow'][]> {
  const response = await send(address('/api/v1/runs/export', { ...query, format: 'json' }), { headers: headers() });
  return (await response.json()) as Schemas['RunRow'][];
}

function saveWan(runs: Schemas['RunRow'][]): void {
  saveCsv({
    file: 'negawatt-runs',
    columns: ['ID', t('page.run.name'), t('page.run.tenant'), t('page.run.start'), t('page.run.length'), t('page.ledger.wan.energy'), t('page.cost'), t('page.ledger.wan.location'), t('page.ledger.wan.market')],
    rows: runs.map((run) => [
      run.id,
      run.name,
      run.tenant ?? '',
      run.from,
      run.elapsed_s,
      wan(run.energy_j.mid / KWH),
      run.cost ? `${wan(run.cost.amount)} ${run.cost.currency}` : null,
      wan(run.location_g.mid / 1000),
      wan(run.market_g.mid / 1000),
    ]),
  });
}

/** 12345 as `1.2345万`, 123456789 as `1.2346亿`. */
export function wan(value: number): string {
  const size = Math.abs(value);
  const [scale, word] = size >= 1e8 ? [1e8, '亿'] : size >= 1e4 ? [1e4, '万'] : [1, ''];
  return `${Number((value / scale).toPrecision(5))}${word}`;
}

export function listRuns(filter: RunFilter, sort: string, limit: number): Promise<Schemas['RunPage']> {
  const query = { from: since(filter.period), tenant: filter.tenant, q: filter.q, sort: sort as '-from', limit };
  return ask('get', '/api/v1/runs', { query });
}
