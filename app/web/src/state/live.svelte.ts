import { address, headers, Refused, send, type Schemas } from '../api/client';
import { EventParser, type ServerEvent } from '../api/events';

type Listener = (event: ServerEvent) => void;

const SILENT_MS = 25_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * The live line to the server. A line that ends, or says nothing for 25 s, is lost and opened again after 0.5 s, 1 s, 2 s … 10 s;
 * `healed` counts how often it came back, so that what was missed can be asked for.
 */
class Live {
  state = $state<'connecting' | 'live' | 'lost'>('connecting');
  now = $state.raw<Schemas['Now'] | null>(null);
  /** When something was last heard, and when the next try is, in ms of the browser's clock. */
  heardMs = $state(0);
  retryMs = $state(0);
  /** The browser's clock, once a second. */
  clockMs = $state(Date.now());
  healed = $state(0);

  #listeners = new Set<Listener>();
  #line: AbortController | null = null;
  #wake: (() => void) | null = null;
  #ticker = 0;
  #heardMs = 0;

  /** Opens the line and keeps it open until {@link stop}. */
  start(): void {
    if (this.#line !== null) {
      return;
    }
    const line = new AbortController();
    this.#line = line;
    this.#ticker = window.setInterval(() => this.#tick(), 1000);
    addEventListener('online', this.retry);
    void this.#keepOpen(line.signal);
  }

  stop(): void {
    this.#line?.abort();
    this.#line = null;
    this.#wake?.();
    clearInterval(this.#ticker);
    removeEventListener('online', this.retry);
    this.state = 'connecting';
  }

  /** Tries again at once. */
  retry = (): void => {
    this.#wake?.();
  };

  /** Hears the events of the line; returns how to stop that. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #keepOpen(stop: AbortSignal): Promise<void> {
    let failures = 0;
    while (!stop.aborted) {
      const heard = await this.#hear(stop);
      if (stop.aborted) {
        return;
      }
      failures = heard ? 1 : failures + 1;
      this.state = 'lost';
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
      this.retryMs = Date.now() + waitMs;
      await this.#sleep(waitMs);
    }
  }

  /** Hears until the line ends; says whether it was open at all. */
  async #hear(stop: AbortSignal): Promise<boolean> {
    const one = new AbortController();
    const end = () => one.abort();
    stop.addEventListener('abort', end);
    const watchdog = setInterval(() => {
      if (Date.now() - this.#heardMs > SILENT_MS) {
        one.abort();
      }
    }, 1000);
    let open = false;
    this.#heardMs = Date.now();
    try {
      const response = await send(address('/api/v1/live'), {
        headers: { ...headers(), Accept: 'text/event-stream' },
        cache: 'no-store',
        signal: one.signal,
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const parser = new EventParser();
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
        if (!open) {
          open = true;
          this.#opened();
        }
        this.#take(parser.push(piece.value));
      }
    } catch (e) {
      // A line that breaks is what this loop is for; a refusal is shown by the sign-in.
      if (e instanceof Refused && e.status === 401) {
        this.stop();
      }
    } finally {
      clearInterval(watchdog);
      stop.removeEventListener('abort', end);
    }
    return open;
  }

  #opened(): void {
    if (this.state === 'lost') {
      this.healed++;
    }
    this.state = 'live';
  }

  #take(events: ServerEvent[]): void {
    this.#heardMs = Date.now();
    this.heardMs = this.#heardMs;
    for (const event of events) {
      if (event.name === 'now') {
        this.now = JSON.parse(event.data) as Schemas['Now'];
      }
      this.#listeners.forEach((listener) => listener(event));
    }
  }

  #tick(): void {
    this.clockMs = Date.now();
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = done;
    });
  }
}

export const live = new Live();
