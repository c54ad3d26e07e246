import { decimal, formula, text } from '#kernel/model'

/** Which unit a position is counted in, offered from those of its product; that of the product itself where nobody says. */
export const unitText = () => text({ max: 20, offers: { by: 'product', at: { product: 'unit', productUnit: 'name' } } })

/** How many of the product's own unit one of it was when it was written down; 1 where nothing stands. */
export const unitFactor = () => decimal({ scale: 6, min: 0, readOnly: true })

/** For formulas: so many of a position in the product's own unit. */
export const piecesByFormula = (quantity = 'quantity'): string => `(${quantity}) * (has(unitFactor) ? unitFactor : 1)`

/** The quantity in the product's own unit, in which positions of several units add up. */
export const baseQuantity = () => formula({ expression: piecesByFormula(), as: 'decimal', scale: 4 })

type Measured = Readonly<{ unitFactor?: number | null }>

export const factorOf = ({ unitFactor: factor }: Measured): number => factor ?? 1

/** So many of a position in the product's own unit, to four digits as quantities have them. */
export const piecesOf = (line: Measured & Readonly<{ quantity?: number | null }>, quantity = line.quantity ?? 1): number =>
  Math.round(quantity * factorOf(line) * 10_000) / 10_000
