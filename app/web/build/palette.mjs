// The palette of the reports as style variables, so that report and page are one hand.
import { readFileSync } from 'node:fs';
import { paletteFile } from './sources.mjs';

const NAME = 'virtual:palette.css';

export function palette() {
  return {
    name: 'palette',
    resolveId: (id) => (id === NAME ? '\0' + NAME : undefined),
    load: (id) => (id === '\0' + NAME ? css(JSON.parse(readFileSync(paletteFile, 'utf8'))) : undefined),
  };
}

function css(palette) {
  const light = variables(palette.light);
  const dark = variables(palette.dark);
  return `:root{color-scheme:light;${light}}
:root[data-theme=dark]{color-scheme:dark;${dark}}
@media (prefers-color-scheme:dark){:root:not([data-theme]){color-scheme:dark;${dark}}}`;
}

function variables({ ui, component, source, carbon }) {
  const named = { ...ui, ...component, ...source };
  const bands = Object.fromEntries(carbon.map((color, i) => [`carbon${i}`, color]));
  return Object.entries({ ...named, ...bands }).map(([name, color]) => `--${name}:${color}`).join(';');
}
