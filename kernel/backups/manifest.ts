import type { WorkspaceFacts } from '../query/question.ts'
import type { TableSum } from './checksum.ts'
import type { TableShape } from './shape.ts'
import type { Entry } from './tar.ts'

/** Counted up when a backup of this version could not be read by an older one. */
export const format = 1
export const headName = 'zhike-backup.json'
export const manifestName = 'manifest.json'
export const sealName = 'manifest.sha256'
export const peopleName = 'people.json.zst'

/** First entry of a backup: what it is of. */
export type Head = Readonly<{
  format: number
  product: string
  madeAt: string
  workspace: Omit<WorkspaceFacts, 'id' | 'cluster' | 'schema'> & Readonly<{ demo: boolean }>
}>

export type TableCopy = TableSum & Readonly<{ shape: TableShape; parts: number }>

/** Last entry but the seal: everything that must be there, and what it comes to. */
export type Manifest = Head &
  Readonly<{
    tables: readonly TableCopy[]
    /** Contents of stored files, by SHA-256. */
    files: readonly Readonly<{ hash: string; bytes: number }>[]
    /** Contents that records name and the file store does not have. */
    missingFiles: readonly string[]
    people: number
    rows: number
    entries: readonly Entry[]
  }>

export const partName = (table: string, part: number): string => `tables/${table}/${String(part).padStart(6, '0')}.zst`
export const fileName = (hash: string): string => `files/${hash}`
