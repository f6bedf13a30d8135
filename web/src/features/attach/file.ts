// What a file is, before it is sent: the same rules as the server's (src/desk/attachment.h), so that nothing waits in the
// outbox that will be refused.
export const bytesMax = 25 * 1024 * 1024;
export const attachmentsMax = 10;
const nameBytesMax = 200;

/** By its first bytes, whatever its name says. */
export function mediaTypeOf(head: Uint8Array): string {
  const starts = (text: string, from = 0): boolean => [...text].every((letter, at) => head[from + at] === letter.charCodeAt(0));
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts('RIFF') && starts('WEBP', 8)) return 'image/webp';
  return starts('%PDF-') ? 'application/pdf' : '';
}

/** One line without a path, cut to the server's limit with its extension whole. */
export function fileName(name: string, mediaType: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = name.replace(/[\u0000-\u001f\u007f/\\]/g, '').trim() || (mediaType === 'application/pdf' ? 'document.pdf' : `foto.${mediaType.slice(6).replace('jpeg', 'jpg')}`);
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  const extension = /\.[\w]{1,5}$/.exec(plain)?.[0] ?? '';
  let stem = [...plain.slice(0, plain.length - extension.length)];
  while (bytes(stem.join('') + extension) > nameBytesMax) stem = stem.slice(0, -1);
  return stem.join('') + extension;
}
