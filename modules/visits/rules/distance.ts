export type Place = Readonly<{ latitude: number; longitude: number }>

const earthMetres = 6_371_000
const atMetres = 300
const nearMetres = 2_000
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres between two places, along the ground. */
export function metresBetween(a: Place, b: Place): number {
  const [up, across] = [radians(b.latitude - a.latitude) / 2, radians(b.longitude - a.longitude) / 2]
  const chord = Math.sin(up) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(across) ** 2
  return Math.round(2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(chord))))
}

/** Whether somebody was where he meant to be; what the device is unsure of counts for him. */
export function placeOf(distance: number | null, accuracy: number | null): 'at' | 'near' | 'far' | 'unknown' {
  if (distance === null) return 'unknown'
  const surely = Math.max(0, distance - (accuracy ?? 0))
  return surely <= atMetres ? 'at' : surely <= nearMetres ? 'near' : 'far'
}
