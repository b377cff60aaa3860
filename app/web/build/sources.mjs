// What the bundle is made from, named once for the build that records it and for the check that compares it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const web = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = join(web, '../..');
export const messages = (lang) => join(root, `core/src/main/resources/io/negawatt/core/text/messages.${lang}.properties`);
export const paletteFile = join(root, 'app/src/main/resources/io/negawatt/app/report/palette.json');
export const bundle = join(root, 'app/src/main/resources/io/negawatt/app/server/page');
export const LANGS = ['en', 'zh'];

// Names that the page shares with the program, beside its own texts.
const SHARED = ['component.', 'phase.', 'scope.', 'tier.', 'work.', 'page.'];

/** The lines of a message file that the page shows, sorted by key. */
export function lines(lang) {
  return readFileSync(messages(lang), 'utf8')
    .split('\n')
    .filter((line) => SHARED.some((prefix) => line.startsWith(prefix)))
    .sort();
}

/** SHA-256 over the sources: `path`, a zero byte, content and a zero byte for each file, in the order of their paths. */
export function digest() {
  const hash = createHash('sha256');
  const add = (name, content) => hash.update(name).update('\0').update(content).update('\0');
  const files = ['index.html', 'package-lock.json', 'package.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts'];
  for (const folder of ['build', 'public', 'src']) {
    files.push(...walk(join(web, folder)));
  }
  for (const file of files.filter((name) => !name.startsWith('src/text/') || !name.endsWith('.json')).sort()) {
    add(file, readFileSync(join(web, file)));
  }
  for (const lang of LANGS) {
    add(`messages.${lang}`, lines(lang).join('\n'));
  }
  add('palette.json', readFileSync(paletteFile));
  return hash.digest('hex');
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [relative(web, path).split(sep).join('/')];
  });
}
