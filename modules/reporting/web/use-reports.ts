import type { FilterJson, Row } from '#kernel/web'
import { readBody } from '../objects/index.ts'
import type { Draft } from './draft.ts'

/** Fields by which a report is shown. */
export const reportFields = ['id', 'version', 'name', 'about', 'object', 'filter', 'body', 'owner']
export const reportAddress = (id: string): string => `/reports/own/${id}`
export const anglesAddress = (id: string): string => `${reportAddress(id)}/angles`
export const editAddress = '/reports/new'

/** A kept report as it is drawn; null where it is none any more. */
export function draftOf(row: Row): Draft | null {
  const body = readBody(row.body)
  return (
    body && {
      name: String(row.name),
      about: String(row.about ?? ''),
      object: String(row.object),
      filter: (row.filter ?? {}) as FilterJson,
      body,
    }
  )
}
