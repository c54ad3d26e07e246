import type { Work } from '#kernel'
import { account } from '#objects/customers'
import { segment } from './objects/index.ts'

type Filter = Readonly<Record<string, unknown>>
type Tagged = Readonly<{ id: string; segments: readonly string[] | null }>

/** Customers of one read. */
const batch = 2_000

/** Gives all customers the tags of the segments they are in, and takes away those of the others; answers how many changes that took. */
export async function tagAll(work: Work): Promise<number> {
  const segments = await work.find(segment, {}, { limit: 200, sort: ['position', 'createdAt'] })
  let changed = 0
  for (const { tag, filter, isActive } of segments) {
    const has: Filter = { segments: { in: [tag] } }
    if (isActive) {
      changed += await changeAll(work, { and: [filter, { segments: { nin: [tag] } }] }, (tags) => [...tags, tag])
      changed += await changeAll(work, { and: [has, { not: filter }] }, (tags) => tags.filter((one) => one !== tag))
    } else changed += await changeAll(work, has, (tags) => tags.filter((one) => one !== tag))
  }
  return changed
}

/** Whose segment is gone loses its tag. */
export const untag = (work: Work, gone: readonly string[]): Promise<number> =>
  changeAll(work, { segments: { in: [...gone] } }, (tags) => tags.filter((one) => !gone.includes(one)))

/** What is changed is out of the filter, so the next read finds the rest. */
async function changeAll(work: Work, filter: Filter, to: (tags: readonly string[]) => readonly string[]): Promise<number> {
  let count = 0
  for (;;) {
    const rows = (await work.find(account, filter, { limit: batch, sort: ['id'] })) as unknown as readonly Tagged[]
    if (rows.length > 0) await work.changeMany(account, rows.map(({ id, segments }) => ({ id, segments: to(segments ?? []) })) as never)
    count += rows.length
    if (rows.length < batch) return count
  }
}
