import { by, type Call, type Made, next, once, type Race, type Row, type Stand, walk } from './race-tables.ts'

// Races over statements of commission, and over papers that are numbered by their issue.

const finance = by('finance', 'commissionStatement')
const manager = by('manager', 'commissionStatement')
const plan = once(async (stand) => {
  const row = { name: '提成', measure: 'won', basis: 'gross', startsOn: '2020-01-01', tiers: [{ from: 0, rate: 10 }] }
  const id = await stand.made(stand.finance, 'commissionPlan', row)
  await stand.call(stand.finance, 'commissions.activate', { commissionPlan: id })
  return id
})

let months = 0
/** A statement of the representative, of a month of its own: each is closed before the next begins. */
async function statement(stand: Stand, steps: readonly Call[]): Promise<Made> {
  const month = new Date(Date.UTC(2020, months++, 1)).toISOString().slice(0, 7)
  const of = await plan(stand)
  const account = await stand.made(stand.rep, 'account', { name: `提成客户${next()}` })
  const opportunity = await stand.made(stand.rep, 'opportunity', { name: '商机', account, amount: 1_000, foundOn: '2019-01-01' })
  await stand.call(stand.rep, 'sales.win', { opportunity, closedOn: `${month}-10` })
  await stand.call(stand.finance, 'commissions.count-month', { commissionPlan: of, month })
  const [row] = await stand.finance.list('commissionStatement', { filter: { owner: stand.rep.id, month } })
  const [line] = await stand.finance.list('commissionLine', { filter: { statement: stand.idOf(row) } })
  return walk(stand, { id: stand.idOf(row), line: stand.idOf(line), month, plan: of }, steps)
}

const calculate = finance('commissions.calculate')
const approve = manager('commissions.approve')
const lock = finance('commissions.lock')
const ofLine = (who: Call['who'], action: string, more: Row = {}): Call => ({
  who,
  action,
  input: ({ line }) => ({ commissionLine: line, ...more }),
})
const dispute = ofLine('rep', 'commissions.dispute', { reason: '少了' })
const countMonth = (andClose: boolean): Call => ({
  who: 'finance',
  action: 'commissions.count-month',
  input: (made) => ({ commissionPlan: made.plan, month: made.month, andClose }),
})

export const statements: readonly Race[] = [
  {
    name: 'a month that is open',
    begin: (stand) => statement(stand, []),
    calls: [calculate, countMonth(true), countMonth(false)],
    pairs: [
      [0, 0],
      [0, 1],
      [1, 1],
      [0, 2],
    ],
  },
  {
    name: 'a statement that was counted',
    begin: (stand) => statement(stand, [calculate]),
    calls: [approve, finance('commissions.approve'), dispute, finance('commissions.statement-pdf')],
    pairs: [
      [0, 1],
      [0, 2],
      [2, 2],
      [3, 3],
    ],
  },
  {
    name: 'a statement that is disputed',
    begin: (stand) => statement(stand, [calculate, dispute]),
    calls: [
      ofLine('manager', 'commissions.answer', { outcome: 'refused', answer: '没有少' }),
      ofLine('finance', 'commissions.answer', { outcome: 'accepted', answer: '补', adjustment: 10 }),
      ofLine('rep', 'commissions.say', { content: '还是少' }),
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [2, 2],
    ],
  },
  {
    name: 'a statement that was agreed to',
    begin: (stand) => statement(stand, [calculate, approve]),
    calls: [lock],
  },
]

/** A customer who is late with a contract that runs. */
async function owing(stand: Stand): Promise<Made> {
  const account = await stand.made(stand.rep, 'account', { name: `欠款客户${next()}`, address: '文三路 1 号', city: '杭州市' })
  const plan = [{ instalment: 1, dueOn: '2030-04-10', amount: 1_000 }]
  const id = await stand.made(stand.rep, 'contract', { name: '合同', account, amount: 1_000, plan })
  await stand.call(stand.rep, 'contracts.to-sign', { contract: id })
  await stand.call(stand.rep, 'contracts.sign', { contract: id, signedOn: '2030-04-01' })
  return { id, account }
}

export const issues: readonly Race[] = [
  {
    name: 'a quote on paper',
    begin: async (stand) => {
      const account = await stand.made(stand.rep, 'account', { name: `报价客户${next()}` })
      const lines = [{ product: stand.strict!.id, quantity: 1 }]
      const id = await stand.made(stand.rep, 'quote', { title: '报价', account, lines })
      return walk(stand, { id }, [by('rep', 'quote')('quotes.submit'), by('admin', 'quote')('quotes.approve')])
    },
    calls: [by('rep', 'quote')('documents.quote-pdf'), by('rep', 'quote')('quotes.revise')],
    pairs: [
      [0, 0],
      [0, 1],
    ],
  },
  {
    name: 'a contract and its customer on paper',
    begin: owing,
    calls: [
      by('rep', 'contract')('documents.contract-pdf'),
      { who: 'rep', action: 'documents.dun', input: ({ account }) => ({ account }) },
      { who: 'rep', action: 'documents.statement', input: ({ account }) => ({ account }) },
    ],
    pairs: [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
  },
  {
    name: 'an invoice on paper',
    begin: async (stand) => {
      const { id: contract, account } = await owing(stand)
      const shares = [{ contract, amount: 1_000 }]
      const row = { kind: 'ordinary', account, titleName: '客户', shares }
      return walk(stand, { id: await stand.made(stand.rep, 'invoice', row) }, [
        by('finance', 'invoice')('payments.approve'),
        by('finance', 'invoice')('payments.issue', () => ({ invoiceNumber: `P${next()}`, issuedOn: '2030-05-20' })),
      ])
    },
    calls: [by('finance', 'invoice')('documents.invoice-pdf'), by('finance', 'invoice')('payments.void', { reason: '打印错误' })],
    pairs: [
      [0, 0],
      [0, 1],
    ],
  },
]

/** What is done to all records of a kind at once: twice at once comes to the same. */
export const everywhere: readonly Race[] = [
  {
    name: 'grades for all customers',
    begin: async (stand) => {
      await stand.made(stand.rep, 'account', { name: `大客户${next()}`, headcount: 900 })
      return { id: await stand.made(stand.admin, 'gradeRule', { name: `大${next()}`, grade: 'A', filter: { headcount: { gte: 500 } } }) }
    },
    calls: [by('admin', 'gradeRule')('customers.apply-grades')],
  },
  {
    name: 'tags for all customers',
    begin: async (stand) => {
      const n = next()
      await stand.made(stand.rep, 'account', { name: `圈客户${n}`, headcount: 900 })
      return { id: await stand.made(stand.admin, 'segment', { name: `圈${n}`, tag: `圈${n}`, filter: { headcount: { gte: 500 } } }) }
    },
    calls: [by('admin', 'segment')('buying.apply-segments')],
  },
  {
    name: 'a customer and its territory',
    begin: async (stand) => {
      const model = await stand.made(stand.admin, 'territoryModel', { name: `方案${next()}`, owners: 'keep' })
      const territory = await stand.made(stand.admin, 'territory', { name: `区${next()}`, model, filter: { industry: 'energy' } })
      await stand.app.database.pool.query("UPDATE w_test.territory_model SET state = 'past'")
      await stand.app.database.pool.query("UPDATE w_test.territory_model SET state = 'active' WHERE id = $1", [model])
      return { id: await stand.made(stand.rep, 'account', { name: `区客户${next()}` }), territory, model }
    },
    calls: [
      by('admin', 'account')('territories.place', ({ territory }) => ({ territory, reason: '手工' })),
      { who: 'admin', action: 'territories.place-all', input: ({ model }) => ({ territoryModel: model }) },
      by('admin', 'account')('territories.follow-rules'),
    ],
    pairs: [
      [0, 0],
      [1, 1],
      [0, 1],
      [2, 2],
      [0, 2],
    ],
  },
]
