import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type ReadPdf = Readonly<{ pages: readonly string[]; text: string; title: string; pictures: number }>

/** What a PDF file says, page by page, as a program that shows it would read it. Spaces are left out: where they stand is the drawing's matter. */
export async function readPdf(content: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(content), verbosity: 0 })
  const file = await task.promise
  const pages: string[] = []
  let pictures = 0
  for (let n = 1; n <= file.numPages; n += 1) {
    const page = await file.getPage(n)
    const { items } = await page.getTextContent()
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s+/gu, ''),
    )
    const { fnArray } = await page.getOperatorList()
    pictures += fnArray.filter((what) => what === 85).length
  }
  const { info } = await file.getMetadata()
  await task.destroy()
  return { pages, text: pages.join('\n'), title: String((info as { Title?: string }).Title ?? ''), pictures }
}
