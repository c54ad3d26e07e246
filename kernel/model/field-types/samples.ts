/** A whole number from 0 up to, not including, `below`; the same for the same seed and salt, without visible pattern. */
export function draw(seed: number, below: number, salt = 0): number {
  let x = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(salt + 7, 0x85ebca6b)) >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad) >>> 0
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97) >>> 0
  x = (x ^ (x >>> 15)) >>> 0
  return Math.floor((x / 2 ** 32) * below)
}

export const pick = <T>(seed: number, list: readonly T[], salt = 0): T => list[draw(seed, list.length, salt)]!

/** An id of version 7 form that belongs to a seed. */
export function sampleId(seed: number): string {
  const hex = [0, 1, 2, 3]
    .map((salt) =>
      draw(seed, 2 ** 32, salt + 100)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
