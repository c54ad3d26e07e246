import { by, type Call, type Made, next, once, type Race, type Row, type Stand } from './race-tables.ts'

// Races over customers, leads, pools, and what is done about them.

const customerOf = (stand: Stand, more: Row = {}) => stand.made(stand.admin, 'account', { name: `客户${next()}号`, owner: stand.rep.id, ...more })
const leadOf = (stand: Stand, more: Row = {}) =>
  stand.made(stand.admin, 'lead', { name: `线索${next()}`, mobile: `1380000${String(next()).padStart(4, '0')}`, owner: stand.rep.id, ...more })
const poolOf = (stand: Stand, more: Row = {}) => stand.made(stand.admin, 'pool', { name: `公海${next()}`, ...more })
const person = (stand: Stand, account: string) => stand.made(stand.rep, 'contact', { name: `联系人${next()}`, account })

const [mine, boss] = [by('rep', 'account'), by('admin', 'account')]

export const customers: readonly Race[] = [
  {
    name: 'a customer that changes hands',
    object: 'account',
    begin: async (stand) => {
      const id = await customerOf(stand)
      await stand.made(stand.rep, 'opportunity', { name: '产线', account: id, amount: 100 })
      await stand.made(stand.rep, 'task', { subject: '回访', account: id })
      return { id, to: stand.manager.id, other: stand.second.id, pool: await poolOf(stand) }
    },
    calls: [
      boss('customers.transfer', ({ to }) => ({ to, along: ['opportunity.open', 'task.open'] })),
      boss('customers.transfer', ({ other: to }) => ({ to, along: ['opportunity.open'] })),
      { who: 'second', action: 'customers.transfer-many', input: ({ id, other: to }) => ({ accounts: [id], to, along: [] }) },
      boss('pools.release', ({ pool }) => ({ pool, reason: 'noIntent', deals: 'lose' })),
      by('second', 'account')('pools.release', ({ pool }) => ({ pool, reason: 'noIntent' })),
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 2],
      [1, 3],
      [3, 3],
      [3, 4],
      [4, 4],
    ],
  },
  {
    name: 'a customer with whom we do not deal',
    object: 'account',
    begin: async (stand) => {
      const id = await customerOf(stand)
      await stand.call(stand.admin, 'customers.blacklist', { account: id, effect: 'warn', reason: '拖欠' })
      return { id }
    },
    calls: [boss('customers.blacklist', { effect: 'blockOrder', reason: '失信' }), boss('customers.lift', { reason: '已付清' })],
  },
  {
    name: 'somebody who leaves his company',
    object: 'contact',
    begin: async (stand) => {
      const account = await customerOf(stand)
      return { id: await person(stand, account), successor: await person(stand, account), other: await person(stand, account) }
    },
    calls: [
      by('rep', 'contact')('customers.succeed', ({ successor }) => ({ successor, becomes: 'left' })),
      by('rep', 'contact')('customers.succeed', ({ other: successor }) => ({ successor, becomes: 'removed' })),
    ],
  },
  {
    name: 'who follows a customer',
    object: 'account',
    begin: async (stand) => ({ id: await customerOf(stand) }),
    calls: [mine('activities.follow-customer', { to: 'follow' }), mine('activities.follow-customer', { to: 'leave' })],
    pairs: [[0, 0], [0, 1]],
  },
  {
    name: 'who follows a lead, and a deal',
    object: 'lead',
    begin: async (stand) => ({
      id: await leadOf(stand),
      deal: await stand.made(stand.rep, 'opportunity', { name: '产线', account: await customerOf(stand), amount: 1 }),
    }),
    calls: [
      by('rep', 'lead')('activities.follow-lead', { to: 'follow' }),
      { who: 'rep', action: 'sales.follow-deal', input: ({ deal }) => ({ opportunity: deal, to: 'follow' }) },
    ],
    pairs: [[0, 0], [1, 1]],
  },
  {
    name: 'a task',
    object: 'task',
    begin: async (stand) => ({ id: await stand.made(stand.rep, 'task', { subject: '回访', account: await customerOf(stand), dueOn: '2030-05-21' }) }),
    calls: [
      by('rep', 'task')('activities.complete', { nextStep: '报价' }),
      by('rep', 'task')('activities.postpone', { dueOn: '2030-06-01' }),
    ],
  },
  {
    name: 'what was heard in a follow-up',
    object: 'followUp',
    begin: async (stand) => {
      const id = await stand.made(stand.rep, 'followUp', { content: '要三条产线', account: await customerOf(stand) })
      return { id, comment: await stand.made(stand.manager, 'comment', { content: '请报价', followUp: id }) }
    },
    calls: [
      by('rep', 'followUp')('sales.deal-from-follow-up'),
      { who: 'manager', action: 'activities.comment-to-task', input: ({ comment }) => ({ comment }) },
    ],
  },
  {
    name: 'a plan that begins',
    object: 'account',
    begin: async (stand) => {
      const plan = (about: string) =>
        stand.made(stand.admin, 'activityPlan', { name: `节奏${next()}`, about, begins: 'byHand', steps: [{ subject: '回访', afterDays: 1 }] })
      const account = await customerOf(stand)
      return {
        id: account,
        lead: await leadOf(stand),
        deal: await stand.made(stand.rep, 'opportunity', { name: '产线', account, amount: 1 }),
        ofCustomer: await plan('account'),
        ofLead: await plan('lead'),
        ofDeal: await plan('opportunity'),
      }
    },
    calls: [
      mine('plans.begin-for-customer', ({ ofCustomer: plan }) => ({ plan })),
      { who: 'rep', action: 'plans.begin-for-lead', input: ({ lead, ofLead: plan }) => ({ lead, plan }) },
      { who: 'rep', action: 'plans.begin-for-deal', input: ({ deal, ofDeal: plan }) => ({ opportunity: deal, plan }) },
    ],
    pairs: [[0, 0], [1, 1], [2, 2]],
  },
  {
    name: 'a visit',
    object: 'visit',
    begin: async (stand) => ({ id: await stand.made(stand.rep, 'visit', { subject: '拜访', account: await customerOf(stand), plannedFor: '2030-05-21T01:00:00Z' }) }),
    calls: [by('rep', 'visit')('visits.arrive'), by('rep', 'visit')('visits.cancel', { reason: '改期' })],
  },
  {
    name: 'a visit that is on',
    object: 'visit',
    begin: async (stand) => {
      const id = await stand.made(stand.rep, 'visit', { subject: '拜访', account: await customerOf(stand), plannedFor: '2030-05-20T01:00:00Z' })
      await stand.call(stand.rep, 'visits.arrive', { visit: id })
      return { id }
    },
    calls: [by('rep', 'visit')('visits.finish', { result: '谈妥' }), by('rep', 'visit')('visits.cancel', { reason: '改期' })],
  },
  {
    name: 'what a customer says',
    object: 'feedback',
    begin: async (stand) => ({ id: await stand.made(stand.rep, 'feedback', { subject: '慢', kind: 'complaint', account: await customerOf(stand) }) }),
    calls: [by('rep', 'feedback')('voices.answer', { answer: '已加派' })],
  },
]

const owned = by('rep', 'lead')
const ruled = by('admin', 'lead')
export const leads: readonly Race[] = [
  {
    name: 'an open lead',
    object: 'lead',
    begin: async (stand) => ({ id: await leadOf(stand, { company: `线索公司${next()}` }), pool: await poolOf(stand, { kind: 'lead' }) }),
    calls: [
      owned('sales.convert'),
      owned('leads.disqualify', { reason: 'noNeed' }),
      owned('leads.note-touch', { subject: '又来电' }),
      ruled('pools.release-lead', ({ pool }) => ({ pool, reason: 'noIntent' })),
    ],
  },
  {
    name: 'a lead that was set aside',
    object: 'lead',
    begin: async (stand) => {
      const id = await leadOf(stand)
      await stand.call(stand.rep, 'leads.disqualify', { lead: id, reason: 'noNeed' })
      return { id }
    },
    calls: [owned('leads.take-up')],
  },
  {
    name: 'a lead of a customer that somebody has',
    object: 'lead',
    begin: async (stand) => {
      const name = `同名公司${next()}`
      await customerOf(stand, { name, owner: stand.manager.id })
      return { id: await leadOf(stand, { company: name }) }
    },
    calls: [owned('sales.ask-owner'), owned('sales.give-to-owner')],
  },
  {
    name: 'a lead that a rule gives',
    object: 'lead',
    begin: async (stand) => {
      await ruleOf(stand)
      return { id: await leadOf(stand, { industry: 'energy' }) }
    },
    calls: [ruled('leads.assign'), ruled('leads.disqualify', { reason: 'noNeed' })],
  },
  {
    name: 'what somebody came with',
    object: 'leadTouch',
    begin: async (stand) => {
      const lead = await leadOf(stand)
      const { leadTouch } = (await stand.call(stand.rep, 'leads.note-touch', { lead, subject: '来电' })) as { leadTouch: string }
      return { id: leadTouch }
    },
    calls: [by('rep', 'leadTouch')('leads.answer-touch', { answer: '已回' })],
  },
  {
    name: 'leads that lie in a pool',
    object: 'lead',
    begin: async (stand) => {
      await ruleOf(stand)
      const pool = await poolOf(stand, { kind: 'lead', seats: [{ person: stand.rep.id }] })
      return { id: await leadOf(stand, { owner: null, pool, industry: 'energy' }), pool, to: stand.manager.id, rep: stand.rep.id }
    },
    calls: [
      ruled('pools.claim-lead'),
      by('second', 'lead')('pools.claim-lead'),
      by('second', 'lead')('pools.assign-lead', ({ to: person }) => ({ person })),
      { who: 'admin', action: 'pools.share-out', input: ({ pool }) => ({ pool, each: 5 }) },
      { who: 'admin', action: 'leads.give-out', input: ({ pool }) => ({ pool, most: 10 }) },
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [3, 3],
      [3, 4],
      [4, 4],
      [2, 4],
    ],
  },
]

const ruleOf = once(({ made, admin, manager, second }) =>
  made(admin, 'assignRule', { name: '能源', filter: { industry: 'energy' }, seats: [{ person: manager.id }, { person: second.id }] }),
)

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
  for (const [object, one] of [['account', id], ['lead', lead]] as const)
    await stand.app.database.pool.query(`UPDATE w_test.${object} SET return_on = '2030-05-25' WHERE id = $1`, [one])
  return { id, lead }
}
const asksMore = { days: 10, reason: '等预算' }

export const pools: readonly Race[] = [
  {
    name: 'a customer that lies in a pool',
    object: 'account',
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
    object: 'account',
    begin: (stand) => lastFor(stand, stand.admin.id),
    calls: [claim('admin'), claim('admin', 'other')],
    pairs: [[0, 1]],
  },
  {
    name: 'two customers for who may be given one more',
    object: 'account',
    begin: (stand) => lastFor(stand, stand.rep.id),
    calls: [assign('id', 'rep'), assign('other', 'rep', 'second')],
    pairs: [[0, 1]],
  },
  {
    name: 'more time for what is about to fall to a pool',
    object: 'account',
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
    object: 'poolExtension',
    begin: async (stand) => {
      const made = await returning(stand)
      const { extension } = (await stand.call(stand.rep, 'pools.ask-extension', { account: made.id, ...asksMore })) as { extension: string }
      return { ...made, id: extension }
    },
    calls: [by('admin', 'poolExtension')('pools.grant-extension'), by('second', 'poolExtension')('pools.refuse-extension')],
  },
  {
    name: 'cards of a pool that hides names',
    object: 'account',
    begin: async (stand) => {
      const made = await inPool(stand, { hidesNames: true, openingsPerDay: 1 })
      const [[card], [other]] = await Promise.all(
        [made.id, made.other].map((account) => stand.admin.list('poolCard', { filter: { account } as never })),
      )
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
    name: 'what fell to a pool overdue',
    object: 'account',
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
    object: 'poolRun',
    begin: (stand) => nightThat(stand, 'running'),
    calls: [by('admin', 'poolRun')('pools.stop')],
  },
  {
    name: 'a night that was stopped',
    object: 'poolRun',
    begin: (stand) => nightThat(stand, 'stopped'),
    calls: [by('admin', 'poolRun')('pools.go-on')],
  },
]

export const calls: readonly Race[] = [
  {
    name: 'a list of calls',
    object: 'callList',
    begin: async (stand) => {
      const list = await stand.made(stand.admin, 'callList', { name: `名单${next()}` })
      const lead = await leadOf(stand)
      const account = await customerOf(stand)
      return { id: list, lead, contact: await person(stand, account) }
    },
    calls: [
      { who: 'admin', action: 'calls.call-lead', input: ({ lead, id }) => ({ lead, callList: id }) },
      { who: 'admin', action: 'calls.call-contact', input: ({ contact, id }) => ({ contact, callList: id }) },
      { who: 'admin', action: 'calls.next', input: ({ id }) => ({ callList: id }) },
      { who: 'second', action: 'calls.next', input: ({ id }) => ({ callList: id }) },
    ],
    pairs: [
      [0, 0],
      [1, 1],
      [2, 3],
    ],
  },
  {
    name: 'somebody to call',
    object: 'callEntry',
    begin: async (stand) => {
      const list = await stand.made(stand.admin, 'callList', { name: `名单${next()}` })
      const lead = await leadOf(stand)
      await stand.call(stand.admin, 'calls.call-lead', { lead, callList: list })
      const [entry] = await stand.admin.list('callEntry', { filter: { list } })
      return { id: stand.idOf(entry), list }
    },
    calls: [
      by('admin', 'callEntry')('calls.note', { outcome: 'interested', words: '要' }),
      by('second', 'callEntry')('calls.note', { outcome: 'declined', words: '不要' }),
      by('admin', 'callEntry')('calls.set-aside'),
      { who: 'second', action: 'calls.next', input: ({ list }) => ({ callList: list }) },
    ],
  },
]
