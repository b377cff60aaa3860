import type { components, paths } from './schema';
import { settings } from '../state/settings.svelte';

export type Schemas = components['schemas'];

/** What the server answers where it does not do what was asked; the message is in the reader's language. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {}

let token = '';
let onUnauthorized: () => void = () => {};

/** The token that every request carries; none where it is empty. */
export function authorize(secret: string): void {
  token = secret;
}

/** Called when the server wants a token, or another one. */
export function whenUnauthorized(listener: () => void): void {
  onUnauthorized = listener;
}

type Method = 'get' | 'post' | 'put' | 'delete';
type Asked<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer O> ? O : never;
type Json<R> = R extends { content: { 'application/json': infer T } } ? T : undefined;
type Answer<O> = O extends { responses: infer R } ? Json<R[keyof R & (200 | 201)]> : undefined;
type Body<O> = O extends { requestBody: { content: { 'application/json': infer T } } } ? T : never;
type Query<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type Places<O> = O extends { parameters: { path: infer I extends object } } ? I : never;

export interface Options<O> {
  query?: Query<O>;
  path?: Places<O>;
  body?: Body<O>;
}

/** Asks the API; the types of path, parameters, body and answer are those of the server's OpenAPI. */
export async function ask<P extends keyof paths, M extends Method>(
  method: M,
  path: P,
  options: Options<Asked<P, M>> = {},
): Promise<Answer<Asked<P, M>>> {
  const body = options.body === undefined ? null : JSON.stringify(options.body);
  const response = await send(address(path, options.query, options.path), {
    method: method.toUpperCase(),
    headers: { ...headers(), ...(body === null ? {} : { 'Content-Type': 'application/json' }) },
    body,
  });
  return (response.status === 204 ? undefined : await response.json()) as Answer<Asked<P, M>>;
}

/** The address of a path of the API, in the reader's language. A list in the query is given once for each of its values. */
export function address(path: string, query: object = {}, places: object = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((places as Record<string, unknown>)[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, lang: settings.lang })) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') {
        search.append(name, String(one));
      }
    }
  }
  return `.${filled}?${search}`;
}

/** Sends a request with the token; throws {@link Refused} or {@link Unreachable}. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (e) {
    if (init.signal?.aborted) {
      throw e;
    }
    throw new Unreachable(String(e));
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401) {
    onUnauthorized();
  }
  // A proxy in between answers for a server that is away.
  if (response.status >= 502 && response.status <= 504) {
    throw new Unreachable(String(response.status));
  }
  throw await refusal(response);
}

export function headers(): Record<string, string> {
  return token === '' ? {} : { Authorization: `Bearer ${token}` };
}

async function refusal(response: Response): Promise<Refused> {
  try {
    const { code, title, detail } = (await response.json()) as Schemas['Problem'];
    return new Refused(response.status, code, detail ? `${title} ${detail}` : title);
  } catch {
    return new Refused(response.status, 'unknown', `HTTP ${response.status}`);
  }
}
