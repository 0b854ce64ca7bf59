// Runs before the first paint, so that no light page flashes in the dark. `theme.ts` takes over from here.
var chosen = null;
try {
  chosen = localStorage.getItem('datalab.theme');
} catch (_e) {
  // Storage is switched off: the system decides.
}
document.documentElement.dataset.theme =
  chosen === 'light' || chosen === 'dark'
    ? chosen
    : matchMedia('(prefers-color-scheme: dark)').matches
      ? 'dark'
      : 'light';
