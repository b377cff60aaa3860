import { speak, type Lang } from '../text/texts.svelte';

export type Theme = 'light' | 'dark' | 'system';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Language and theme: from the address, else as chosen before, else as the browser says. */
class Settings {
  lang = $state<Lang>('en');
  theme = $state<Theme>('system');
  /** The theme in force, so that what is painted on a canvas can follow it. */
  painted = $state<'light' | 'dark'>('light');

  async start(): Promise<void> {
    const address = new URLSearchParams(location.search);
    const lang = address.get('lang') ?? read('lang') ?? navigator.language;
    const theme = address.get('theme') ?? read('theme');
    dark.addEventListener('change', () => this.paint());
    this.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
    this.paint();
    await this.use(lang.toLowerCase().startsWith('zh') ? 'zh' : 'en');
  }

  async speak(lang: Lang): Promise<void> {
    keep('lang', lang);
    await this.use(lang);
  }

  show(theme: Theme): void {
    keep('theme', theme);
    this.theme = theme;
    this.paint();
  }

  private async use(lang: Lang): Promise<void> {
    await speak(lang);
    this.lang = lang;
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }

  private paint(): void {
    const root = document.documentElement;
    if (this.theme === 'system') {
      delete root.dataset['theme'];
    } else {
      root.dataset['theme'] = this.theme;
    }
    this.painted = this.theme === 'dark' || (this.theme === 'system' && dark.matches) ? 'dark' : 'light';
  }
}

// A browser may refuse to keep anything; the page then starts anew each time.
function read(name: string): string | null {
  try {
    return localStorage.getItem(`negawatt.${name}`);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`negawatt.${name}`, value);
  } catch {
    // Not kept: nothing the reader could do about it.
  }
}

export const settings = new Settings();
