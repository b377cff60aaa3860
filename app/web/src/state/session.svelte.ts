import { ask, authorize, Refused, whenUnauthorized, type Schemas } from '../api/client';
import { live } from './live.svelte';

type Scope = Schemas['Scope'];
const KEPT = 'negawatt.token';

/** Who reads the page, what they may, and the site that it shows. */
class SessionState {
  state = $state<'starting' | 'away' | 'signed-out' | 'in'>('starting');
  session = $state.raw<Schemas['Session'] | null>(null);

  constructor() {
    // Whoever reads without a token stays, also where something needs one.
    whenUnauthorized(() => {
      if (this.session?.public_read !== true || this.session.token !== null) {
        this.signOut();
      }
    });
  }

  get site(): Schemas['Site'] | null {
    return this.session?.site ?? null;
  }

  /** Starts with the token kept in this tab or on this device; none is needed in public read-only mode. */
  async start(): Promise<void> {
    authorize(sessionStorage.getItem(KEPT) ?? localStorage.getItem(KEPT) ?? '');
    await this.enter();
  }

  /** Tries a token; throws what the server says against it. */
  async signIn(token: string, keep: boolean): Promise<void> {
    authorize(token);
    await this.enter();
    if (this.state === 'in') {
      (keep ? localStorage : sessionStorage).setItem(KEPT, token);
    }
  }

  signOut(): void {
    localStorage.removeItem(KEPT);
    sessionStorage.removeItem(KEPT);
    authorize('');
    live.stop();
    this.state = 'signed-out';
  }

  may(scope: Scope): boolean {
    const scopes = this.session?.scopes ?? [];
    return scopes.includes('admin') || scopes.includes(scope) || (scope === 'read' && scopes.includes('control'));
  }

  /** Asks again what the server says in words, since the reader chose another language. */
  async speak(): Promise<void> {
    if (this.state === 'in') {
      live.stop();
      live.start();
      this.session = await ask('get', '/api/v1/session');
    }
  }

  async enter(): Promise<void> {
    try {
      this.session = await ask('get', '/api/v1/session');
      if (this.may('read')) {
        this.state = 'in';
        live.start();
      } else {
        this.state = 'signed-out';
      }
    } catch (e) {
      if (!(e instanceof Refused)) {
        this.state = 'away';
      }
      throw e;
    }
  }
}

export const session = new SessionState();
