const scannedBytes = 4_096;

/**
 * Bytes to text as browsers do it: byte order mark, then the charset of the Content-Type header, then the first `meta`
 * or XML declaration near the start. Without any, valid UTF-8 is UTF-8 and the rest is windows-1252.
 * Labels are those of the WHATWG Encoding standard; an unknown one counts as absent.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string): string {
  const declared = bomOf(bytes) ?? known(charsetIn(contentType)) ?? declaredInside(bytes);
  if (declared !== null) return new TextDecoder(declared).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function bomOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return null;
}

function declaredInside(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, scannedBytes))
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '');
  const meta = start.match(/<meta\s[^>]*?charset\s*=[^>]*>/i)?.[0];
  const label =
    meta === undefined
      ? start.match(/^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)/i)?.[1]
      : charsetIn(meta);
  const found = known(label);
  // A page whose first bytes could be read as ASCII is not UTF-16, whatever it says.
  return found?.startsWith('utf-16') === true ? 'utf-8' : found;
}

function charsetIn(text: string): string | undefined {
  return text.match(/charset\s*=\s*["']?\s*([^\s"';>/]+)/i)?.[1];
}

function known(label: string | undefined): string | null {
  try {
    return label === undefined ? null : new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
