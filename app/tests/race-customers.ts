import { by, customerOf, leadOf, next, once, poolOf, type Race, type Stand } from './race-tables.ts'

// Races over customers and leads, and what is done about them.

const person = (stand: Stand, account: string) => stand.made(stand.rep, 'contact', { name: `联系人${next()}`, account })

const [mine, boss] = [by('rep', 'account'), by('admin', 'account')]

export const customers: readonly Race[] = [
  {
    name: 'a customer that changes hands',
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
    begin: async (stand) => {
      const id = await customerOf(stand)
      await stand.call(stand.admin, 'customers.blacklist', { account: id, effect: 'warn', reason: '拖欠' })
      return { id }
    },
    calls: [boss('customers.blacklist', { effect: 'blockOrder', reason: '失信' }), boss('customers.lift', { reason: '已付清' })],
  },
  {
    name: 'somebody who leaves his company',
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
    begin: async (stand) => ({ id: await customerOf(stand) }),
    calls: [mine('activities.follow-customer', { to: 'follow' }), mine('activities.follow-customer', { to: 'leave' })],
    pairs: [
      [0, 0],
      [0, 1],
    ],
  },
  {
    name: 'who follows a lead, and a deal',
    begin: async (stand) => ({
      id: await leadOf(stand),
      deal: await stand.made(stand.rep, 'opportunity', { name: '产线', account: await customerOf(stand), amount: 1 }),
    }),
    calls: [
      by('rep', 'lead')('activities.follow-lead', { to: 'follow' }),
      { who: 'rep', action: 'sales.follow-deal', input: ({ deal }) => ({ opportunity: deal, to: 'follow' }) },
    ],
    pairs: [
      [0, 0],
      [1, 1],
    ],
  },
  {
    name: 'a task',
    begin: async (stand) => ({
      id: await stand.made(stand.rep, 'task', { subject: '回访', account: await customerOf(stand), dueOn: '2030-05-21' }),
    }),
    calls: [
      by('rep', 'task')('activities.complete', { nextStep: '报价' }),
      by('rep', 'task')('activities.postpone', { dueOn: '2030-06-01' }),
    ],
  },
  {
    name: 'what was heard in a follow-up',
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
    begin: async (stand) => {
      const plan = (about: string) =>
        stand.made(stand.admin, 'activityPlan', {
          name: `节奏${next()}`,
          about,
          begins: 'byHand',
          steps: [{ subject: '回访', afterDays: 1 }],
        })
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
    pairs: [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
  },
  {
    name: 'a visit',
    begin: async (stand) => ({
      id: await stand.made(stand.rep, 'visit', { subject: '拜访', account: await customerOf(stand), plannedFor: '2030-05-21T01:00:00Z' }),
    }),
    calls: [by('rep', 'visit')('visits.arrive'), by('rep', 'visit')('visits.cancel', { reason: '改期' })],
  },
  {
    name: 'a visit that is on',
    begin: async (stand) => {
      const id = await stand.made(stand.rep, 'visit', {
        subject: '拜访',
        account: await customerOf(stand),
        plannedFor: '2030-05-20T01:00:00Z',
      })
      await stand.call(stand.rep, 'visits.arrive', { visit: id })
      return { id }
    },
    calls: [by('rep', 'visit')('visits.finish', { result: '谈妥' }), by('rep', 'visit')('visits.cancel', { reason: '改期' })],
  },
  {
    name: 'what a customer says',
    begin: async (stand) => ({
      id: await stand.made(stand.rep, 'feedback', { subject: '慢', kind: 'complaint', account: await customerOf(stand) }),
    }),
    calls: [by('rep', 'feedback')('voices.answer', { answer: '已加派' })],
  },
]

const owned = by('rep', 'lead')
const ruled = by('admin', 'lead')
export const leads: readonly Race[] = [
  {
    name: 'an open lead',
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
    begin: async (stand) => {
      const id = await leadOf(stand)
      await stand.call(stand.rep, 'leads.disqualify', { lead: id, reason: 'noNeed' })
      return { id }
    },
    calls: [owned('leads.take-up')],
  },
  {
    name: 'a lead of a customer that somebody has',
    begin: async (stand) => {
      const name = `同名公司${next()}`
      await customerOf(stand, { name, owner: stand.manager.id })
      return { id: await leadOf(stand, { company: name }) }
    },
    calls: [owned('sales.ask-owner'), owned('sales.give-to-owner')],
  },
  {
    name: 'a lead that a rule gives',
    begin: async (stand) => {
      await ruleOf(stand)
      return { id: await leadOf(stand, { industry: 'energy' }) }
    },
    calls: [ruled('leads.assign'), ruled('leads.disqualify', { reason: 'noNeed' })],
  },
  {
    name: 'what somebody came with',
    begin: async (stand) => {
      const lead = await leadOf(stand)
      const { leadTouch } = (await stand.call(stand.rep, 'leads.note-touch', { lead, subject: '来电' })) as { leadTouch: string }
      return { id: leadTouch }
    },
    calls: [by('rep', 'leadTouch')('leads.answer-touch', { answer: '已回' })],
  },
  {
    name: 'leads that lie in a pool',
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

export const calls: readonly Race[] = [
  {
    name: 'a list of calls',
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
