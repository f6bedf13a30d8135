// What Enter will change (screens.md 3.11), in both languages.
import { i18n } from '../../i18n/index.svelte';

const nl = {
  stays: (level: string): string => `Blijft ${level}`, becomes: (level: string): string => `Wordt ${level}`,
  limit: (level: string, value: string): string => `grens ${level} is ${value}`,
  kept: (time: string): string => (time ? `belofte van ${time} gehaald` : 'belofte gehaald'),
};
const en: typeof nl = {
  stays: (level) => `Stays ${level}`, becomes: (level) => `Becomes ${level}`, limit: (level, value) => `limit for ${level} is ${value}`,
  kept: (time) => (time ? `promise of ${time} kept` : 'promise kept'),
};
export const afterWords = (): typeof nl => (i18n.language === 'en' ? en : nl);
