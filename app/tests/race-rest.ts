import { by, type Call, type Made, next, once, type Race, type Row, type Stand, walk } from './race-tables.ts'

// Races over what else is decided, counted, planned and made.

const customerOf = (stand: Stand, more: Row = {}) =>
  stand.made(stand.rep, 'account', { name: `其他客户${next()}`, address: '文三路 1 号', city: '杭州市', ...more })
const dealOf = async (stand: Stand, more: Row = {}) =>
  stand.made(stand.rep, 'opportunity', { name: `商机${next()}`, account: await customerOf(stand), amount: 100, ...more })
const as = (who: Call['who'], action: string, input: Call['input']): Call => ({ who, action, input })

/** A race of steps that stand side by side in one state of an object. */
const course = (name: string, object: string, begin: Race['begin'], calls: readonly Call[], pairs?: Race['pairs']): Race => ({
  name,
  object,
  begin,
  calls,
  ...(pairs ? { pairs } : {}),
})
const itself = (count: number): Race['pairs'] => Array.from({ length: count }, (_, i) => [i, i] as const)

const [rep, admin] = [by('rep', 'opportunity'), by('admin', 'opportunity')]

const ways = once(async (stand) => {
  const pipeline = await stand.made(stand.admin, 'pipeline', { name: '渠道' })
  const stage = await stand.made(stand.admin, 'pipelineStage', { pipeline, key: 'partnerMet', name: '接触伙伴', position: 10, probability: 10 })
  const [solution] = await stand.admin.list('pipelineStage', { filter: { key: 'solution' } })
  return { pipeline, stage, solution: stand.idOf(solution) }
})

export const deals: readonly Race[] = [
  course(
    'a deal on its way',
    'opportunity',
    async (stand) => ({ id: await dealOf(stand, { stage: 'analysis' }), ...(await ways(stand)) }),
    [
      rep('sales.change-pipeline', ({ pipeline }) => ({ pipeline })),
      admin('sales.override-gate', ({ solution: stage }) => ({ stage, reason: '急' })),
      rep('sales.win'),
    ],
    [[0, 0], [0, 1], [1, 1], [0, 2], [1, 2]],
  ),
  course(
    'figures of a deal that was won',
    'opportunity',
    async (stand) => {
      const id = await dealOf(stand)
      await stand.call(stand.rep, 'sales.win', { opportunity: id })
      return { id }
    },
    [
      by('admin', 'opportunity')('sales.release-splits', { reason: '重分' }),
      by('admin', 'opportunity')('sales.release-figures', { reason: '改数' }),
      rep('playbook.tell-story', { title: '赢了', content: '怎么赢的' }),
      by('manager', 'opportunity')('sales.reopen'),
    ],
    [[0, 0], [1, 1], [0, 1], [0, 3], [2, 2], [2, 3]],
  ),
]

const quote = by('rep', 'quote')
const quoteOf = async (stand: Stand, steps: readonly Call[], more: Row = {}): Promise<Made> => {
  const account = await customerOf(stand)
  const opportunity = await stand.made(stand.rep, 'opportunity', { name: `商机${next()}`, account, amount: 100 })
  const id = await stand.made(stand.rep, 'quote', {
    title: '报价',
    account,
    opportunity,
    lines: [{ product: stand.strict!.id, quantity: 1 }],
    ...more,
  })
  return walk(stand, { id, opportunity, account }, steps)
}
const sent = [quote('quotes.submit'), by('admin', 'quote')('quotes.approve'), quote('quotes.send')]
const truck = once(async (stand) => {
  const id = await stand.made(stand.admin, 'product', { name: '叉车', code: `T${next()}`, price: 100, unit: '台' })
  const part = await stand.made(stand.admin, 'product', { name: '驾驶室', code: `T${next()}`, price: 10, unit: '个' })
  const group = await stand.made(stand.admin, 'optionGroup', { product: id, name: '驾驶室', pick: 'many' })
  await stand.made(stand.admin, 'productOption', { group, product: part, name: '暖', isPreset: true })
  return id
})

export const quotes: readonly Race[] = [
  course(
    'a quote that is out',
    'quote',
    async (stand) => {
      const made = await quoteOf(stand, sent)
      const other = await stand.made(stand.rep, 'quote', {
        title: '另一份',
        account: made.account,
        opportunity: made.opportunity,
        lines: [{ product: stand.strict!.id, quantity: 1 }],
      })
      return { ...made, other }
    },
    [
      quote('quotes.extend', { validUntil: '2030-09-01' }),
      quote('quotes.revoke-link'),
      quote('quotes.renew-link'),
      quote('quotes.make-primary'),
      as('rep', 'quotes.make-primary', ({ other }) => ({ quote: other })),
      quote('quotes.withdraw', { reason: '有误' }),
    ],
    [[0, 0], [1, 2], [2, 2], [3, 4], [4, 4], [0, 5], [2, 5]],
  ),
  course(
    'a quote of a deal, and its costs',
    'quote',
    (stand) => quoteOf(stand, []),
    [as('rep', 'quotes.ask-cost', ({ id }) => ({ quote: id, person: '' })), as('rep', 'quotes.from-deal', ({ opportunity }) => ({ opportunity }))],
    [[1, 1]],
  ),
  course(
    'options of a product on a quote',
    'quote',
    async (stand) => ({ ...(await quoteOf(stand, [])), truck: await truck(stand) }),
    [quote('quotes.configure', ({ truck: product }) => ({ product, quantity: 2 })), quote('quotes.submit')],
  ),
]

export const papers: readonly Race[] = [
  course(
    'a wish for the seal',
    'sealRequest',
    async (stand) => {
      const contract = await stand.made(stand.rep, 'contract', { name: '合同', account: await customerOf(stand), amount: 1 })
      return { id: await stand.made(stand.rep, 'sealRequest', { contract, copies: 3, purpose: '客户要求' }) }
    },
    [by('rep', 'sealRequest')('documents.ask-seal'), by('rep', 'sealRequest')('documents.withdraw-seal', { reason: '不用了' })],
  ),
  course(
    'a seal that was agreed to',
    'sealRequest',
    async (stand) => {
      const contract = await stand.made(stand.rep, 'contract', { name: '合同', account: await customerOf(stand), amount: 1 })
      const [id, other] = await Promise.all(
        [1, 2].map(() => stand.made(stand.rep, 'sealRequest', { contract, copies: 3, purpose: '客户要求' })),
      )
      for (const one of [id, other]) await stand.call(stand.rep, 'documents.ask-seal', { sealRequest: one })
      return { id: id!, other: other! }
    },
    [
      by('finance', 'sealRequest')('documents.stamp'),
      as('finance', 'documents.stamp', ({ other }) => ({ sealRequest: other })),
      by('rep', 'sealRequest')('documents.withdraw-seal', { reason: '不用了' }),
    ],
    [[0, 0], [0, 1], [0, 2]],
  ),
]

const registration = (who: Call['who']) => by(who, 'dealRegistration')
const registered = async (stand: Stand, steps: readonly Call[] = []): Promise<Made> => {
  const account = await customerOf(stand)
  return walk(stand, { id: await stand.made(stand.rep, 'dealRegistration', { name: `项目${next()}`, account }), account }, steps)
}
const grant = registration('manager')('registrations.grant')

const tender = by('rep', 'tender')
const invited = async (stand: Stand, steps: readonly Call[]): Promise<Made> => {
  const row = { name: `招标${next()}`, number: `ZB${next()}`, account: await customerOf(stand), handInBy: '2030-06-01', ourPrice: 90_000 }
  return walk(stand, { id: await stand.made(stand.rep, 'tender', row) }, steps)
}
const handIn = tender('tenders.hand-in')
const evaluation = (who: Call['who']) => by(who, 'dealEvaluation')
const evaluated = async (stand: Stand, steps: readonly Call[]): Promise<Made> => {
  const scores = { need: 5, budget: 5, deciders: 5, competition: 5, capability: 5 }
  return walk(stand, { id: await stand.made(stand.rep, 'dealEvaluation', { name: '立项', opportunity: await dealOf(stand), ...scores }) }, steps)
}
const rejectEvaluation = evaluation('manager')('pursuits.reject', { reason: '太早' })

export const pursuits: readonly Race[] = [
  course('a registration that was asked for', 'dealRegistration', (stand) => registered(stand), [
    grant,
    registration('manager')('registrations.refuse', { reason: '已有' }),
    registration('rep')('registrations.withdraw', { reason: '不做了' }),
  ]),
  course('a registration that protects', 'dealRegistration', (stand) => registered(stand, [grant]), [
    registration('manager')('registrations.extend'),
    registration('rep')('registrations.withdraw', { reason: '不做了' }),
  ]),
  course('a tender that is prepared', 'tender', (stand) => invited(stand, []), [handIn, tender('tenders.cancel', { reason: '流标' })]),
  course('a tender that was handed in', 'tender', (stand) => invited(stand, [handIn]), [
    tender('tenders.win'),
    tender('tenders.cancel', { reason: '流标' }),
    tender('tenders.reopen'),
  ]),
  course(
    'a tender that somebody else wins',
    'tender',
    async (stand) => {
      const made = await invited(stand, [handIn])
      const { bids } = (await stand.rep.one('tender', made.id!)) as { bids: Row[] }
      const theirs = { bidder: '别家', price: 80_000, rank: 1, score: 92, isWinner: true }
      await stand.rep.change('tender', made.id!, { bids: [...bids.map(({ id }) => ({ id })), theirs] })
      return made
    },
    [tender('tenders.lose', { reason: '价格' }), tender('tenders.cancel', { reason: '流标' })],
  ),
  course('an evaluation', 'dealEvaluation', (stand) => evaluated(stand, []), [evaluation('rep')('pursuits.submit'), rejectEvaluation]),
  course('an evaluation that was refused', 'dealEvaluation', (stand) => evaluated(stand, [rejectEvaluation]), [
    evaluation('rep')('pursuits.revise'),
  ]),
  course(
    'a trial that is out',
    'dealTrial',
    async (stand) => ({ id: await stand.made(stand.rep, 'dealTrial', { name: '试用', opportunity: await dealOf(stand), until: '2030-06-20' }) }),
    [by('rep', 'dealTrial')('pursuits.take-back'), by('rep', 'dealTrial')('pursuits.buy-trial'), by('rep', 'dealTrial')('pursuits.write-off')],
  ),
]

const policy = (action: string, more: Row = {}, who: Call['who'] = 'admin') => by(who, 'policy')(action, more)
const publish = policy('playbook.publish')
const policyOf = async (stand: Stand, steps: readonly Call[]) =>
  walk(stand, { id: await stand.made(stand.admin, 'policy', { title: `政策${next()}`, content: '请读', mustRead: true }) }, steps)

const campaignOf = async (stand: Stand) => {
  const id = await stand.made(stand.admin, 'campaign', { name: `活动${next()}`, state: 'running' })
  const account = await customerOf(stand)
  return {
    id,
    lead: await stand.made(stand.admin, 'lead', { name: `线索${next()}`, mobile: `1390000${String(next()).padStart(4, '0')}`, owner: stand.rep.id }),
    contact: await stand.made(stand.rep, 'contact', { name: `联系人${next()}`, account }),
  }
}
const addLead = as('admin', 'campaigns.add-lead', ({ lead, id }) => ({ lead, campaign: id }))

export const told: readonly Race[] = [
  course('a draft of a policy', 'policy', (stand) => policyOf(stand, []), [publish]),
  course(
    'a policy that is read',
    'policy',
    (stand) => policyOf(stand, [publish]),
    [
      policy('playbook.publish', { readAgain: true }),
      policy('playbook.withdraw', { reason: '旧了' }),
      policy('playbook.remind'),
      policy('playbook.confirm', {}, 'second'),
    ],
  ),
  course(
    'a tip',
    'tip',
    async (stand) => ({ id: await stand.made(stand.rep, 'tip', { title: `窍门${next()}`, content: '先问预算', skill: 'closing' }) }),
    [by('admin', 'tip')('playbook.helped'), by('admin', 'tip')('playbook.recommend')],
  ),
  course('who is invited to a campaign', 'campaign', campaignOf, [addLead, as('admin', 'campaigns.add-contact', ({ contact, id }) => ({ contact, campaign: id }))], itself(2)),
  course(
    'an answer to a campaign',
    'campaignMember',
    async (stand) => {
      const made = await campaignOf(stand)
      const { campaignMember } = (await stand.call(stand.admin, 'campaigns.add-lead', { lead: made.lead, campaign: made.id })) as Row
      return { ...made, id: String(campaignMember) }
    },
    [by('admin', 'campaignMember')('campaigns.take-answer', { answer: '来' }), by('second', 'campaignMember')('campaigns.take-answer', { state: 'attended' })],
  ),
  course(
    'a letter that did not go',
    'campaignLetter',
    async (stand) => {
      const { id: campaign } = await campaignOf(stand)
      const [row] = await stand.app.system.create('campaignLetter', [{ subject: '信', campaign, state: 'refused', dueAt: '2030-05-20T00:00:00Z', address: 'x@example.com' }])
      return { id: stand.idOf(row) }
    },
    [by('admin', 'campaignLetter')('campaigns.send-again')],
  ),
  course(
    'who comes by a form',
    'webForm',
    async (stand) => ({ id: await stand.made(stand.admin, 'webForm', { name: `表单${next()}`, source: 'internet' }), mobile: `1370000${String(next()).padStart(4, '0')}` }),
    [as('admin', 'forms.take-in', ({ id, mobile }) => ({ form: id, values: { name: '某人', mobile } }))],
  ),
  course(
    'who is seen on a site',
    'webSite',
    async (stand) => ({ id: await stand.made(stand.admin, 'webSite', { name: `站${next()}`, kind: 'app', consent: 'given', isActive: true }) }),
    [
      by('admin', 'webSite')('website.note-view', { visitor: 'v1', page: '/a' }),
      by('admin', 'webSite')('website.forget-visitor', { visitor: 'v1' }),
    ],
    [[0, 0], [0, 1]],
  ),
  course(
    'a promotion',
    'promotion',
    async (stand) => ({ id: await stand.made(stand.admin, 'promotion', { name: `促销${next()}`, kind: 'percent', rate: 20, startsOn: '2030-05-01', endsOn: '2030-05-31', items: [{ product: stand.strict!.id }] }) }),
    [by('admin', 'promotion')('catalog.stop-promotion', { reason: '卖完' })],
  ),
]

const target = by('admin', 'salesTarget')
const targetOf = (stand: Stand, more: Row) => stand.made(stand.admin, 'salesTarget', { measure: 'won', month: '2030-06-01', amount: 90_000, ...more })
const departmentOf = async (stand: Stand) => {
  const department = await stand.made(stand.admin, 'department', { name: `部门${next()}` })
  const people = await stand.app.system.create('member', [1, 2].map(() => ({ name: `成员${next()}`, roles: ['rep'], department })))
  return { department, person: stand.idOf(people[0]) }
}

const model = by('admin', 'territoryModel')
const runOf = async (stand: Stand, state: string) => {
  const id = await stand.made(stand.admin, 'territoryModel', { name: `方案${next()}`, owners: 'keep' })
  const { run } = (await stand.call(stand.admin, 'territories.preview', { territoryModel: id })) as Row
  if (state === 'stopped') await stand.call(stand.admin, 'territories.stop', { territoryRun: run })
  return { id: String(run) }
}
const plan = by('finance', 'commissionPlan')
const planOf = async (stand: Stand, steps: readonly Call[]) =>
  walk(stand, { id: await stand.made(stand.finance, 'commissionPlan', { name: `提成${next()}`, measure: 'won', basis: 'gross', startsOn: '2030-04-01', tiers: [{ from: 0, rate: 10 }] }) }, steps)
const activate = plan('commissions.activate')

export const planned: readonly Race[] = [
  course(
    'the target of a department',
    'salesTarget',
    async (stand) => {
      const { department } = await departmentOf(stand)
      return { id: await targetOf(stand, { whom: 'department', department }) }
    },
    [target('targets.give-down'), target('targets.spread', { amount: 1_200, way: 'even' })],
    [[0, 0], [1, 1], [0, 1]],
  ),
  course(
    'the target of a person who moves',
    'salesTarget',
    async (stand) => {
      const { person } = await departmentOf(stand)
      const to = await stand.made(stand.admin, 'department', { name: `部门${next()}` })
      return { id: await targetOf(stand, { person }), to }
    },
    [target('targets.follow-move', ({ to: department }) => ({ department, on: '2030-06-15' }))],
  ),
  course(
    'what somebody says he will sell',
    'forecastSubmission',
    async () => ({ id: new Date(Date.UTC(2030, 6 + next(), 1)).toISOString().slice(0, 10) }),
    [as('rep', 'forecasts.submit', ({ id: from }) => ({ kind: 'month', from, amount: 100 }))],
  ),
  course(
    'a plan of territories',
    'territoryModel',
    async (stand) => {
      const id = await stand.made(stand.admin, 'territoryModel', { name: `方案${next()}`, owners: 'keep' })
      await stand.made(stand.admin, 'territory', { name: `区${next()}`, model: id, filter: { industry: 'energy' } })
      return { id }
    },
    [model('territories.preview'), model('territories.apply', { on: '2030-05-21' }), model('territories.copy', () => ({ name: `抄${next()}` }))],
    [[0, 0], [0, 1], [1, 1], [2, 2]],
  ),
  course('a run over territories', 'territoryRun', (stand) => runOf(stand, 'waiting'), [by('admin', 'territoryRun')('territories.stop')]),
  course('a run that was stopped', 'territoryRun', (stand) => runOf(stand, 'stopped'), [by('admin', 'territoryRun')('territories.go-on')]),
  course('a draft of a plan of commission', 'commissionPlan', (stand) => planOf(stand, []), [activate]),
  course('a plan of commission that pays', 'commissionPlan', (stand) => planOf(stand, [activate]), [plan('commissions.end', { endsOn: '2030-05-31' })]),
  course(
    'an exception of a plan',
    'commissionException',
    async (stand) => {
      const { id } = await planOf(stand, [activate])
      const row = { name: '折半', plan: id, opportunity: await dealOf(stand), factor: 0.5, reason: '续约' }
      return { id: await stand.made(stand.manager, 'commissionException', row) }
    },
    [by('finance', 'commissionException')('commissions.approve-exception'), by('admin', 'commissionException')('commissions.refuse-exception')],
  ),
  course(
    'a store whose shelves are empty',
    'store',
    async (stand) => {
      const id = await stand.made(stand.rep, 'store', { name: `店${next()}`, account: await customerOf(stand), assortment: [{ product: stand.strict!.id, minStock: 5 }] })
      const { storeCheck } = (await stand.call(stand.rep, 'stores.begin-check', { store: id })) as { storeCheck: string }
      const { lines } = (await stand.rep.one('storeCheck', storeCheck)) as { lines: Row[] }
      await stand.rep.change('storeCheck', storeCheck, { lines: lines.map((line) => ({ id: line.id, stock: 0 })) })
      return { id }
    },
    [by('rep', 'store')('stores.order-refill'), by('rep', 'store')('stores.begin-check')],
    [[0, 0], [1, 1]],
  ),
]
