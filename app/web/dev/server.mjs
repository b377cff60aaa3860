// A stand-in for the server while the page is developed: `npm run fixture`, then `npm run dev` or the bundle on the same port.
// SITE=cn for a Chinese site, HOSTILE=1 for hostile names, EMPTY=1 for a first start, SCOPES=read for the public mode.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { bundle } from '../build/sources.mjs';
import * as d from './data.mjs';

const port = Number(process.env.PORT ?? 5174);
const scopes = (process.env.SCOPES ?? 'admin').split(',');
const empty = process.env.EMPTY === '1';
const wanted = process.env.TOKEN ?? '';
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  const lang = url.searchParams.get('lang');
  const q = Object.fromEntries(url.searchParams);
  const path = url.pathname;
  const json = (value, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (!path.startsWith('/api')) {
    try {
      const file = path === '/' ? '/index.html' : path;
      const body = readFileSync(join(bundle, file));
      return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' }).end(body);
    } catch {
      return response.writeHead(404).end();
    }
  }
  const may = wanted === '' || request.headers.authorization === `Bearer ${wanted}`;
  if (path === '/api/v1/session') return json(d.session(may ? scopes : []));
  if (!may) return json({ type: 'about:blank', title: 'This needs a token.', status: 401, code: 'unauthorized', id: '1' }, 401);
  let text = '';
  for await (const piece of request) text += piece;
  const body = text ? JSON.parse(text) : {};
  const now = () => (empty ? { ...d.now(lang), power_w: null, tier: null, metered_fraction: null, cost_per_h: null, location_g_per_h: null, onsite_fraction: null, battery: null, pue: null, saved_today_j: null, flow: { total_w: 0, sources: [], components: [], consumers: [] }, attention: [], silent_meters: 0 } : d.now(lang));
  if (path === '/api/v1/live') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const send = () => response.write(`event: now\nid: ${Date.now()}\ndata: ${JSON.stringify(now())}\n\n`);
    send();
    const timer = setInterval(send, 1000);
    return request.on('close', () => clearInterval(timer));
  }
  const runs = empty ? [] : d.RUNS.filter((r) => (!q.tenant || r.tenant === q.tenant) && (!q.q || (r.name + r.id + r.host).includes(q.q)));
  const run = d.RUNS.find((r) => path.startsWith(`/api/v1/runs/${r.id}`));
  switch (path.replace(/\/runs\/[0-9a-f]{4}/, '/runs/{id}').replace(/\/(budgets|actions|tokens)\/[a-z0-9]+/, '/$1/{id}')) {
    case '/api/v1/now': return json(now());
    case '/api/v1/outlook': return json(d.outlook(lang, Number(q.back_s), Number(q.ahead_s)));
    case '/api/v1/ledger': return json(d.ledger());
    case '/api/v1/runs': {
      const key = (q.sort ?? '-from').replace('-', '');
      const value = (r) => (key === 'from' ? Date.parse(r.from) : key === 'name' ? r.name : key === 'cost' ? (r.cost?.amount ?? 0) : (r[key].mid ?? r[key]));
      const sorted = [...runs].sort((a, b) => (value(a) < value(b) ? -1 : 1) * (q.sort?.startsWith('-') ?? true ? -1 : 1));
      return json({ total: runs.length, offset: 0, items: sorted.slice(0, Number(q.limit ?? 50)), problems: [] });
    }
    case '/api/v1/runs/export': return q.format === 'json' ? json(runs) : response.writeHead(200, { 'content-type': 'text/csv' }).end('id,name\r\n');
    case '/api/v1/runs/compare': return json(d.compare(url.searchParams.getAll('id')));
    case '/api/v1/runs/{id}': return json(d.account(run));
    case '/api/v1/runs/{id}/power': return json(d.runPower(run, Number(q.points)));
    case '/api/v1/runs/{id}/findings': return json(d.findings(run));
    case '/api/v1/plan': return json(empty ? { ...d.plan(lang, body), jobs: [] } : d.plan(lang, request.method === 'POST' ? body : q));
    case '/api/v1/plan/approval': return json(d.plan(lang, body));
    case '/api/v1/plan/deadlines': return json(d.deadlines(lang, q.job, body));
    case '/api/v1/estimate/choices': return json(d.choices());
    case '/api/v1/estimate/inference': return body.gpus > 512 ? json({ type: 'about:blank', title: 'gpus is 9999; it must be at most 1024.', status: 400, code: 'bad', id: '2' }, 400) : json(d.inference(body));
    case '/api/v1/estimate/training': return json(d.training(body));
    case '/api/v1/meters': return json(empty ? { ...d.meters(lang), items: [] } : d.meters(lang));
    case '/api/v1/factors': return request.method === 'GET' ? json(d.factors(lang)) : json({ runs: 214, before: d.ledger(), after: d.ledger() });
    case '/api/v1/budgets': return json(empty ? [] : request.method === 'GET' ? d.budgets() : d.budgets()[0]);
    case '/api/v1/budgets/{id}': return json(d.budgets()[0]);
    case '/api/v1/actions': return json(empty ? [] : d.actions(lang));
    case '/api/v1/actions/{id}/reversal': return json({ ...d.actions(lang)[0], state: 'restored' });
    case '/api/v1/tokens': return json(request.method === 'GET' ? d.tokens() : { token: d.tokens()[0], secret: 'nw_k3v9_fixture' });
    case '/api/v1/tokens/{id}/rotation': return json({ token: d.tokens()[0], secret: 'nw_k3v9_fixture' });
    case '/api/v1/tokens/{id}': return response.writeHead(204).end();
    default: return json({ type: 'about:blank', title: `No such path: ${path}`, status: 404, code: 'not-found', id: '3' }, 404);
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
