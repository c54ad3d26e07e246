import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../model/fault.ts'
import type { BackupReport } from './write-backup.ts'

export type BackupState = 'queued' | 'running' | 'done' | 'failed' | 'stopped'
export type Rehearsal = Readonly<{
  state: 'queued' | 'running' | 'done' | 'failed'
  at: string
  tookMs?: number
  rows?: number
  error?: string
}>

/** What is known of one backup; lies beside its file, so that it outlives the database. */
export type BackupNote = Readonly<{
  name: string
  workspace: string
  /** The plan that asked for it, and for which moment; null when a person did. */
  plan: string | null
  due: string | null
  by: string | null
  state: BackupState
  madeAt: string
  /** The last sign of life of one that runs. */
  beatAt: string
  done: number
  of: number
  stopWanted: boolean
  report?: Omit<BackupReport, 'path'>
  rehearsal?: Rehearsal
  error?: string
}>

export type Shelf = ReturnType<typeof openShelf>

const nameForm = /^[0-9]{8}T[0-9]{6}-[0-9a-f]{6}$/

/** The backups of an installation: a folder for each workspace, and in it each backup with a note beside. */
export function openShelf(folder: string) {
  const pathOf = (slug: string, name: string): string =>
    nameForm.test(name) ? join(folder, slug, `${name}.zhike`) : fail('kernel.not-found', { id: name })
  const notePath = (slug: string, name: string) => pathOf(slug, name).replace(/\.zhike$/, '.json')
  const find = async (slug: string, name: string): Promise<BackupNote | null> => {
    const text = await readFile(notePath(slug, name), 'utf8').catch(() => null)
    return text === null ? null : (JSON.parse(text) as BackupNote)
  }
  const keep = async (note: BackupNote): Promise<BackupNote> => {
    const path = notePath(note.workspace, note.name)
    await mkdir(join(folder, note.workspace), { recursive: true, mode: 0o700 })
    const draft = `${path}.${process.pid}.new`
    await writeFile(draft, JSON.stringify(note, null, 2), { mode: 0o600 })
    await rename(draft, path)
    return note
  }
  return {
    folder,
    pathOf,
    find,
    keep,
    /** @throws `kernel.not-found` */
    need: async (slug: string, name: string) => (await find(slug, name)) ?? fail('kernel.not-found', { id: name }),
    change: async (slug: string, name: string, to: Partial<BackupNote>): Promise<BackupNote | null> => {
      const note = await find(slug, name)
      return note && keep({ ...note, ...to })
    },
    /** Newest first. */
    async list(slug: string): Promise<BackupNote[]> {
      const names = (await readdir(join(folder, slug)).catch(() => [] as string[]))
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -5))
        .filter((name) => nameForm.test(name))
      const notes = await Promise.all(
        names
          .toSorted()
          .toReversed()
          .map((name) => find(slug, name)),
      )
      return notes.filter((note) => note !== null)
    },
    async remove(slug: string, name: string): Promise<void> {
      for (const path of [pathOf(slug, name), `${pathOf(slug, name)}.part`, notePath(slug, name)]) await rm(path, { force: true })
    },
  }
}

/** `20260131T020000-3fa9c1`: sorts by time. */
export const nameAt = (at: Date, mark: string): string => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}-${mark}`
