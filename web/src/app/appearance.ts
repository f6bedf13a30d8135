// Dark or light: follows the system until the person of this window chooses.
export type Appearance = 'system' | 'dark' | 'light';
const key = 'voorzien.appearance';
const prefersLight = matchMedia('(prefers-color-scheme: light)');

export const appearance = (): Appearance => (sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? 'system') as Appearance;

export function setAppearance(value: Appearance): void {
  sessionStorage.setItem(key, value);
  localStorage.setItem(key, value);
  applyAppearance();
}

export function applyAppearance(): void {
  const chosen = appearance();
  const light = chosen === 'light' || (chosen === 'system' && prefersLight.matches);
  document.documentElement.dataset['theme'] = light ? 'light' : 'dark';
  dispatchEvent(new CustomEvent('appearance'));
}

prefersLight.addEventListener('change', applyAppearance);
