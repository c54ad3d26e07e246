import type { Refused } from '../data/api.ts'
import type { Meta } from '../data/meta-types.ts'
import type { Change } from './approval-api.ts'

/** The refused call as one that may wait for approval; null for calls that cannot. */
export function changeOf({ method, path, body }: Omit<Refused, 'problem'>, meta: Meta): Change | null {
  const [plural, id, verb, ...more] = path.split('/').filter((part) => part !== '')
  const object = Object.values(meta.objects).find((one) => one.plural === plural)
  if (!object || more.length > 0) return null
  const values = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  if (method === 'POST' && id === undefined) return { does: 'create', object: object.name, values }
  if (method === 'PATCH' && id !== undefined && verb === undefined) return { does: 'change', object: object.name, id, values }
  if (method === 'DELETE' && id !== undefined && verb === undefined) return { does: 'remove', object: object.name, id }
  const action = object.actions.find(({ name }) => name.slice(name.indexOf('.') + 1) === verb)
  return method === 'POST' && action ? { does: 'action', action: action.name, id, input: values } : null
}
