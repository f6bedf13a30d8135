// SHA-256 and the leaf hash of the journal's tree (RFC 9162 2.1.1), by WebCrypto.

export function toHex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('');
}

export async function sha256(bytes: Uint8Array): Promise<string> {
  return toHex(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

export async function leafHash(core: string): Promise<string> {
  const text = new TextEncoder().encode(core);
  const leaf = new Uint8Array(text.length + 1);
  leaf.set(text, 1); // leaf[0] = 0x00
  return sha256(leaf);
}
