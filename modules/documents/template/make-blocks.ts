import type { Block, Run } from '#modules/papers'
import { type Filled, gap } from './fill.ts'
import { type BlockWish, readBlock } from './parse.ts'

/** The blocks of a filled template. `wished` makes those that a line of its own asks for; a paper's own markup is read before values come into it. */
export async function makeBlocks(
  { text, values }: Filled,
  wished: (wish: BlockWish) => Promise<readonly Block[]>,
): Promise<readonly Block[]> {
  const put = (line: string): string => line.replace(gap, (_, n: string) => values[Number(n)] ?? '')
  const runs = (line: string): readonly Run[] =>
    line.split('**').map((part, i) => ({ text: put(part), ...(i % 2 === 1 ? { isBold: true } : {}) }))
  const blocks: Block[] = []
  const lists: Record<'dot' | 'number', (readonly Run[])[]> = { dot: [], number: [] }
  const closeLists = () => {
    if (lists.dot.length > 0) blocks.push({ is: 'list', items: lists.dot.splice(0) })
    if (lists.number.length > 0) blocks.push({ is: 'list', items: lists.number.splice(0), isNumbered: true })
  }
  for (const line of text.split('\n').map((one) => one.trimEnd())) {
    const [, marks, heading] = /^(#{1,4})\s+(.*)$/u.exec(line) ?? []
    const [, dot] = /^[-*]\s+(.*)$/u.exec(line) ?? []
    const [, numbered] = /^\d+[.)、]\s+(.*)$/u.exec(line) ?? []
    const wish = readBlock(line)
    if (dot !== undefined) {
      if (lists.number.length > 0) closeLists()
      lists.dot.push(runs(dot))
      continue
    }
    if (numbered !== undefined) {
      if (lists.dot.length > 0) closeLists()
      lists.number.push(runs(numbered))
      continue
    }
    closeLists()
    if (wish) blocks.push(...(await wished(wish)))
    else if (/^-{3,}$/.test(line)) blocks.push({ is: 'newPage' })
    else if (marks?.length === 1) blocks.push({ is: 'title', text: put(heading!) })
    else if (marks) blocks.push({ is: 'heading', level: (marks.length - 1) as 1 | 2 | 3, text: put(heading!) })
    else if (line !== '') blocks.push({ is: 'text', runs: runs(line) })
  }
  closeLists()
  return blocks
}
