import { by, type Call, customerOf, leadOf, type Made, next, once, poolOf, type Race, type Row, type Stand } from './race-tables.ts'

// Races over what lies in pools, and who may have it.

const [mine, boss] = [by('rep', 'account'), by('admin', 'account')]

const inPool = async (stand: Stand, more: Row = {}): Promise<Made> => {
  const pool = await poolOf(stand, { seats: [{ person: stand.rep.id }], ...more })
  const [one, two] = await stand.admin.create(
    'account',
    [1, 2].map(() => ({ name: `公海客户${next()}`, owner: null, pool })),
  )
  return { id: stand.idOf(one), other: stand.idOf(two), pool, to: stand.manager.id, rep: stand.rep.id }
}
/** Two customers in a pool, and somebody who may hold one more than he holds. */
async function lastFor(stand: Stand, owner: string): Promise<Made> {
  const made = await inPool(stand)
  const mostHeld = (await stand.admin.count('account', { owner })) + 1
  await stand.made(stand.admin, 'poolLimit', { name: '小池', position: next(), kind: 'account', pool: made.pool, mostHeld })
  return made
}
/** Tonight, of which there is one: made, or as if nothing had been done to it. */
const night = once(({ made, admin }) => made(admin, 'poolRun', { name: '今夜', day: '2030-05-20' }))
async function nightThat(stand: Stand, state: string): Promise<Made> {
  const id = await night(stand)
  await stand.app.database.pool.query('UPDATE w_test.pool_run SET state = $2 WHERE id = $1', [id, state])
  return { id }
}
const claim = (who: Call['who'], id = 'id'): Call => ({ who, action: 'pools.claim', input: (made) => ({ account: made[id] }) })
const assign = (id: string, to: string, who: Call['who'] = 'admin'): Call => ({
  who,
  action: 'pools.assign',
  input: (made) => ({ account: made[id], person: made[to] }),
})
const returning = async (stand: Stand): Promise<Made> => {
  const id = await customerOf(stand)
  const lead = await leadOf(stand)
  for (const [object, one] of [
    ['account', id],
    ['lead', lead],
  ] as const)
    await stand.app.database.pool.query(`UPDATE w_test.${object} SET return_on = '2030-05-25' WHERE id = $1`, [one])
  return { id, lead }
}
const asksMore = { days: 10, reason: '等预算' }

export const pools: readonly Race[] = [
  {
    name: 'a customer that lies in a pool',
    begin: (stand) => inPool(stand),
    calls: [
      claim('admin'),
      claim('second'),
      assign('id', 'to'),
      { who: 'admin', action: 'pools.share-out', input: ({ pool }) => ({ pool, each: 5 }) },
      assign('id', 'rep', 'second'),
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
      [2, 4],
      [3, 3],
    ],
  },
  {
    name: 'two customers for who may claim one more',
    begin: (stand) => lastFor(stand, stand.admin.id),
    calls: [claim('admin'), claim('admin', 'other')],
    pairs: [[0, 1]],
  },
  {
    name: 'two customers for who may be given one more',
    begin: (stand) => lastFor(stand, stand.rep.id),
    calls: [assign('id', 'rep'), assign('other', 'rep', 'second')],
    pairs: [[0, 1]],
  },
  {
    name: 'more time for what is about to fall to a pool',
    begin: returning,
    calls: [
      mine('pools.ask-extension', asksMore),
      { who: 'rep', action: 'pools.ask-extension-lead', input: ({ lead }) => ({ lead, ...asksMore }) },
      boss('pools.leave-out'),
      { who: 'admin', action: 'pools.leave-out-lead', input: ({ lead }) => ({ lead }) },
    ],
    pairs: [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ],
  },
  {
    name: 'a wish for more time',
    begin: async (stand) => {
      const made = await returning(stand)
      const { extension } = (await stand.call(stand.rep, 'pools.ask-extension', { account: made.id, ...asksMore })) as { extension: string }
      return { ...made, id: extension }
    },
    calls: [by('admin', 'poolExtension')('pools.grant-extension'), by('second', 'poolExtension')('pools.refuse-extension')],
  },
  {
    name: 'cards of a pool that hides names',
    begin: async (stand) => {
      const made = await inPool(stand, { hidesNames: true, openingsPerDay: 1 })
      const cardOf = async (account?: string) => (await stand.admin.list('poolCard', { filter: { account } as never }))[0]
      const [card, other] = [await cardOf(made.id), await cardOf(made.other)]
      return { ...made, card: stand.idOf(card), otherCard: stand.idOf(other) }
    },
    calls: [
      { who: 'admin', action: 'pools.claim-card', input: ({ card }) => ({ poolCard: card }) },
      { who: 'second', action: 'pools.claim-card', input: ({ card }) => ({ poolCard: card }) },
      { who: 'admin', action: 'pools.open-card', input: ({ card }) => ({ poolCard: card }) },
      { who: 'admin', action: 'pools.open-card', input: ({ otherCard }) => ({ poolCard: otherCard }) },
      claim('second'),
    ],
    pairs: [
      [0, 1],
      [2, 2],
      [2, 3],
      [0, 4],
    ],
  },
  {
    name: 'what is moved from one pool to another',
    begin: async (stand) => {
      const [to, ofLeads, toLeads] = [await poolOf(stand), await poolOf(stand, { kind: 'lead' }), await poolOf(stand, { kind: 'lead' })]
      const lead = await leadOf(stand, { owner: null, pool: ofLeads })
      return { ...(await inPool(stand)), lead, to, toLeads }
    },
    calls: [
      { who: 'admin', action: 'pools.move', input: ({ id, to }) => ({ account: id, pool: to }) },
      claim('second'),
      { who: 'admin', action: 'pools.move-lead', input: ({ lead, toLeads }) => ({ lead, pool: toLeads }) },
      { who: 'second', action: 'pools.claim-lead', input: ({ lead }) => ({ lead }) },
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [2, 2],
      [2, 3],
    ],
  },
  {
    name: 'what fell to a pool overdue',
    begin: async (stand) => {
      const [pool, ofLeads] = [await poolOf(stand), await poolOf(stand, { kind: 'lead' })]
      const [id, lead] = [await customerOf(stand, { owner: stand.second.id }), await leadOf(stand, { owner: stand.second.id })]
      await stand.call(stand.admin, 'pools.release', { account: id, pool, reason: 'noIntent' })
      await stand.call(stand.admin, 'pools.release-lead', { lead, pool: ofLeads, reason: 'noIntent' })
      const move = "UPDATE w_test.pool_move SET kind = 'returned', person_id = $3 WHERE account_id = $1 OR lead_id = $2"
      await stand.app.database.pool.query(move, [id, lead, stand.second.id])
      return { id, lead }
    },
    calls: [
      by('second', 'account')('pools.take-back'),
      claim('admin'),
      { who: 'second', action: 'pools.take-back-lead', input: ({ lead }) => ({ lead }) },
      { who: 'admin', action: 'pools.claim-lead', input: ({ lead }) => ({ lead }) },
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [2, 2],
      [2, 3],
    ],
  },
  {
    name: 'a night',
    begin: (stand) => nightThat(stand, 'running'),
    calls: [by('admin', 'poolRun')('pools.stop')],
  },
  {
    name: 'a night that was stopped',
    begin: (stand) => nightThat(stand, 'stopped'),
    calls: [by('admin', 'poolRun')('pools.go-on')],
  },
]
