import { defineAction, fail, system, type Work } from '#kernel'
import { type Id, integer, json, link, member, person, share, tags, yesNo } from '#kernel/model'
import { transferred } from '../notices.ts'
import { account } from '../objects/index.ts'
import { heldOf, transferKinds } from '../rules/transfer-kinds.ts'

const asked = {
  to: person({ required: true }),
  /** What goes along: `contact`, `opportunity.open`, `opportunity.rest`, `task.open` … */
  along: tags(),
  /** Former owners go on reading their customers. */
  keepsReading: yesNo({ default: true }),
}
const fails = ['customers.nobody-receives', 'customers.goes-not-along', 'customers.which-customers'] as const
const most = 500
const mostAlong = 10_000
const partAlong = 2_000

type Wish = Readonly<{ to: string; along?: readonly string[] | null; keepsReading?: boolean | null }>

/**
 * Customers change hands with what was chosen of theirs, all in one change set. Nothing but owners changes, so stages, fields and links stay as they are.
 *
 * @throws `customers.nobody-receives` for a receiver who is not active, `customers.goes-not-along` for an unknown kind
 */
async function transferAll(work: Work, ids: readonly string[], { to, along, keepsReading }: Wish): Promise<number> {
  const receiver = await work.one(member, to)
  if (!receiver.active) fail('customers.nobody-receives', { name: receiver.name })
  const found = await work.find(account, { id: { in: [...ids] } }, { limit: most })
  const missing = ids.find((id) => !found.some((row) => row.id === id))
  if (missing) fail('kernel.not-found', { object: account.name, id: missing })
  const moving = found.filter(({ owner }) => owner !== to)
  const owner = to as Id<'member'>
  let moved = 0
  if (moving.length > 0) {
    // What hangs on a customer first: with the customer the right to it may go.
    for (const kind of kindsOf(work, along ?? [])) {
      moved += await moveAlong(work, { name: kind.object } as typeof account, { filter: heldOf(kind, moving), owner })
    }
    await work.changeMany(
      account,
      moving.map(({ id }) => ({ id, owner })),
    )
    if (keepsReading !== false) await keepReading(work, moving)
    work.tell(
      transferred,
      moving.map(({ id }) => ({ person: to, record: id, object: account.name })),
    )
  }
  return moved
}

/** All of them, a part at a time: what has changed hands is out of the filter, so the next read finds the rest. */
async function moveAlong(
  work: Work,
  object: typeof account,
  o: Readonly<{ filter: ReturnType<typeof heldOf>; owner: Id<'member'> }>,
): Promise<number> {
  for (let moved = 0; ; ) {
    const rows = await work.find(object, o.filter, { limit: partAlong, sort: ['id'] })
    if (rows.length > 0)
      await work.changeMany(
        object,
        rows.map(({ id }) => ({ id, owner: o.owner })),
      )
    moved += rows.length
    if (rows.length < partAlong) return moved
  }
}

function kindsOf({ catalog }: Work, along: readonly string[]) {
  const kinds = transferKinds(catalog.objects.account!.children, (name) => catalog.objects[name])
  return along.map(
    (key) => kinds.find((kind) => kind.key === key) ?? fail('customers.goes-not-along', { key, known: kinds.map((kind) => kind.key) }),
  )
}

async function keepReading(work: Work, former: readonly Readonly<{ id: string; owner: string | null }>[]): Promise<void> {
  const kernel = work.as(system('former owner goes on reading'))
  const known = await kernel.find(
    share,
    { object: account.name, granteeKind: 'person', or: former.map(({ id, owner }) => ({ record: id, grantee: owner ?? '' })) },
    { limit: mostAlong },
  )
  const isKnown = new Set(known.map(({ record, grantee }) => `${record} ${grantee}`))
  const fresh = former.filter(({ id, owner }) => owner !== null && !isKnown.has(`${id} ${owner}`))
  if (fresh.length > 0)
    await kernel.add(
      share,
      fresh.map(({ id, owner }) => ({
        object: account.name,
        record: id,
        granteeKind: 'person' as const,
        grantee: owner!,
        mayWrite: false,
      })),
    )
}

/** Gives a customer to somebody else. */
export const transfer = defineAction('customers.transfer', {
  on: account,
  many: true,
  input: { account: link(account, { required: true }), ...asked },
  result: { account: link(account, { required: true }), moved: integer({ required: true }) },
  fails,
  aside: true,
  async run(work, { account: id, ...wish }) {
    await work.one(account, id, { lock: true })
    return { account: id, moved: await transferAll(work, [id], wish as Wish) }
  },
})

/** Gives several customers to somebody else, at most 500, in one change set. */
export const transferMany = defineAction('customers.transfer-many', {
  about: account,
  twinOf: 'customers.transfer',
  input: { accounts: json({ required: true }), ...asked },
  result: { accounts: integer({ required: true }), moved: integer({ required: true }) },
  fails,
  async run(work, { accounts, ...wish }) {
    const ids = Array.isArray(accounts) ? [...new Set(accounts.map(String))] : []
    if (ids.length === 0 || ids.length > most) fail('customers.which-customers', { most })
    return { accounts: ids.length, moved: await transferAll(work, ids, wish as Wish) }
  },
})
