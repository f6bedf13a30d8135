// The synchronised entities as this feature reads them, and their moments as milliseconds.
import type { Moment } from '../../net/api';

export type * from '../../net/api';

export const ms = (moment: Moment): number => Date.parse(moment);
export const msOr = (moment: Moment | null, otherwise: number): number => (moment === null ? otherwise : Date.parse(moment));
