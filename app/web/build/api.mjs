// Generates the types of the API from the server's OpenAPI; with --check says whether the committed ones are older.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';
import { root, web } from './sources.mjs';

const openapi = join(root, 'app/src/main/resources/io/negawatt/app/server/openapi.yaml');
const target = join(web, 'src/api/schema.d.ts');
const head = "// Generated from the server's OpenAPI by `npm run api`.\n";
const text = head + astToString(await openapiTypes(pathToFileURL(openapi)));

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error('src/api/schema.d.ts is older than the OpenAPI: run `npm run api`');
  process.exit(1);
}
