// The interface's language. nl.ts is the source of all texts; en.ts must have the same shape, or it does not compile.
import { nl, type Texts } from './nl';

export type Language = 'nl' | 'en';
const key = 'voorzien.language';

class I18n {
  language = $state<Language>('nl');
  t = $state.raw<Texts>(nl);

  async use(language: Language): Promise<void> {
    this.t = language === 'nl' ? nl : (await import('./en')).en;
    this.language = language;
    localStorage.setItem(key, language);
    document.documentElement.lang = language;
  }

  async start(): Promise<void> {
    if (localStorage.getItem(key) === 'en') await this.use('en');
  }
}

export const i18n = new I18n();
