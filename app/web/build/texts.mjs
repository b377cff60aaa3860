// Turns the page's share of the program's message files into one JSON a language. Types come from the English one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS, lines, web } from './sources.mjs';

for (const lang of LANGS) {
  const texts = Object.fromEntries(
    lines(lang).map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), unescape(line.slice(at + 1))];
    }),
  );
  writeFileSync(join(web, `src/text/${lang}.json`), JSON.stringify(texts, null, 1) + '\n');
}

/** What java.util.Properties makes of a value on one line. */
function unescape(value) {
  return value
    .trimStart()
    .replace(/\\u([0-9a-fA-F]{4})|\\(.)/g, (_, code, letter) =>
      code ? String.fromCharCode(parseInt(code, 16)) : ({ n: '\n', t: '\t', r: '\r', f: '\f' }[letter] ?? letter),
    );
}
