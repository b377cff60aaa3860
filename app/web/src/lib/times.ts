import type { Lang } from '../text/texts.svelte';

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function format(lang: Lang, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + timeZone + JSON.stringify(options);
  let made = FORMATS.get(key);
  if (made === undefined) {
    const locale = lang === 'zh' ? 'zh-CN' : 'en-GB';
    made = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
    FORMATS.set(key, made);
  }
  return made;
}

/** Times as the site's clock says them, in one language. */
export class Times {
  constructor(
    readonly lang: Lang,
    readonly zone: string,
  ) {}

  clock(ms: number): string {
    return this.#of(ms, { hour: '2-digit', minute: '2-digit' });
  }

  seconds(ms: number): string {
    return this.#of(ms, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  }

  /** Day and hour of a list: `12 Sep 02:10`. */
  moment(ms: number): string {
    return `${this.date(ms)} ${this.clock(ms)}`;
  }

  date(ms: number): string {
    return this.lang === 'zh'
      ? `${this.#number(ms, 'month')} 月 ${this.#number(ms, 'day')} 日`
      : this.#of(ms, { day: 'numeric', month: 'short' });
  }

  /** Weekday and hour, for what is at most some days away: `Tue 09:00`. */
  weekday(ms: number): string {
    return `${this.#of(ms, { weekday: 'short' })} ${this.clock(ms)}`;
  }

  /** The start of a day on an axis: `Tue 13`. */
  day(ms: number): string {
    const weekday = this.#of(ms, { weekday: 'short' });
    return this.lang === 'zh' ? `${this.#number(ms, 'day')} 日 ${weekday}` : `${weekday} ${this.#number(ms, 'day')}`;
  }

  /** The head of the page: `Monday 12 September, 10:42`. */
  full(ms: number): string {
    if (this.lang === 'zh') {
      return `${this.date(ms)} ${this.#of(ms, { weekday: 'long' })} ${this.clock(ms)}`;
    }
    return `${this.#of(ms, { weekday: 'long', day: 'numeric', month: 'long' })}, ${this.clock(ms)}`;
  }

  month(ms: number): string {
    return this.lang === 'zh' ? `${this.#number(ms, 'month')} 月` : this.#of(ms, { month: 'long' });
  }

  /** Hours since midnight on the site's clock. */
  hour(ms: number): number {
    const [h = 0, m = 0] = this.clock(ms).split(':').map(Number);
    return h + m / 60;
  }

  /** The full hours between two times that fall on a multiple of `every` on the site's clock. */
  ticks(fromMs: number, toMs: number, every: number): number[] {
    const hourMs = 3_600_000;
    // Zones may be off by 30 or 45 minutes: go by quarters of an hour.
    const quarterMs = hourMs / 4;
    const found: number[] = [];
    for (let ms = Math.ceil(fromMs / quarterMs) * quarterMs; ms <= toMs; ms += quarterMs) {
      if (this.hour(ms) % every === 0) {
        found.push(ms);
      }
    }
    return found;
  }

  /** The instant at which the month, quarter or year of a time began on the site's clock. */
  startOf(span: 'month' | 'quarter' | 'year', at: number): number {
    const [year = 1970, month = 1] = this.input(at).split('-').map(Number);
    const first = span === 'month' ? month : span === 'quarter' ? month - ((month - 1) % 3) : 1;
    return this.instant(`${year}-${String(first).padStart(2, '0')}-01T00:00`);
  }

  /** The instant that a `datetime-local` input means on the site's clock. */
  instant(local: string): number {
    const wanted = Date.parse(`${local}Z`);
    // The offset of the zone at that time is found in two steps, the second of which is right beside a change of the clock.
    const guess = wanted - (Date.parse(`${this.input(wanted)}Z`) - wanted);
    return guess - (Date.parse(`${this.input(guess)}Z`) - wanted);
  }

  /** What `datetime-local` inputs read and write, on the site's clock. */
  input(ms: number): string {
    const parts = Object.fromEntries(
      format('en', this.zone, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
        .formatToParts(ms)
        .map(({ type, value }) => [type, value]),
    );
    return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
  }

  #number(ms: number, part: 'day' | 'month'): string {
    return format('en', this.zone, { [part]: 'numeric' }).format(ms);
  }

  #of(ms: number, options: Intl.DateTimeFormatOptions): string {
    return format(this.lang, this.zone, options).format(ms);
  }
}
