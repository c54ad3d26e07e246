import { fail } from '../model/fault.ts'

/** What a file that is neither a CSV nor an XLSX table is, as far as its first bytes tell. */
export type WrongKind = 'pdf' | 'image' | 'xls' | 'encrypted' | 'xlsb' | 'ods' | 'document' | 'zip' | 'archive' | 'html' | 'xml' | 'binary'

const marks: readonly (readonly [WrongKind, string])[] = [
  ['pdf', '%PDF-'],
  ['image', '\x89PNG'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF8'],
  ['image', 'BM\x00'],
  ['image', 'II*\x00'],
  ['image', 'MM\x00*'],
  ['archive', 'Rar!'],
  ['archive', '7z\xbc\xaf'],
  ['archive', '\x1f\x8b'],
]

const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const encryptedName = Buffer.from('EncryptedPackage', 'utf16le')

export const refuse = (kind: WrongKind, name: string): never => fail('kernel.bad-import', { reason: 'wrong-file', kind, name })

function wrongKind(head: Buffer): WrongKind | undefined {
  const start = head.toString('latin1', 0, 1024)
  const marked = marks.find(([, mark]) => start.startsWith(mark))
  if (marked) return marked[0]
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image'
  if (start.startsWith(compoundFile)) return head.includes(encryptedName) ? 'encrypted' : 'xls'
  const text = start.replace(/^(?:\xef\xbb\xbf)?\s*/, '').toLowerCase()
  // Some systems send a web page or an XML workbook under the name of a table.
  if (/^(?:<!doctype html|<html|<table|<meta|<style|<head|<body)/.test(text)) return 'html'
  if (text.startsWith('<?xml')) return 'xml'
  return undefined
}

/** Whether bytes that are not sixteen-bit text hold more control characters than a text ever does. */
function isBinary(head: Buffer): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false
  let controls = 0
  let zeros = 0
  for (const byte of head) {
    if (byte === 0) zeros++
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b)) controls++
  }
  return controls > head.length * 0.02 + 4 || (zeros > head.length * 0.02 + 4 && controls > 4)
}

/**
 * Whether a file is a zip (an XLSX, if it holds a workbook) or text, by its first bytes, never by its name.
 *
 * @throws kernel.bad-import `{ reason: 'empty' }`, or `{ reason: 'wrong-file', kind }` for anything known or seen to be neither
 */
export function fileKind(head: Buffer, name: string): 'zip' | 'text' {
  if (head.length === 0) fail('kernel.bad-import', { reason: 'empty', name })
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return 'zip'
  if (head.toString('latin1', 0, 4) === 'PK\x05\x06') return refuse('zip', name)
  const wrong = wrongKind(head)
  if (wrong) return refuse(wrong, name)
  if (isBinary(head)) return refuse('binary', name)
  return 'text'
}
