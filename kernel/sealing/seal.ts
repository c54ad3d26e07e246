import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export const ivBytes = 12
const tagBytes = 16

/** Shuts a text with a key made from the installation's secret for this purpose alone: AES-256-GCM. `place` binds it to where it is kept. */
export function seal(
  secret: string,
  o: Readonly<{ purpose: string; place: string }>,
  text: string,
  iv: Buffer = randomBytes(ivBytes),
): string {
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, o.purpose), iv).setAAD(Buffer.from(o.place))
  const shut = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), shut]).toString('base64url')
}

/** What was sealed; null for what was changed, moved, or shut with another secret. */
export function unseal(secret: string, o: Readonly<{ purpose: string; place: string }>, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < ivBytes + tagBytes) return null
  try {
    const open = createDecipheriv('aes-256-gcm', keyOf(secret, o.purpose), bytes.subarray(0, ivBytes))
      .setAAD(Buffer.from(o.place))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([open.update(bytes.subarray(ivBytes + tagBytes)), open.final()]).toString('utf8')
  } catch {
    return null
  }
}

const keyOf = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'zhike', purpose, 32))
