import type english from './en.json';

/** Every text of the page; a key that is not in the message files does not compile. */
export type Key = keyof typeof english;
export type Lang = 'en' | 'zh';

let texts = $state.raw<Record<string, string>>({});

/** Loads the texts of `lang`; each language is a file of its own. */
export async function speak(lang: Lang): Promise<void> {
  const file = lang === 'zh' ? await import('./zh.json') : await import('./en.json');
  texts = file.default;
}

/** The text of `key` with the values put in. */
export function t(key: Key, ...values: (string | number)[]): string {
  const text = texts[key] ?? key;
  return values.length === 0
    ? text
    : text.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}
