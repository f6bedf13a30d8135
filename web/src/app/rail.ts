// The rail: nine items with fixed numbers (Alt 1…9). An item whose page is not built yet is hidden, and keeps its number.
import type { IconName } from '../ui/icons';

export interface RailItem {
  key: 'picture' | 'signals' | 'crisis' | 'ahead' | 'log' | 'products' | 'duty' | 'network' | 'communication';
  number: number; path: string; pages: string[]; icon: IconName; built: boolean;
}

export const rail: RailItem[] = [
  { key: 'picture', number: 1, path: '/beeld', pages: ['beeld', 'bronnen', 'invoer'], icon: 'picture', built: true },
  { key: 'signals', number: 2, path: '/signalen', pages: ['signalen', 'signaal'], icon: 'signals', built: true },
  { key: 'crisis', number: 3, path: '/crisis', pages: ['crisis', 'alarm'], icon: 'crisis', built: true },
  { key: 'ahead', number: 4, path: '/vooruit', pages: ['vooruit'], icon: 'ahead', built: true },
  { key: 'log', number: 5, path: '/logboek', pages: ['logboek'], icon: 'log', built: true },
  { key: 'products', number: 6, path: '/producten', pages: ['producten'], icon: 'products', built: false },
  { key: 'duty', number: 7, path: '/piket', pages: ['piket'], icon: 'duty', built: true },
  { key: 'network', number: 8, path: '/netwerk', pages: ['netwerk'], icon: 'network', built: true },
  { key: 'communication', number: 9, path: '/communicatie', pages: ['communicatie'], icon: 'communication', built: false },
];
