import type { Actor } from './define-access.ts'

/** Actors live as long as their session, so what was worked out for one is kept with it. */
export function remembered<B extends string, T>(
  work: (actor: Actor, object: string, what: B) => T,
): (actor: Actor, object: string, what: B) => T {
  const known = new WeakMap<Actor, Map<string, T>>()
  return (actor, object, what) => {
    const ofActor = known.get(actor) ?? new Map<string, T>()
    const key = `${what} ${object}`
    const found = ofActor.get(key)
    if (found !== undefined) return found
    const fresh = work(actor, object, what)
    ofActor.set(key, fresh)
    known.set(actor, ofActor)
    return fresh
  }
}
