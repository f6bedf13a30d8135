/** What a telephone dials: digits and a leading plus. Numbers are shown as they are kept. */
export const telOf = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;
