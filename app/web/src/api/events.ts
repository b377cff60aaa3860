/** One event of a stream of server-sent events; a comment, which keeps the line open, has the name `alive`. */
export interface ServerEvent {
  name: string;
  data: string;
}

/** Splits a stream into its events (HTML Living Standard, 9.2.6), wherever the pieces are cut. */
export class EventParser {
  #rest = '';
  #name = '';
  #data: string[] = [];

  push(piece: string): ServerEvent[] {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): ServerEvent[] {
    if (line === '') {
      const event = { name: this.#name || 'message', data: this.#data.join('\n') };
      const any = this.#data.length > 0;
      this.#name = '';
      this.#data = [];
      return any ? [event] : [];
    }
    if (line.startsWith(':')) {
      return [{ name: 'alive', data: '' }];
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.#name = value;
    } else if (field === 'data') {
      this.#data.push(value);
    }
    return [];
  }
}
