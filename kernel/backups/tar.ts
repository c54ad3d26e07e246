import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** One file inside of an archive: where its content lies and what it should hash to. */
export type Entry = Readonly<{ name: string; bytes: number; sha256: string }>
export type Location = Readonly<{ name: string; offset: number; bytes: number }>

const block = 512
const readBytes = 1024 * 1024

/**
 * Writes an archive that every `tar` reads, entry by entry, into a new file that only its owner may read.
 * Holds one entry at a time, and the list of names and hashes.
 */
export async function createArchive(path: string) {
  const handle = await open(path, 'wx', 0o600)
  const entries: Entry[] = []
  let written = 0
  const put = async (chunk: Buffer): Promise<void> => {
    await handle.writeFile(chunk)
    written += chunk.length
  }
  const add = async (name: string, bytes: number, chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Entry> => {
    await put(headerOf(name, bytes))
    const hash = createHash('sha256')
    let left = bytes
    for await (const chunk of chunks) {
      hash.update(chunk)
      left -= chunk.length
      await put(chunk)
    }
    if (left !== 0) throw new Error(`${name} changed its size while it was read`)
    await put(Buffer.alloc((block - (bytes % block)) % block))
    const entry = { name, bytes, sha256: hash.digest('hex') }
    entries.push(entry)
    return entry
  }
  return {
    add,
    addBuffer: (name: string, content: Buffer) => add(name, content.length, [content]),
    entries: (): readonly Entry[] => entries,
    /** Bytes so far. */
    size: () => written,
    /** The archive is whole and on the disk. */
    async finish(): Promise<void> {
      await put(Buffer.alloc(2 * block))
      await handle.sync()
      await handle.close()
    },
    abort: () => handle.close(),
  }
}

export type Archive = Awaited<ReturnType<typeof createArchive>>

/** The entries of an archive in order. `onEntry` hears of each before its content is skipped. @throws when it is none, or ends early */
export async function* listArchive(handle: FileHandle): AsyncGenerator<Location> {
  const { size } = await handle.stat()
  for (let at = 0; ; ) {
    const header = Buffer.alloc(block)
    const { bytesRead } = await handle.read(header, 0, block, at)
    if (bytesRead < block) throw new Error('the archive ends early')
    if (header.every((byte) => byte === 0)) return
    const { name, bytes } = readHeader(header)
    const offset = at + block
    if (offset + bytes > size) throw new Error('the archive ends early')
    yield { name, offset, bytes }
    at = offset + Math.ceil(bytes / block) * block
  }
}

/** The content of an entry, a megabyte at a time. */
export async function* readEntry(handle: FileHandle, { offset, bytes }: Location): AsyncGenerator<Buffer> {
  for (let done = 0; done < bytes; ) {
    const chunk = Buffer.allocUnsafe(Math.min(readBytes, bytes - done))
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, offset + done)
    if (bytesRead === 0) throw new Error('the archive ends early')
    done += bytesRead
    yield chunk.subarray(0, bytesRead)
  }
}

function headerOf(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > 99) throw new Error(`too long a name for an archive: ${name}`)
  const header = Buffer.alloc(block)
  header.write(name, 0)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function readHeader(header: Buffer): { name: string; bytes: number } {
  const text = (from: number, length: number) => header.toString('utf8', from, from + length).replace(/\0.*$/s, '')
  if (text(257, 5) !== 'ustar' || Number.parseInt(text(148, 8), 8) !== sumOf(header)) throw new Error('not an archive')
  return { name: text(0, 100), bytes: Number.parseInt(text(124, 12), 8) }
}

/** The sum of all bytes, those of the sum itself counted as spaces. */
const sumOf = (header: Buffer): number => header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)
