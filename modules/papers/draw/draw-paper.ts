import type { Block, Paper, Run, Signature } from '../paper.ts'
import { drawTable } from './draw-table.ts'
import { ink, margin, needRoom, openSheet, rule, type Sheet, setStyle, size } from './sheet.ts'

/** The paper as a PDF file. */
export function drawPaper(paper: Paper): Promise<Buffer> {
  const sheet = openSheet(paper)
  const { doc } = sheet
  const parts: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  drawHead(sheet)
  for (const [i, block] of paper.blocks.entries()) drawers[block.is](sheet, block as never, roomBehind(sheet, i))
  drawEveryPage(sheet)
  doc.end()
  return done
}

type Of<Is extends Block['is']> = Extract<Block, { is: Is }>
const drawers: { readonly [Is in Block['is']]: (sheet: Sheet, block: Of<Is>, behind: number) => void } = {
  title: drawTitle,
  heading: drawHeading,
  text: drawText,
  list: drawList,
  facts: drawFacts,
  table: drawTable,
  sums: drawSums,
  signatures: drawSignatures,
  newPage: ({ doc }) => void (doc.y > margin.top && doc.addPage()),
}

/** What sums and signatures right behind a block need: the end of what they close goes along to the page they are on, so that nobody signs an empty one. */
function roomBehind(sheet: Sheet, i: number): number {
  const next = sheet.paper.blocks[i + 1]
  if (next?.is === 'sums') return sumsRoom(next) + roomBehind(sheet, i + 1)
  return next?.is === 'signatures' ? signaturesRoom(sheet) : 0
}

/** A picture that is none of the kinds a PDF holds is left out. */
function drawPicture({ doc }: Sheet, picture: Uint8Array, o: Readonly<{ x: number; y: number; width: number; height: number }>): void {
  try {
    doc.image(Buffer.from(picture) as never, o.x, o.y, { fit: [o.width, o.height] })
  } catch {
    // No PNG or JPEG: the paper is good without it.
  }
}

function drawHead(sheet: Sheet): void {
  const { doc, left, width, paper } = sheet
  if (!paper.head) return
  const { name, line, logo } = paper.head
  const indent = logo ? 96 : 0
  const y = doc.y
  if (logo) drawPicture(sheet, logo, { x: left, y, width: 84, height: 40 })
  setStyle(sheet, { isBold: true, size: 12 }).text(name, left + indent, y, { width: width - indent })
  if (line) setStyle(sheet, { size: size.small, color: ink.soft }).text(line, left + indent, doc.y + 1, { width: width - indent })
  doc.y = Math.max(doc.y + 8, logo ? y + 48 : 0)
  rule(sheet, doc.y)
  doc.y += 14
}

function drawTitle(sheet: Sheet, { text, below }: Of<'title'>): void {
  const { doc, left, width } = sheet
  setStyle(sheet, { isBold: true, size: size.title }).text(text, left, doc.y, { width, align: 'center' })
  if (below) setStyle(sheet, { size: 11, color: ink.soft }).text(below, left, doc.y + 2, { width, align: 'center' })
  doc.y += 14
}

function drawHeading(sheet: Sheet, { text, level }: Of<'heading'>, behind: number): void {
  const { doc, left, width } = sheet
  const points = [size.heading + 2.5, size.heading, size.text + 1][level - 1]!
  doc.y += level === 3 ? 4 : 8
  needRoom(sheet, points * 1.6 + Math.max(34, behind))
  setStyle(sheet, { isBold: true, size: points }).text(text, left, doc.y, { width })
  doc.y += 4
}

function drawRuns(sheet: Sheet, runs: readonly Run[], o: Readonly<{ x: number; width: number; side?: 'left' | 'right' | 'center' }>): void {
  const { doc } = sheet
  const filled = runs.filter(({ text }) => text !== '')
  if (filled.length === 0) return void doc.moveDown(0.6)
  doc.x = o.x
  for (const [i, { text, isBold }] of filled.entries())
    setStyle(sheet, { isBold }).text(text, { width: o.width, align: o.side ?? 'left', lineGap: 1.5, continued: i < filled.length - 1 })
}

function drawText(sheet: Sheet, { runs, side = 'left' }: Of<'text'>, behind: number): void {
  needRoom(sheet, 20 + behind)
  drawRuns(sheet, runs, { x: sheet.left, width: sheet.width, side })
  sheet.doc.y += 4
}

function drawList(sheet: Sheet, { items, isNumbered }: Of<'list'>, behind: number): void {
  const { doc, left, width } = sheet
  for (const [i, runs] of items.entries()) {
    needRoom(sheet, i === items.length - 1 ? 22 + behind : 16)
    const y = doc.y
    setStyle(sheet).text(isNumbered ? `${i + 1}.` : '•', left + 4, y, { width: 18, lineBreak: false })
    doc.y = y
    drawRuns(sheet, runs, { x: left + 22, width: width - 22 })
    doc.y += 2
  }
  doc.y += 4
}

/** What is what, two beside each other or, wide, one below the other. */
function drawFacts(sheet: Sheet, { facts, isWide }: Of<'facts'>, behind: number): void {
  const { doc, left, width } = sheet
  const [across, label] = isWide ? [1, 88] : [2, 66]
  const own = width / across
  const shown = facts.filter(([, value]) => value !== '')
  for (let i = 0; i < shown.length; i += across) {
    const row = shown.slice(i, i + across)
    setStyle(sheet)
    const height = Math.max(...row.map(([, value]) => doc.heightOfString(value, { width: own - label - 10 })), 13)
    needRoom(sheet, Math.min(height, 200) + (i + across >= shown.length ? 11 + behind : 0))
    const y = doc.y
    let end = y
    for (const [at, [name, value]] of row.entries()) {
      const x = left + at * own
      setStyle(sheet, { color: ink.soft }).text(name, x, y, { width: label - 6 })
      end = Math.max(end, doc.y)
      setStyle(sheet).text(value, x + label, y, { width: own - label - 10 })
      end = Math.max(end, doc.y)
    }
    doc.y = end + 3
  }
  doc.y += 8
}

const sumsRoom = ({ sums }: Of<'sums'>): number => sums.length * 18 + 10

function drawSums(sheet: Sheet, block: Of<'sums'>, behind: number): void {
  const { doc, left, width } = sheet
  const { sums } = block
  needRoom(sheet, sumsRoom(block) + behind)
  for (const { label, value, isTotal } of sums) {
    const style = isTotal ? { isBold: true, size: 11.5 } : {}
    const y = doc.y
    setStyle(sheet, { ...style, ...(isTotal ? {} : { color: ink.soft }) }).text(label, left + width * 0.3, y, {
      width: width * 0.28,
      align: 'right',
    })
    const end = doc.y
    setStyle(sheet, style).text(value, left + width * 0.6, y, { width: width * 0.4 - 4, align: 'right' })
    doc.y = Math.max(end, doc.y) + 3
  }
  doc.y += 10
}

const sealSize = 104

const signaturesRoom = ({ paper }: Sheet): number => (paper.seal ? 130 : 102)

/** Both sides next to each other and never torn apart; the seal lies over our own name. */
function drawSignatures(sheet: Sheet, { signatures }: Of<'signatures'>): void {
  const { doc, left, width, paper } = sheet
  needRoom(sheet, signaturesRoom(sheet))
  doc.y += 10
  const y = doc.y
  const own = width / Math.max(signatures.length, 1)
  const ends = signatures.map((one, i) => drawSignature(sheet, one, { x: left + i * own, y, width: own - 20 }))
  const at = signatures.findIndex(({ isOurs }) => isOurs)
  if (paper.seal && at >= 0) drawPicture(sheet, paper.seal, { x: left + at * own + own * 0.3, y: y + 4, width: sealSize, height: sealSize })
  doc.y = Math.max(...ends, paper.seal ? y + sealSize : y) + 10
}

function drawSignature(sheet: Sheet, { label, name, lines }: Signature, o: Readonly<{ x: number; y: number; width: number }>): number {
  const { doc } = sheet
  setStyle(sheet, { color: ink.soft }).text(label, o.x, o.y, { width: o.width })
  setStyle(sheet, { isBold: true }).text(name || ' ', o.x, doc.y + 2, { width: o.width })
  doc.y += 6
  for (const line of lines) setStyle(sheet).text(line, o.x, doc.y + 6, { width: o.width })
  return doc.y
}

/** What stands on all pages is drawn when it is known how many there are. */
function drawEveryPage(sheet: Sheet): void {
  const { doc, left, width, paper } = sheet
  const { start, count } = doc.bufferedPageRange()
  for (let i = start; i < start + count; i += 1) {
    doc.switchToPage(i)
    // Below the margin the text would go to a page of its own.
    doc.page.margins.bottom = 0
    const y = doc.page.height - 40
    rule(sheet, y - 6)
    setStyle(sheet, { size: size.small, color: ink.soft })
    const foot = paper.foot.replace('{{page}}', String(i + 1)).replace('{{of}}', String(count))
    doc.text(cut(sheet, paper.title, width * 0.7), left, y, { width: width * 0.72, lineBreak: false })
    doc.text(foot, left + width * 0.72, y, { width: width * 0.28, align: 'right', lineBreak: false })
    if (paper.watermark) drawWatermark(sheet, paper.watermark)
  }
}

function cut({ doc }: Sheet, text: string, width: number): string {
  if (doc.widthOfString(text) <= width) return text
  const letters = [...text]
  while (letters.length > 0 && doc.widthOfString(`${letters.join('')}…`) > width) letters.pop()
  return `${letters.join('')}…`
}

function drawWatermark(sheet: Sheet, text: string): void {
  const { doc } = sheet
  const { width, height } = doc.page
  doc.save()
  doc.rotate(-35, { origin: [width / 2, height / 2] })
  setStyle(sheet, { isBold: true, size: 84, color: ink.mark })
  doc.fillOpacity(0.22)
  doc.text(text, 0, height / 2 - 60, { width, align: 'center', lineBreak: false })
  doc.restore()
}
