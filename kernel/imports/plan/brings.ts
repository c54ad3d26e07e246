import { telling } from '../../actions/define-consequence.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { Fault } from '../../model/fault.ts'

/** What an import of these records may be asked to bring about: that people are told, and what the modules declare. */
export const broughtBy = ({ consequences }: CatalogObject): readonly string[] => [
  ...new Set([telling, ...consequences.flatMap(({ onImport }) => onImport ?? [])]),
]

/** @throws `kernel.bad-import` with `reason: 'bad-options'` for a name that imports of the object do not know */
export function assertBrings(object: CatalogObject, asked: readonly string[] = []): void {
  const known = broughtBy(object)
  const issues = asked.flatMap((name, i) =>
    known.includes(name) ? [] : [{ path: `options.brings.${i}`, code: 'kernel.bad-value', details: { want: known.join(', ') } }],
  )
  if (issues.length > 0) throw new Fault('kernel.bad-import', { reason: 'bad-options' }, issues)
}
