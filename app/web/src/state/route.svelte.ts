export const PAGES = ['now', 'ledger', 'plan', 'estimate', 'meters'] as const;
export type Page = (typeof PAGES)[number];
export type Query = Record<string, string>;

/** The view as the address says it after `#`, such as `#/ledger?period=month&run=7f3a`, so that a link restores it. */
class Route {
  page = $state<Page>('now');
  query = $state.raw<Query>({});

  constructor() {
    this.adopt();
    this.read();
    addEventListener('hashchange', () => this.read());
  }

  /** Changes parts of the query; an empty value removes one. Each is a step back in the browser unless it replaces. */
  set(change: Query, how: 'push' | 'replace' = 'replace'): void {
    const hash = link(this.page, { ...this.query, ...change });
    if (how === 'push') {
      location.hash = hash;
    } else {
      history.replaceState(null, '', hash);
      this.read();
    }
  }

  /** A link from outside names the view by its path, such as `/plan?job=a`. */
  private adopt(): void {
    const page = PAGES.find((known) => location.pathname === `/${known}`);
    if (page) {
      const { lang, theme, ...query } = Object.fromEntries(new URLSearchParams(location.search));
      const kept = new URLSearchParams({ ...(lang ? { lang } : {}), ...(theme ? { theme } : {}) });
      history.replaceState(null, '', `/${kept.size > 0 ? `?${kept}` : ''}${link(page, query)}`);
    }
  }

  private read(): void {
    const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
    this.page = PAGES.find((page) => page === path) ?? 'now';
    this.query = Object.fromEntries(new URLSearchParams(query));
  }
}

/** The address of a view. */
export function link(page: Page, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return `#/${page}` + (given.length === 0 ? '' : `?${new URLSearchParams(given)}`);
}

export const route = new Route();
