import { lazy, Suspense } from 'react'
import { currentMeta } from '../../../web/data/use-meta.ts'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { SkeletonLines } from '../../../web/parts/skeleton.tsx'
import { linesOf, writeLines } from './line-values.ts'
import { LinesTable } from './lines-table.tsx'

const Editor = lazy(() => import('./lines-editor.tsx').then(({ LinesEditor }) => ({ default: LinesEditor })))

function LinesCell({ value, field, place }: CellProps) {
  const say = useTexts()
  const lines = linesOf(value)
  if (place === 'record' && lines.length > 0) return <LinesTable field={field} lines={lines} />
  return <span>{say('field.lines.count', { count: lines.length })}</span>
}

const LinesInput = (props: InputProps) => (
  <Suspense fallback={<SkeletonLines lines={3} />}>
    <Editor {...props} />
  </Suspense>
)

export const linesWeb: WebFieldType = {
  kind: 'lines',
  Cell: LinesCell,
  Input: LinesInput,
  width: 100,
  wide: true,
  table: true,
  toWriting: (value, field) => writeLines(linesOf(value), currentMeta().objects[String(field.options.object)]),
  toClipboard: (value) => String(linesOf(value).length),
}
