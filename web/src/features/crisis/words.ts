// The words of this feature in the language of the interface; they come with its pages, not with the first view.
import { i18n } from '../../i18n/index.svelte';
import { alsoRules } from '../../i18n/problem';
import { crisisEn } from './words.en';
import { crisisNl, type CrisisWords } from './words.nl';

export const crisisWords = (): CrisisWords => (i18n.language === 'en' ? crisisEn : crisisNl);
alsoRules(() => crisisWords().rules);
