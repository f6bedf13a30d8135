import { describe, expect, it } from 'vitest';
import { fileName, mediaTypeOf } from './file';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('a file to attach', () => {
  it('is what its first bytes say', () => {
    expect(mediaTypeOf(bytes('\xff\xd8\xff\xe0'))).toBe('image/jpeg');
    expect(mediaTypeOf(bytes('\x89PNG\r\n\x1a\n'))).toBe('image/png');
    expect(mediaTypeOf(bytes('RIFF\0\0\0\0WEBPVP8 '))).toBe('image/webp');
    expect(mediaTypeOf(bytes('%PDF-1.7'))).toBe('application/pdf');
    for (const other of ['', 'RIFF\0\0\0\0WAVE', '<svg onload="x">', 'GIF89a']) expect(mediaTypeOf(bytes(other))).toBe('');
  });
  it('has a name of one line within the limit, its extension whole', () => {
    expect(fileName('brug dicht é.jpg', 'image/jpeg')).toBe('brug dicht é.jpg');
    expect(fileName('a/b\\c\r\n.png', 'image/png')).toBe('abc.png');
    expect(fileName('', 'image/jpeg')).toBe('foto.jpg');
    expect(fileName('  ', 'application/pdf')).toBe('document.pdf');
    const long = fileName(`${'é'.repeat(300)}.jpeg`, 'image/jpeg');
    expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(200);
    expect(long.endsWith('é.jpeg')).toBe(true);
  });
});
