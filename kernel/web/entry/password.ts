export const shortestPassword = 12

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /\p{Script=Han}/u, /[^\p{L}\p{N}]/u]

/** How hard a password is to guess, told while it is typed: by length, by kinds of characters, by repetition. */
export function passwordStrength(password: string): 'short' | 'fair' | 'strong' {
  if (password.length < shortestPassword) return 'short'
  const variety = new Set(password).size
  const mixed = kinds.filter((kind) => kind.test(password)).length
  return variety >= 8 && (mixed >= 3 || password.length >= 18) ? 'strong' : 'fair'
}
