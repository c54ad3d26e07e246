import { fail } from '../model/fault.ts'

/** What a reader of XML is told, in order. Names come without their namespace prefix. */
export type XmlReader = Readonly<{
  open: (name: string, attributes: XmlAttributes) => void
  text: (text: string) => void
  close: (name: string) => void
}>

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** A tag or text longer than this is no part of an honest workbook: a cell holds 32,767 characters. */
const TOKEN_LETTERS = 4_000_000

const badXml = (): never => fail('kernel.bad-import', { reason: 'broken-file' })

function numbered(code: number): string {
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}

/** Text with its entities resolved: the five of XML and numbered ones; others, which would need a DTD, stay as they are. */
export function xmlText(raw: string): string {
  if (!raw.includes('&')) return raw
  return raw.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return numbered(Number.parseInt(hex, 16))
    if (decimal) return numbered(Number(decimal))
    return entities[name] ?? whole
  })
}

/** The attributes of one tag, read only when asked for. */
export class XmlAttributes {
  private readonly raw: string
  constructor(raw: string) {
    this.raw = raw
  }

  /** The value of an attribute by its name without prefix. */
  get(name: string): string | undefined {
    // The plain form first, which is nearly every one.
    const plainAt = this.raw.indexOf(` ${name}="`)
    if (plainAt >= 0) {
      const from = plainAt + name.length + 3
      return xmlText(this.raw.slice(from, this.raw.indexOf('"', from)))
    }
    return this.getAnyForm(name)
  }

  private getAnyForm(name: string): string | undefined {
    for (let at = this.raw.indexOf(name); at >= 0; at = this.raw.indexOf(name, at + 1)) {
      const before = at === 0 ? ' ' : this.raw.charAt(at - 1)
      if (!/[\s:]/.test(before)) continue
      const value = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(this.raw.slice(at + name.length))
      if (value) return xmlText(value[1] ?? value[2] ?? '')
    }
    return undefined
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Where a tag ends: the `>` outside quotes; -1 where it is not there yet. */
function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 62) return at
    if (code !== 34 && code !== 39) continue
    at = text.indexOf(code === 34 ? '"' : "'", at + 1)
    if (at < 0) return -1
  }
  return -1
}

/**
 * Tells a reader what a text of XML holds, as the text arrives in pieces. Nothing is kept but the unfinished end.
 *
 * @throws kernel.bad-import `{ reason: 'broken-file' }` for a document type (nothing is ever resolved from outside) and for endless tags
 */
export class XmlScanner {
  private readonly reader: XmlReader
  private rest = ''
  constructor(reader: XmlReader) {
    this.reader = reader
  }

  push(piece: string): void {
    const text = this.rest === '' ? piece : this.rest + piece
    let from = 0
    while (from < text.length) {
      const end = text.charCodeAt(from) === 60 ? this.markup(text, from) : this.characters(text, from)
      if (end < 0) break
      from = end
    }
    this.rest = text.slice(from)
    if (this.rest.length > TOKEN_LETTERS) badXml()
  }

  private characters(text: string, from: number): number {
    const end = text.indexOf('<', from)
    if (end < 0) return -1
    this.reader.text(xmlText(text.slice(from, end)))
    return end
  }

  private markup(text: string, from: number): number {
    const second = text.charCodeAt(from + 1)
    if (second === 33) return this.declaration(text, from)
    if (second === 63) return this.until(text, from, '?>')
    const end = tagEnd(text, from + 1)
    if (end < 0) return -1
    if (second === 47) this.reader.close(localName(text.slice(from + 2, end).trim()))
    else this.opening(text.slice(from + 1, end))
    return end + 1
  }

  private opening(tag: string): void {
    const isEmpty = tag.charCodeAt(tag.length - 1) === 47
    const inner = isEmpty ? tag.slice(0, -1) : tag
    const nameEnd = inner.search(/\s/)
    const name = localName(nameEnd < 0 ? inner : inner.slice(0, nameEnd))
    this.reader.open(name, new XmlAttributes(nameEnd < 0 ? '' : inner.slice(nameEnd)))
    if (isEmpty) this.reader.close(name)
  }

  private declaration(text: string, from: number): number {
    if (text.length - from < 9) return -1
    if (text.startsWith('<!--', from)) return this.until(text, from, '-->')
    if (!text.startsWith('<![CDATA[', from)) return badXml()
    const end = text.indexOf(']]>', from)
    if (end < 0) return -1
    this.reader.text(text.slice(from + 9, end))
    return end + 3
  }

  private until(text: string, from: number, mark: string): number {
    const end = text.indexOf(mark, from)
    return end < 0 ? -1 : end + mark.length
  }
}
