import { useQuery } from '@tanstack/react-query'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useFormat } from '../../format/use-format.ts'
import { type FormSection, sectionsOf, viewsOf } from './form-shape.ts'

const loadFormulas = () => import('../../../model/field-types/formula/evaluate.ts')

/** Sections of a record as it stands right now; what decides about conditions is loaded with the first layout that has one. */
export function useSections(object: ObjectMeta, row: Partial<Row>, keep?: (field: FieldMeta) => boolean): readonly FormSection[] {
  const { workspace } = useMeta()
  const format = useFormat()
  const hasConditions = viewsOf(object, row).form?.some(({ shownWhen }) => shownWhen) ?? false
  const { data } = useQuery({ queryKey: ['formulas'], queryFn: loadFormulas, staleTime: Number.POSITIVE_INFINITY, enabled: hasConditions })
  const clock = { today: format.today(), timeZone: workspace.timeZone }
  const holds = data
    ? (expression: string) => data.openFormula(expression, (name) => object.fields[name]?.sort)(row, clock) === true
    : undefined
  return sectionsOf(object, { row, holds, ...(keep ? { keep } : {}) })
}
