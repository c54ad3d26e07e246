import { posix } from 'node:path'
import { fail } from '../model/fault.ts'
import { refuse } from './file-kind.ts'
import { TextStore } from './text-store.ts'
import { type XmlReader, XmlScanner } from './xml.ts'
import { type ZipFile, zipText } from './zip-read.ts'

/** What the number of a cell means by its format. */
export type NumberMeaning = 'number' | 'day' | 'time' | 'instant' | 'percent'

export type Sheet = Readonly<{ name: string; entry: string; isHidden: boolean }>

/** All of a workbook but the cells of its sheets. `meanings` by style number. */
export type Workbook = Readonly<{
  zip: ZipFile
  sheets: readonly Sheet[]
  is1904: boolean
  meanings: readonly NumberMeaning[]
  texts: TextStore
}>

const noReader: XmlReader = { open: () => {}, text: () => {}, close: () => {} }

async function scan(zip: ZipFile, entry: string, reader: Partial<XmlReader>): Promise<void> {
  const scanner = new XmlScanner({ ...noReader, ...reader })
  for await (const piece of zipText(zip, entry)) scanner.push(piece)
}

type Relation = Readonly<{ type: string; target: string }>

/** The relations of a part by id; targets as names inside the zip. */
async function relationsOf(zip: ZipFile, part: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>()
  const folder = posix.dirname(part)
  await scan(zip, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), {
    open: (name, attributes) => {
      const target = attributes.get('Target')
      if (name !== 'Relationship' || target === undefined) return
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      relations.set(attributes.get('Id') ?? '', { type: posix.basename(attributes.get('Type') ?? ''), target: path })
    },
  })
  return relations
}

function otherKind(zip: ZipFile): never {
  const has = (entry: string) => zip.entries.has(entry)
  if (has('xl/workbook.bin')) return refuse('xlsb', zip.name)
  if (has('content.xml')) return refuse('ods', zip.name)
  return refuse(has('word/document.xml') || has('ppt/presentation.xml') ? 'document' : 'zip', zip.name)
}

async function workbookPart(zip: ZipFile): Promise<string> {
  for (const relation of (await relationsOf(zip, '')).values()) {
    if (relation.type === 'officeDocument' && zip.entries.has(relation.target) && relation.target.endsWith('.xml')) return relation.target
  }
  return zip.entries.has('xl/workbook.xml') ? 'xl/workbook.xml' : otherKind(zip)
}

type Contents = { sheets: { name: string; id: string; isHidden: boolean }[]; is1904: boolean }

async function readContents(zip: ZipFile, part: string): Promise<Contents> {
  const contents: Contents = { sheets: [], is1904: false }
  await scan(zip, part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') contents.is1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '')
      if (name !== 'sheet') return
      const state = attributes.get('state') ?? 'visible'
      contents.sheets.push({ name: attributes.get('name') ?? '', id: attributes.get('id') ?? '', isHidden: state !== 'visible' })
    },
  })
  return contents
}

/** Formats with fixed numbers; 27 to 36 and 50 to 58 are the ones of Chinese and Japanese editions. */
function fixedMeaning(id: number): NumberMeaning {
  if (id === 9 || id === 10) return 'percent'
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return 'day'
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) return 'time'
  return id === 22 ? 'instant' : 'number'
}

/** What a format code shows: its letters outside quotes, brackets and escapes say so. */
export function meaningOfFormat(code: string): NumberMeaning {
  const letters = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase()
    .replaceAll('general', '')
  const hasDay = /[yde]/.test(letters.replace(/e[+-]/g, ''))
  const hasTime = /[hs]/.test(letters)
  if (hasDay) return hasTime ? 'instant' : 'day'
  if (hasTime) return 'time'
  if (letters.includes('m')) return 'day'
  return letters.includes('%') ? 'percent' : 'number'
}

async function readMeanings(zip: ZipFile, part: string | undefined): Promise<NumberMeaning[]> {
  const codes = new Map<number, string>()
  const meanings: NumberMeaning[] = []
  if (part === undefined) return meanings
  let isCellStyles = false
  await scan(zip, part, {
    open: (name, attributes) => {
      const id = Number(attributes.get('numFmtId') ?? 0)
      if (name === 'numFmt') codes.set(id, attributes.get('formatCode') ?? '')
      else if (name === 'cellXfs') isCellStyles = true
      else if (name === 'xf' && isCellStyles) meanings.push(codes.has(id) ? meaningOfFormat(codes.get(id)!) : fixedMeaning(id))
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyles = false
    },
  })
  return meanings
}

/** `_x000D_` is how the format writes characters that XML cannot hold. */
export const unescapedText = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : text

/** Collects the text of one string, pieces of rich text joined, readings of characters (phonetic runs) left out. */
export class TextCollector {
  private parts: string[] = []
  private isText = false
  private isReading = false

  open(name: string): void {
    if (name === 't') this.isText = true
    else if (name === 'rPh') this.isReading = true
  }

  text(text: string): void {
    if (this.isText && !this.isReading) this.parts.push(text)
  }

  close(name: string): void {
    if (name === 't') this.isText = false
    else if (name === 'rPh') this.isReading = false
  }

  take(): string {
    const text = this.parts.length === 1 ? this.parts[0]! : this.parts.join('')
    this.parts = []
    return unescapedText(text)
  }
}

async function readTexts(zip: ZipFile, part: string | undefined): Promise<TextStore> {
  const texts = new TextStore()
  if (part === undefined) return texts
  const collector = new TextCollector()
  await scan(zip, part, {
    open: (name) => collector.open(name),
    text: (text) => collector.text(text),
    close: (name) => {
      collector.close(name)
      if (name === 'si') texts.add(collector.take())
    },
  })
  return texts
}

/**
 * A workbook's sheets (in its own order), number formats and shared texts.
 *
 * @throws kernel.bad-import `{ reason: 'wrong-file', kind }` for a zip that holds no XML workbook, `{ reason: 'broken-file' }`, `{ reason: 'empty' }`
 */
export async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  const part = await workbookPart(zip)
  const relations = await relationsOf(zip, part)
  const contents = await readContents(zip, part)
  const byType = (type: string): string | undefined => [...relations.values()].find((relation) => relation.type === type)?.target
  const sheets = contents.sheets.flatMap(({ name, id, isHidden }): Sheet[] => {
    const relation = relations.get(id)
    return relation?.type === 'worksheet' && zip.entries.has(relation.target) ? [{ name, entry: relation.target, isHidden }] : []
  })
  if (sheets.length === 0) fail('kernel.bad-import', { reason: 'empty', name: zip.name })
  const meanings = await readMeanings(zip, byType('styles'))
  return { zip, sheets, is1904: contents.is1904, meanings, texts: await readTexts(zip, byType('sharedStrings')) }
}
