import { createHash, createHmac } from 'node:crypto'
import { fail } from '../model/fault.ts'
import { ivBytes, seal, unseal } from './seal.ts'
import type { Vault } from './vault.ts'

/** A key of a workspace: shut with the installation's secret where it lies. The one that is not retired shuts what is written now. */
export type StoredKey = Readonly<{ id: string; purpose: 'value' | 'mark'; wrapped: string; retired: boolean }>

const wrapping = (id: string) => ({ purpose: 'key of a workspace', place: id })
const inside = (id: string) => ({ purpose: 'value', place: id })

export const wrapKey = (secret: string, id: string, key: string): string => seal(secret, wrapping(id), key)
export const unwrapKey = (secret: string, { id, wrapped }: Pick<StoredKey, 'id' | 'wrapped'>): string | null =>
  unseal(secret, wrapping(id), wrapped)

/** The key's name, which stands before what it shut. */
export const keyNameOf = (sealed: string): string => sealed.slice(0, Math.max(sealed.indexOf('.'), 0))

const locked = (key: string): never => fail('kernel.keys-locked', { key })

export type KeyRing = Vault &
  Readonly<{
    /** What was shut with a former key, shut with the one in use. The same comes out of the same, so that a record and its history still tell they hold one value. */
    reseal(sealed: string): string
  }>

/** The keys at hand as they are used. Those that the secret does not open are missed when they are wanted, not before: everything else goes on. */
export function openVault(secret: string, keys: readonly StoredKey[]): KeyRing {
  const opened = new Map(keys.map((key) => [key.id, unwrapKey(secret, key)]))
  const current = (purpose: StoredKey['purpose']) => {
    const id = keys.find((key) => key.purpose === purpose && !key.retired)?.id ?? locked(purpose)
    return { id, key: opened.get(id) ?? locked(id) }
  }
  const open = (sealed: string): string => {
    const id = keyNameOf(sealed)
    return unseal(opened.get(id) ?? locked(id), inside(id), sealed.slice(id.length + 1)) ?? locked(id)
  }
  return Object.freeze({
    seal: (text) => {
      const { id, key } = current('value')
      return `${id}.${seal(key, inside(id), text)}`
    },
    open,
    reseal: (sealed) => {
      const { id, key } = current('value')
      const iv = createHash('sha256').update(`${key} ${sealed}`).digest().subarray(0, ivBytes)
      return `${id}.${seal(key, inside(id), open(sealed), iv)}`
    },
    mark: (text) => createHmac('sha256', current('mark').key).update(text).digest('base64url'),
  } satisfies KeyRing)
}
