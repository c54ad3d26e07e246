import { defineConsequence, defineRound, system, type Work } from '#kernel'
import { type RowOf, share } from '#kernel/model'
import { hourOf } from './birthdays.ts'
import { account } from './objects/index.ts'

const most = 10_000
/** A question names no more values than this many. */
const portion = 1_000
const because = system('the owner of the parent customer reads it')
/** What the owner of a parent is in the team of a subsidiary, in the words of the workspace; by these words the program knows its own shares. */
const functions = ['上级客户负责人', '上級客戶負責人', 'Owner of the parent customer'] as const
const functionIn = (locale: string) => functions[locale === 'zh-CN' ? 0 : locale === 'zh-TW' ? 1 : 2]

type Account = Pick<RowOf<typeof account>, 'id' | 'owner' | 'parent' | 'openToParent'>

/** What records by their ids come to, a thousand at a time. */
async function readAll<T>(ids: readonly string[], read: (part: readonly string[]) => Promise<readonly T[]>): Promise<T[]> {
  const all: T[] = []
  for (let at = 0; at < ids.length; at += portion) all.push(...(await read(ids.slice(at, at + portion))))
  return all
}

async function keepReaders(kernel: Work, rows: readonly Account[]): Promise<void> {
  for (let at = 0; at < rows.length; at += portion) await keepSome(kernel, rows.slice(at, at + portion))
}

/** Customers that say so are shared with the owner of their parent, and no longer with who was it; what somebody shared by hand is left alone. */
async function keepSome(kernel: Work, rows: readonly Account[]): Promise<void> {
  const open = rows.filter((row) => row.openToParent && row.parent)
  const parents = await kernel.find(account, { id: { in: open.map(({ parent }) => parent!) }, owner: { empty: false } }, { limit: most })
  const ownerOf = new Map(parents.map(({ id, owner }) => [String(id), String(owner)]))
  const wanted = new Map<string, Readonly<{ record: Account['id']; grantee: string }>>(
    open.flatMap(({ id, owner, parent }) => {
      const reader = ownerOf.get(String(parent))
      return reader && reader !== owner ? [[`${id} ${reader}`, { record: id, grantee: reader }] as const] : []
    }),
  )
  const place = { object: account.name, granteeKind: 'person' as const }
  const there = await kernel.find(share, { ...place, record: { in: rows.map(({ id }) => id) } }, { limit: most })
  const keyOf = (one: Readonly<{ record: string; grantee: string }>) => `${one.record} ${one.grantee}`
  const isOurs = ({ teamRole }: Readonly<{ teamRole: string | null }>) => functions.some((name) => name === teamRole)
  const gone = there.filter((one) => isOurs(one) && !wanted.has(keyOf(one)))
  if (gone.length > 0)
    await kernel.remove(
      share,
      gone.map(({ id }) => id),
    )
  const known = new Set(there.map(keyOf))
  const fresh = [...wanted].flatMap(([key, one]) => (known.has(key) ? [] : [one]))
  const teamRole = functionIn(kernel.workspace.locale)
  if (fresh.length > 0)
    await kernel.add(
      share,
      fresh.map((one) => ({ ...place, ...one, teamRole })),
    )
}

/** Of a customer that was written itself and what says so below it. */
export const openToParent = defineConsequence(account, {
  reads: ['parent', 'owner', 'openToParent'],
  ask(work, written) {
    const known = written.flatMap(({ row, before }) => (before && before.owner !== row.owner ? [row.id] : []))
    return readAll(known, (part) =>
      work.as(because).find(account, { parent: { in: [...part] }, openToParent: true } as never, { limit: most, sort: ['id'] }),
    )
  },
  async run(work, written, below) {
    const own = written.filter(({ row, before }) => row.openToParent || before?.openToParent).map(({ row }) => row)
    await keepReaders(work.as(because), [...new Map([...own, ...below].map((row) => [row.id, row])).values()])
  },
})

/** All of them by night: imports bring nothing about, nor does a parent that is removed. */
export async function keepAllReaders(work: Work): Promise<void> {
  const ours = await work.find(share, { object: account.name, granteeKind: 'person', teamRole: { in: [...functions] } }, { limit: most })
  const shared = await readAll([...new Set(ours.map(({ record }) => String(record)))], (part) =>
    work.find(account, { id: { in: [...part] } } as never, { limit: portion }),
  )
  const open = await work.find(account, { openToParent: true }, { limit: most, sort: ['id'] })
  await keepReaders(work, [...new Map([...shared, ...open].map((row) => [row.id, row])).values()])
}

const nightHour = 1

export const openToParentByNight = defineRound('customers.open-to-parent', {
  run: (work) => (hourOf(work) === nightHour ? keepAllReaders(work) : Promise.resolve()),
})
