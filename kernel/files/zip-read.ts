import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fail } from '../model/fault.ts'

/** One file inside a zip, from the directory at its end. */
export type ZipEntry = Readonly<{ name: string; method: number; start: number; compressedBytes: number; isEncrypted: boolean }>

export type ZipFile = Readonly<{ path: string; name: string; entries: ReadonlyMap<string, ZipEntry> }>

const END_MARK = 0x06054b50
const END64_MARK = 0x06064b50
const LOCATOR64_MARK = 0x07064b50
const ENTRY_MARK = 0x02014b50
const LOCAL_MARK = 0x04034b50
const END_BYTES = 22
const LOCATOR_BYTES = 20
const DIRECTORY_BYTES_AT_MOST = 16 * 1024 * 1024
/** Deflate shrinks a sheet 5 to 50 times. What grows more than this many times behind its first 64 MB was made to fill a memory or a disk. */
const GROWTH_AT_MOST = 250
const GROWTH_FREE_BYTES = 64 * 1024 * 1024

const broken = (name: string): never => fail('kernel.bad-import', { reason: 'broken-file', name })

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await file.read(buffer, 0, bytes, at)
  return buffer.subarray(0, bytesRead)
}

type Directory = Readonly<{ at: number; bytes: number }>

/** Where the directory lies; files over 4 GB say it in a second record. */
async function findDirectory(file: FileHandle, name: string): Promise<Directory> {
  const { size } = await file.stat()
  const tailAt = Math.max(0, size - END_BYTES - 0xffff - LOCATOR_BYTES)
  const tail = await readAt(file, tailAt, size - tailAt)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || tail.length - end < END_BYTES || tail.readUInt32LE(end) !== END_MARK) return broken(name)
  const directory = { bytes: tail.readUInt32LE(end + 12), at: tail.readUInt32LE(end + 16) }
  const locator = end - LOCATOR_BYTES
  if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR64_MARK) return directory
  const record = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56)
  if (record.length < 56 || record.readUInt32LE(0) !== END64_MARK) return broken(name)
  return { bytes: Number(record.readBigUInt64LE(40)), at: Number(record.readBigUInt64LE(48)) }
}

/** The sizes that did not fit into 32 bits, in the order in which the format puts them. */
function wideSizes(extra: Buffer, sizes: { plain: number; compressed: number; at: number }): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    for (const key of ['plain', 'compressed', 'at'] as const) {
      if (sizes[key] !== 0xffffffff) continue
      sizes[key] = Number(extra.readBigUInt64LE(next))
      next += 8
    }
  }
}

function readEntries(directory: Buffer, name: string): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== ENTRY_MARK) return broken(name)
    const nameBytes = directory.readUInt16LE(at + 28)
    const extraBytes = directory.readUInt16LE(at + 30)
    const entryName = directory.toString('utf8', at + 46, at + 46 + nameBytes).replaceAll('\\', '/')
    const sizes = {
      plain: directory.readUInt32LE(at + 24),
      compressed: directory.readUInt32LE(at + 20),
      at: directory.readUInt32LE(at + 42),
    }
    wideSizes(directory.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes), sizes)
    entries.set(entryName, {
      name: entryName,
      method: directory.readUInt16LE(at + 10),
      start: sizes.at,
      compressedBytes: sizes.compressed,
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    })
    at += 46 + nameBytes + extraBytes + directory.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * The files of a zip by their names. Reads its directory only.
 *
 * @throws kernel.bad-import `{ reason: 'broken-file' }` for a zip that is cut off or damaged
 */
export async function openZip(path: string, name: string): Promise<ZipFile> {
  const file = await open(path)
  try {
    const directory = await findDirectory(file, name)
    const { size } = await file.stat()
    if (directory.bytes > DIRECTORY_BYTES_AT_MOST || directory.at + directory.bytes > size) return broken(name)
    return { path, name, entries: readEntries(await readAt(file, directory.at, directory.bytes), name) }
  } catch (error) {
    if (error instanceof RangeError) return broken(name)
    throw error
  } finally {
    await file.close()
  }
}

async function contentStart(zip: ZipFile, entry: ZipEntry): Promise<number> {
  const file = await open(zip.path)
  try {
    const header = await readAt(file, entry.start, 30)
    if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_MARK) return broken(zip.name)
    return entry.start + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
}

function contentStream(zip: ZipFile, entry: ZipEntry, start: number): Readable {
  const packed = createReadStream(zip.path, { start, end: start + entry.compressedBytes - 1, highWaterMark: 65_536 })
  if (entry.method === 0) return packed
  const inflate = createInflateRaw({ chunkSize: 65_536 })
  packed.on('error', (error) => inflate.destroy(error))
  inflate.on('close', () => packed.destroy())
  return packed.pipe(inflate)
}

const isZlibError = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

/**
 * The bytes of one file of a zip, unpacked piece by piece; nothing for a name that is not in it.
 *
 * @throws kernel.bad-import `{ reason: 'broken-file' }`, `{ reason: 'wrong-file', kind: 'encrypted' }`, or `{ reason: 'too-large' }` for
 * one that unpacks to more than 250 times its size
 */
export async function* zipBytes(zip: ZipFile, entryName: string): AsyncGenerator<Buffer> {
  const entry = zip.entries.get(entryName)
  if (!entry || entry.compressedBytes === 0) return
  if (entry.isEncrypted) fail('kernel.bad-import', { reason: 'wrong-file', kind: 'encrypted', name: zip.name })
  if (entry.method !== 0 && entry.method !== 8) broken(zip.name)
  const allowed = GROWTH_FREE_BYTES + entry.compressedBytes * GROWTH_AT_MOST
  let bytes = 0
  try {
    for await (const piece of contentStream(zip, entry, await contentStart(zip, entry))) {
      bytes += (piece as Buffer).length
      if (bytes > allowed) fail('kernel.bad-import', { reason: 'too-large', name: zip.name })
      yield piece as Buffer
    }
  } catch (error) {
    if (isZlibError(error)) broken(zip.name)
    throw error
  }
}

/** The text of one file of a zip, piece by piece. Faults as `zipBytes`. */
export async function* zipText(zip: ZipFile, entryName: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  for await (const piece of zipBytes(zip, entryName)) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}
