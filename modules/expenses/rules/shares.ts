import { minorDigits } from '#kernel/model'

type Share = Readonly<{ share?: unknown }>

/** All of it, in hundredths of a percent. */
export const whole = 10_000

export const sharedHundredths = (shares: readonly Share[]): number =>
  shares.reduce((sum, { share }) => sum + Math.round(Number(share ?? 0) * 100), 0)

/** A sum in parts by their shares, to the cent, or what the smallest unit of the currency is, and exactly; what rounding leaves lies with the largest share, of equals with the first. */
export function inParts(sum: number, shares: readonly Share[], currency = ''): readonly number[] {
  const units = 10 ** minorDigits(currency)
  const cents = Math.round(sum * units)
  const parts = shares.map(({ share }) => Math.round((cents * Math.round(Number(share ?? 0) * 100)) / whole))
  const largest = shares.reduce((best, { share }, i) => (Number(share) > Number(shares[best]?.share) ? i : best), 0)
  const left = cents - parts.reduce((all, part) => all + part, 0)
  return parts.map((part, i) => (i === largest ? part + left : part) / units)
}
