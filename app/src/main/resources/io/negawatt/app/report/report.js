// Switches language and theme; without it the page shows its first language and the system's theme.
(() => {
  const root = document.documentElement, LANGS = { en: 'en', zh: 'zh-CN' };
  const asked = new URLSearchParams(location.search);
  new URLSearchParams(location.hash.slice(1)).forEach((to, what) => asked.set(what, to));
  const night = matchMedia('(prefers-color-scheme: dark)');
  const now = () => ({ lang: root.dataset.lang, theme: root.dataset.theme || (night.matches ? 'dark' : 'light') });
  const buttons = () => [...document.querySelectorAll('button[data-set]')];
  const mark = () => buttons().forEach(b => b.setAttribute('aria-pressed', String(now()[b.dataset.set] === b.dataset.to)));
  const set = (what, to) => {
    if (what === 'lang' && LANGS[to]) { root.dataset.lang = to; root.lang = LANGS[to]; }
    if (what === 'theme' && (to === 'light' || to === 'dark')) root.dataset.theme = to;
    mark();
  };
  ['lang', 'theme'].forEach(what => set(what, asked.get(what)));
  night.addEventListener('change', mark);
  document.addEventListener('click', event => {
    const button = event.target.closest('button[data-set]');
    if (!button) return;
    set(button.dataset.set, button.dataset.to);
    history.replaceState(null, '', '#' + new URLSearchParams(now()));
    buttons().find(b => b.offsetParent && b.dataset.to === button.dataset.to).focus();
  });
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.on-paper:not([open])')];
    opened.forEach(fold => { fold.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach(fold => { fold.open = false; }));
  root.classList.add('js');
})();
