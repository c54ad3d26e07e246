import type { ModuleDef } from '../../define-module.ts'
import { fieldLabel } from '../../http/labels.ts'
import { toProblem } from '../../http/problems.ts'
import { textOf } from '../../http/texts.ts'
import type { Catalog, CatalogField } from '../../model/catalog.ts'
import { Fault } from '../../model/fault.ts'
import { fillText } from '../../model/fault-text.ts'
import type { Locale } from '../../model/field-type.ts'
import type { ImportIssue } from '../plan/cells.ts'

/** Who reads it, and which object was imported. */
export type ReasonReader = Readonly<{ modules: readonly ModuleDef[]; catalog: Catalog; locale: Locale; object: string }>

/** What is wrong, as a sentence in the reader's language. Beyond the words for any write it knows those about files. */
export function reasonText(reader: ReasonReader, issue: Pick<ImportIssue, 'column' | 'field' | 'code' | 'details'>): string {
  const { modules, locale } = reader
  const { reason, want } = issue.details
  const own = typeof reason === 'string' ? textOf(modules, locale, `import.failed.${reason}`) : undefined
  const text = own ?? (want === 'choice' ? textOf(modules, locale, `import.failed.choice`) : undefined)
  if (text !== undefined) return fillText(text, wordsOf(reader, issue), locale)
  const { object: _, ...details } = issue.details
  const shown = new Fault('kernel.bad-value', {}, [
    { path: issue.field ?? '', code: issue.code, details: { ...details, object: reader.object } },
  ])
  const { issues } = toProblem(shown, { ...reader, requestId: '' }).body as { issues: readonly { detail: string }[] }
  return issues[0]!.detail
}

function wordsOf(
  reader: ReasonReader,
  { column, field, details }: Pick<ImportIssue, 'column' | 'field' | 'details'>,
): Record<string, unknown> {
  const { modules, locale, object } = reader
  const named = typeof details.object === 'string' ? details.object : object
  return {
    ...details,
    column: column ?? '',
    field: labelOf(reader, field ?? ''),
    object: textOf(modules, locale, named) ?? named,
    ...(Array.isArray(details.fields) ? { fields: details.fields.map((name) => labelOf(reader, String(name))) } : {}),
  }
}

/** `department.head` as the labels along the way. */
function labelOf({ modules, catalog, locale, object }: ReasonReader, path: string): string {
  const labels: string[] = []
  let at: string | null = object
  for (const name of path.split('.')) {
    const field: CatalogField | undefined = at === null ? undefined : catalog.objects[at]?.fields[name]
    labels.push(field ? fieldLabel({ modules, locale }, field) : name)
    at = field?.refers ?? null
  }
  return labels.join(' · ')
}
