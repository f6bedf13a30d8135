// The words of a chart that reaches back; they come with the chart.
import { i18n } from '../../i18n/index.svelte';
import type { Range } from './history';

const minute = 60_000;
/** A length as it is read beside a chart: whole minutes, hours or days. */
const about = (ms: number, hours: string, days: string): string =>
  ms < 90 * minute ? `${Math.round(ms / minute)} min` : ms < 36 * 60 * minute ? `${Math.round(ms / (60 * minute))} ${hours}` : `${Math.round(ms / (24 * 60 * minute))} ${days}`;

const nl = {
  howFar: 'Hoe ver terug', hours48: '48 uur', range: { week: 'week', month: 'maand', year: 'jaar' } as Record<Range, string>,
  keptFrom: (when: string) => `Bewaard vanaf ${when}.`, nothing: { week: 'Geen metingen in deze week.', month: 'Geen metingen in deze maand.', year: 'Geen metingen in dit jaar.' } as Record<Range, string>,
  nothing48: 'Geen metingen in de afgelopen 48 uur.', failed: (why: string) => `Metingen niet opgehaald: ${why.toLowerCase()}.`, still48: '48 uur blijft te zien.', notRenewed: (why: string) => `Niet bijgewerkt: ${why.toLowerCase()}.`,
  mean: 'Gemiddelde', lowHigh: 'Laagste – hoogste', per: (step: number) => `gemiddelde en uitersten per ${about(step, 'uur', 'dagen')}`,
};

const en: typeof nl = {
  howFar: 'How far back', hours48: '48 hours', range: { week: 'week', month: 'month', year: 'year' },
  keptFrom: (when) => `Kept from ${when}.`, nothing: { week: 'No readings in this week.', month: 'No readings in this month.', year: 'No readings in this year.' },
  nothing48: 'No readings in the past 48 hours.', failed: (why) => `Readings not fetched: ${why.toLowerCase()}.`, still48: '48 hours can still be seen.', notRenewed: (why) => `Not renewed: ${why.toLowerCase()}.`,
  mean: 'Mean', lowHigh: 'Lowest – highest', per: (step) => `mean and extremes per ${about(step, 'hours', 'days')}`,
};

export const historyWords = (): typeof nl => (i18n.language === 'en' ? en : nl);
