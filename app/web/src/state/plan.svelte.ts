import { ask, type Schemas } from '../api/client';
import { Loaded } from './loaded.svelte';
import { route } from './route.svelte';

type Objective = Schemas['Objective'];
type Change = Schemas['JobChange'];

const OBJECTIVES: Objective[] = ['carbon', 'cost', 'both'];

/** The plan with the deadlines that somebody tries; they stand in the address, and nothing holds until it is approved. */
export class Planning {
  plan = new Loaded<Schemas['Plan']>();
  curve = new Loaded<Schemas['DeadlineCurve']>();
  objective = $derived<Objective | null>(OBJECTIVES.find((o) => o === route.query['objective']) ?? null);
  changes = $derived<Change[]>(decode(route.query['deadlines'] ?? ''));
  #timer = 0;

  /** The query that stands in the address. */
  query(): Schemas['PlanQuery'] {
    return { ...(this.objective ? { objective: this.objective } : {}), changes: this.changes };
  }

  async load(): Promise<void> {
    const asked = this.changes.length > 0 || this.objective !== null ? ask('post', '/api/v1/plan', { body: this.query() }) : ask('get', '/api/v1/plan');
    await this.plan.load(asked);
  }

  async loadCurve(job: string): Promise<void> {
    await this.curve.load(ask('post', '/api/v1/plan/deadlines', { query: { job }, body: this.query() }));
  }

  /** Changes a job and plans anew once the hand rests. */
  change(change: Change, waitMs = 180): void {
    const merged = [...this.changes.filter((c) => c.id !== change.id), { ...this.changes.find((c) => c.id === change.id), ...change }];
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => route.set({ deadlines: encode(merged) }), waitMs);
  }

  reset(): void {
    route.set({ deadlines: '' });
  }

  async approve(): Promise<void> {
    await this.plan.load(ask('post', '/api/v1/plan/approval', { body: this.query() }));
    this.reset();
  }
}

/** `id~2026-09-14T00:00Z~i` for each job, separated by a bar; `i` where it may be interrupted, `w` where not. */
function encode(changes: Change[]): string {
  return changes
    .map(({ id, deadline, interruptible }) =>
      [encodeURIComponent(id), deadline ?? '', interruptible === undefined ? '' : interruptible ? 'i' : 'w'].join('~'),
    )
    .join('|');
}

function decode(text: string): Change[] {
  return text.split('|').flatMap((part) => {
    const [id = '', deadline = '', how = ''] = part.split('~');
    return id === '' || (deadline !== '' && Number.isNaN(Date.parse(deadline)))
      ? []
      : [{ id: decodeURIComponent(id), ...(deadline ? { deadline } : {}), ...(how ? { interruptible: how === 'i' } : {}) }];
  });
}
