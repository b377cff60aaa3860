// Writes what the bundle was made from beside it; with --check says whether the bundle is older than its sources.
import { gzipSync } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, digest } from './sources.mjs';

const LARGEST_GZIP_BYTES = 300_000;
const record = join(bundle, 'sources.sha256');

if (process.argv.includes('--check')) {
  if (readFileSync(record, 'utf8').trim() !== digest()) {
    fail('the page is older than its sources: run `npm ci && npm run build` in app/web and commit the bundle');
  }
} else {
  writeFileSync(record, digest() + '\n');
  const bytes = readdirSync(bundle, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => gzipSync(readFileSync(join(entry.parentPath ?? entry.path, entry.name)), { level: 9 }).length)
    .reduce((a, b) => a + b, 0);
  console.log(`page: ${bytes} bytes gzip of ${LARGEST_GZIP_BYTES}`);
  if (bytes > LARGEST_GZIP_BYTES) {
    fail('the page is too large');
  }
}

function fail(why) {
  console.error(why);
  process.exit(1);
}
