/** A name of which only its first sign is shown. */
export const maskedName = (name: string): string => `${[...name.trim()].slice(0, 1).join('')}****`

/** A number of which its ends are shown, where it is long enough for that. */
export function maskedNumber(number: string): string {
  const digits = number.replace(/^\+86/, '').replace(/\D/g, '')
  return digits.length > 7 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : '****'
}
