import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocale } from '../i18n/locale.ts'
import { read } from './api.ts'
import { useAsOf } from './as-of.ts'
import type { FieldMeta, Meta, ObjectMeta, Row } from './meta-types.ts'
import { keys, queryClient } from './query-client.ts'

export const metaQuery = (locale: string) => ({
  queryKey: keys.meta(locale),
  queryFn: () => read<Meta>('/meta', { locale }),
  staleTime: 5 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
})

let latest: Meta | undefined

/** The catalog in the language in force. Only inside the frame, which waits for it; while another language loads, the former one stays. */
export function useMeta(): Meta {
  const { data } = useQuery({ ...metaQuery(useLocale()), placeholderData: (former: Meta | undefined) => former })
  if (!data) throw new Error('the catalog is not there yet')
  latest = data
  return data
}

/** The catalog of the last drawing; undefined before the first. */
export const latestMeta = (): Meta | undefined => latest

/** The catalog outside of components: that of the last drawing. */
export function currentMeta(): Meta {
  if (!latest) throw new Error('the catalog is not there yet')
  return latest
}

const readOnly = { create: false, update: false, remove: false, import: false, share: false } as const

/** An object by name or plural, or undefined where this person has none such. On a past day it may only be read. */
export function useObject(nameOrPlural: string): ObjectMeta | undefined {
  const meta = useMeta()
  const asOf = useAsOf()
  return useMemo(() => {
    const found = meta.objects[nameOrPlural] ?? Object.values(meta.objects).find((object) => object.plural === nameOrPlural)
    return found && asOf ? { ...found, may: { ...found.may, ...readOnly } } : found
  }, [meta, nameOrPlural, asOf])
}

/** Objects of everyday work that this person may read, in the order of the navigation; what administrators look after is not among them. */
export const workObjects = (meta: Meta): readonly ObjectMeta[] =>
  meta.modules
    .filter(({ name }) => name !== 'kernel')
    .flatMap(({ objects }) => objects.flatMap((name) => meta.objects[name] ?? []))
    .filter((object) => object.may.read && !object.partOf)

/** The plural in addresses. */
export const pluralOf = (object: string): string => {
  const meta = latest ?? queryClient.getQueriesData<Meta>({ queryKey: ['meta'] }).find(([, data]) => data)?.[1]
  return meta?.objects[object]?.plural ?? object
}

/** A field by path: `amount`, or `account.name` one link away. */
export function fieldAt(meta: Meta, object: ObjectMeta, path: string): FieldMeta | undefined {
  const [first, ...rest] = path.split('.')
  const field = first ? object.fields[first] : undefined
  if (!field || rest.length === 0) return field
  const target = field.options.to ? meta.objects[field.options.to] : undefined
  const found = target && fieldAt(meta, target, rest.join('.'))
  return found && { ...found, name: path, label: `${field.label} · ${found.label}`, readOnly: true }
}

/** The value at a path of a row: `account.name` comes as `row['account.name']` or inside the link. */
export function valueAt(row: Partial<Row> | undefined, path: string): unknown {
  if (!row) return undefined
  if (path in row) return row[path]
  const [first, ...rest] = path.split('.')
  const value = first ? row[first] : undefined
  return rest.length > 0 && typeof value === 'object' && value !== null
    ? valueAt(value as Row, rest.join('.'))
    : rest.length > 0
      ? undefined
      : value
}

/** What stands for a record in headings and links. */
export function titleOf(object: ObjectMeta, row: Partial<Row> | undefined): string {
  const value = row?.[object.title]
  if (typeof value === 'object' && value !== null && 'title' in value) return String((value as { title: unknown }).title ?? '')
  return value === null || value === undefined ? '' : String(value)
}
