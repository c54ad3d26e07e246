import { Fault, fail } from '../model/fault.ts'

const deepest = 32
const strict = new TextDecoder('utf-8', { fatal: true })

/**
 * The value of a JSON body; undefined for an empty one.
 *
 * @throws `kernel.bad-request` with `reason` bad-encoding, bad-json, too-deep, or prototype for a key that could reach into objects of ours.
 */
export function readJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  const value = parse(decode(body))
  checkShape(value)
  return value
}

function decode(body: Buffer): string {
  try {
    return strict.decode(body)
  } catch (cause) {
    throw Object.assign(new Fault('kernel.bad-request', { reason: 'bad-encoding' }), { cause })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw Object.assign(new Fault('kernel.bad-request', { reason: 'bad-json' }), { cause })
  }
}

/** Level by level, so that depth costs no stack. */
function checkShape(value: unknown): void {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) fail('kernel.bad-request', { reason: 'too-deep', max: deepest })
    const next: unknown[] = []
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue
      if (!Array.isArray(one) && Object.hasOwn(one, '__proto__')) fail('kernel.bad-request', { reason: 'prototype' })
      for (const inner of Object.values(one)) if (typeof inner === 'object' && inner !== null) next.push(inner)
    }
    level = next
  }
}
