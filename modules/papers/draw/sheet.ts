import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Paper } from '../paper.ts'

export const margin = { side: 48, top: 48, bottom: 62 } as const
export const ink = { text: '#1c1f24', soft: '#667085', line: '#c9ced6', band: '#f2f4f7', mark: '#9aa3b2' } as const
export const size = { text: 9.5, small: 8, heading: 12.5, title: 19 } as const

/** A document that is being drawn: where the next thing goes is `doc.y`. */
export type Sheet = Readonly<{
  doc: PDFKit.PDFDocument
  paper: Paper
  left: number
  width: number
  bottom: number
}>

const require = createRequire(import.meta.url)
const fontFile = (style: string) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${style}.ttf`))
let fonts: Readonly<{ plain: Buffer; bold: Buffer }> | null = null

/** An empty document with both fonts; only the letters that are used go into the file. */
export function openSheet(paper: Paper): Sheet {
  fonts ??= { plain: fontFile('400Regular/NotoSansSC_400Regular'), bold: fontFile('700Bold/NotoSansSC_700Bold') }
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: margin.top, bottom: margin.bottom, left: margin.side, right: margin.side },
    bufferPages: true,
    autoFirstPage: false,
    lang: paper.locale,
    info: { Title: paper.title, Author: paper.head?.name ?? '', CreationDate: new Date(paper.madeAt) },
  })
  doc.registerFont('plain', fonts.plain as never)
  doc.registerFont('bold', fonts.bold as never)
  doc.addPage()
  const { width, height } = doc.page
  return { doc, paper, left: margin.side, width: width - 2 * margin.side, bottom: height - margin.bottom }
}

export type Style = Readonly<{ isBold?: boolean | undefined; size?: number; color?: string }>

export const setStyle = ({ doc }: Sheet, { isBold, size: points = size.text, color = ink.text }: Style = {}) =>
  doc
    .font(isBold ? 'bold' : 'plain')
    .fontSize(points)
    .fillColor(color)

/** Goes to a new page unless that much of this one is left. */
export function needRoom(sheet: Sheet, height: number): void {
  if (sheet.doc.y + height > sheet.bottom && sheet.doc.y > margin.top) sheet.doc.addPage()
}

export function rule({ doc, left, width }: Sheet, y: number, color: string = ink.line): void {
  doc
    .moveTo(left, y)
    .lineTo(left + width, y)
    .lineWidth(0.5)
    .strokeColor(color)
    .stroke()
}
