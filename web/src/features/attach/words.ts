// The words of photos and PDFs in both languages; they come after the first view.
import { i18n } from '../../i18n/index.svelte';
import { number } from '../../i18n/time';

const nl = {
  add: 'Foto of PDF toevoegen', camera: 'Maak een foto', list: 'Bijlagen', hint: 'plak of sleep, tot 25 MB', remove: (name: string): string => `Haal ${name} weg`,
  open: 'Opent in een nieuw tabblad', gone: 'niet te tonen',
  erased: (hash: string): string => `Bytes gewist, hash bewaard (${hash})`,
  problems: { type: 'geen foto (JPEG, PNG, WebP) of PDF', size: 'groter dan 25 MB', many: 'hoogstens 10 bijlagen', refused: 'niet aangenomen' },
};
const en: typeof nl = {
  add: 'Add a photo or PDF', camera: 'Take a photo', list: 'Attachments', hint: 'paste or drop, up to 25 MB', remove: (name) => `Remove ${name}`,
  open: 'Opens in a new tab', gone: 'cannot be shown',
  erased: (hash) => `Bytes erased, hash kept (${hash})`,
  problems: { type: 'no photo (JPEG, PNG, WebP) or PDF', size: 'larger than 25 MB', many: 'at most 10 attachments', refused: 'not accepted' },
};
export const attachWords = (): typeof nl => (i18n.language === 'en' ? en : nl);
export const sizeWords = (bytes: number): string => (bytes < 100_000 ? `${number(Math.max(1, Math.round(bytes / 1000)), i18n.language)} kB` : `${number(bytes / 1_000_000, i18n.language, 1)} MB`);
