import { describe, expect, it } from 'vitest';
import { nameOf } from './keys';

const event = (init: Partial<KeyboardEvent>): KeyboardEvent =>
  ({ key: '', code: '', ctrlKey: false, altKey: false, metaKey: false, ...init }) as KeyboardEvent;

describe('names of keys', () => {
  it('letters are lower case whatever Shift says', () => expect(nameOf(event({ key: 'B', code: 'KeyB' }))).toBe('b'));
  it('Alt with a digit goes by the place of the key', () =>
    expect(nameOf(event({ key: '¡', code: 'Digit1', altKey: true }))).toBe('alt+1'));
  it('Ctrl and Cmd are the same', () => {
    expect(nameOf(event({ key: 'k', ctrlKey: true }))).toBe('ctrl+k');
    expect(nameOf(event({ key: 'k', metaKey: true }))).toBe('ctrl+k');
  });
});
