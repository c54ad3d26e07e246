import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { fail } from '../model/fault.ts'
import { format, type Head, headName, type Manifest, manifestName, peopleName, sealName } from './manifest.ts'
import type { PeopleCopy } from './people.ts'
import { type Location, listArchive, readEntry } from './tar.ts'

const expand = promisify(zstdDecompress)
/** No part is larger before it was compressed; what says so is not ours. */
const largestPart = 256 * 1024 * 1024

/** A backup that was read once from end to end and is whole. */
export type Backup = Readonly<{
  manifest: Manifest
  bytes: number
  people(): Promise<PeopleCopy>
  /** A compressed entry, expanded. */
  part(name: string): Promise<Buffer>
  /** An entry as it is. */
  stream(name: string): AsyncGenerator<Buffer>
  close(): Promise<void>
}>

/**
 * Opens a backup after having read all of it: every entry is there, hashes to what the list says, and the list to what its seal says.
 *
 * @throws `kernel.bad-backup` with the reason `missing`, `foreign`, `newer` or `damaged`
 */
export async function openBackup(path: string, onProgress?: (bytes: number, of: number) => void): Promise<Backup> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) =>
    fail('kernel.bad-backup', { reason: 'missing', file: path, code: error.code ?? '' }),
  )
  try {
    const { size } = await handle.stat()
    const places = await locateAll(handle, path)
    const manifest = await checked(handle, places, { path, onProgress: (bytes) => onProgress?.(bytes, size) })
    const locate = (name: string): Location => places.get(name) ?? fail('kernel.bad-backup', { reason: 'damaged', file: path, entry: name })
    const part = async (name: string) => (await expand(await whole(handle, locate(name)), { maxOutputLength: largestPart })) as Buffer
    return {
      manifest,
      bytes: size,
      people: async () => JSON.parse((await part(peopleName)).toString()) as PeopleCopy,
      part,
      stream: (name) => readEntry(handle, locate(name)),
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** What a backup says it is of, without reading all of it. */
export async function readHead(path: string): Promise<Head> {
  const handle = await open(path, 'r')
  try {
    for await (const place of listArchive(handle)) return parse<Head>(await whole(handle, place), path)
    return fail('kernel.bad-backup', { reason: 'foreign', file: path })
  } finally {
    await handle.close()
  }
}

async function locateAll(handle: FileHandle, path: string): Promise<ReadonlyMap<string, Location>> {
  const places = new Map<string, Location>()
  try {
    for await (const place of listArchive(handle)) {
      if (places.size === 0) await checkHead(handle, place, path)
      places.set(place.name, place)
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'kernel.bad-backup') throw error
    fail('kernel.bad-backup', { reason: places.size === 0 ? 'foreign' : 'damaged', file: path })
  }
  if (places.size === 0) fail('kernel.bad-backup', { reason: 'foreign', file: path })
  return places
}

async function checkHead(handle: FileHandle, place: Location, path: string): Promise<void> {
  if (place.name !== headName) fail('kernel.bad-backup', { reason: 'foreign', file: path })
  const head = parse<Head>(await whole(handle, place), path)
  if (head.format > format) fail('kernel.bad-backup', { reason: 'newer', file: path, product: head.product })
}

type Check = Readonly<{ path: string; onProgress: (bytes: number) => void }>

async function checked(handle: FileHandle, places: ReadonlyMap<string, Location>, { path, onProgress }: Check): Promise<Manifest> {
  const damaged = (entry: string): never => fail('kernel.bad-backup', { reason: 'damaged', file: path, entry })
  const text = await whole(handle, places.get(manifestName) ?? damaged(manifestName))
  const seal = await whole(handle, places.get(sealName) ?? damaged(sealName))
  if (createHash('sha256').update(text).digest('hex') !== seal.toString()) damaged(manifestName)
  const manifest = parse<Manifest>(text, path)
  let read = 0
  for (const entry of manifest.entries) {
    const place = places.get(entry.name) ?? damaged(entry.name)
    const hash = createHash('sha256')
    for await (const chunk of readEntry(handle, place)) {
      hash.update(chunk)
      onProgress((read += chunk.length))
    }
    if (place.bytes !== entry.bytes || hash.digest('hex') !== entry.sha256) damaged(entry.name)
  }
  return manifest
}

async function whole(handle: FileHandle, place: Location): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of readEntry(handle, place)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function parse<T>(text: Buffer, path: string): T {
  try {
    return JSON.parse(text.toString()) as T
  } catch {
    return fail('kernel.bad-backup', { reason: 'damaged', file: path })
  }
}
