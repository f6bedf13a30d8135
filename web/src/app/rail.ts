// The nine items of the rail; Alt with their number is fixed, also while an item has no page yet (decision 21).
import type { IconName } from '../ui/Icon.svelte';
import type { Texts } from '../i18n/nl';

export interface RailItem { number: number; page: string; path: string; icon: IconName; words: keyof Texts['rail']; pages: string[] }

export const rail: RailItem[] = [
  { number: 1, page: 'beeld', path: '/beeld', icon: 'picture', words: 'picture', pages: ['beeld', 'bronnen'] },
  { number: 2, page: 'signalen', path: '/signalen', icon: 'signals', words: 'signals', pages: ['signalen', 'signaal'] },
  { number: 5, page: 'logboek', path: '/logboek', icon: 'log', words: 'log', pages: ['logboek'] },
];
