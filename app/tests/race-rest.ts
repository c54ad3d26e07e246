import { as, by, type Call, course, type Made, next, once, type Race, type Row, type Stand, walk } from './race-tables.ts'

// Races over deals on their way, quotes and papers, and over what people are told.

const customerOf = (stand: Stand, more: Row = {}) =>
  stand.made(stand.rep, 'account', { name: `其他客户${next()}`, address: '文三路 1 号', city: '杭州市', ...more })
const dealOf = async (stand: Stand, more: Row = {}) =>
  stand.made(stand.rep, 'opportunity', { name: `商机${next()}`, account: await customerOf(stand), amount: 100, ...more })
const itself = (count: number): Race['pairs'] => Array.from({ length: count }, (_, i) => [i, i] as const)

const [rep, admin] = [by('rep', 'opportunity'), by('admin', 'opportunity')]

const ways = once(async (stand) => {
  const pipeline = await stand.made(stand.admin, 'pipeline', { name: '渠道' })
  const stage = await stand.made(stand.admin, 'pipelineStage', {
    pipeline,
    key: 'partnerMet',
    name: '接触伙伴',
    position: 10,
    probability: 10,
  })
  const [solution] = await stand.admin.list('pipelineStage', { filter: { key: 'solution' } })
  return { pipeline, stage, solution: stand.idOf(solution) }
})

export const deals: readonly Race[] = [
  course(
    'a deal on its way',
    async (stand) => ({ id: await dealOf(stand, { stage: 'analysis' }), ...(await ways(stand)) }),
    [
      rep('sales.change-pipeline', ({ pipeline }) => ({ pipeline })),
      admin('sales.override-gate', ({ solution: stage }) => ({ stage, reason: '急' })),
      rep('sales.win'),
    ],
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 2],
    ],
  ),
  course(
    'figures of a deal that was won',
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
    [
      [0, 0],
      [1, 1],
      [0, 1],
      [0, 3],
      [2, 2],
      [2, 3],
    ],
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
  const group = await stand.made(stand.admin, 'optionGroup', { product: id, name: '驾驶室', pick: 'several' })
  await stand.made(stand.admin, 'productOption', { group, product: part, name: '暖', isPreset: true })
  return id
})

export const quotes: readonly Race[] = [
  course(
    'a quote that is out',
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
    [
      [0, 0],
      [1, 2],
      [2, 2],
      [3, 4],
      [4, 4],
      [0, 5],
      [2, 5],
    ],
  ),
  course(
    'a quote of a deal, and its costs',
    async (stand) => ({ ...(await quoteOf(stand, [])), one: stand.manager.id }),
    [
      quote('quotes.ask-cost', ({ one: person }) => ({ person })),
      as('rep', 'quotes.from-deal', ({ opportunity }) => ({ opportunity })),
      as('manager', 'quotes.new-product', ({ id }) => ({ quote: id, name: `新品 ${id}`, price: 10 })),
    ],
    [
      [2, 2],
      [0, 0],
      [1, 1],
    ],
  ),
  course('options of a product on a quote', async (stand) => ({ ...(await quoteOf(stand, [])), truck: await truck(stand) }), [
    quote('quotes.configure', ({ truck: product }) => ({ product, quantity: 2 })),
    quote('quotes.submit'),
  ]),
]

export const papers: readonly Race[] = [
  course(
    'a wish for the seal',
    async (stand) => {
      const contract = await stand.made(stand.rep, 'contract', { name: '合同', account: await customerOf(stand), amount: 1 })
      return { id: await stand.made(stand.rep, 'sealRequest', { contract, copies: 3, purpose: '客户要求' }) }
    },
    [by('rep', 'sealRequest')('documents.ask-seal'), by('rep', 'sealRequest')('documents.withdraw-seal', { reason: '不用了' })],
  ),
  course(
    'a seal that was agreed to',
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
    [
      [0, 0],
      [0, 1],
      [0, 2],
    ],
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
    lead: await stand.made(stand.admin, 'lead', {
      name: `线索${next()}`,
      mobile: `1390000${String(next()).padStart(4, '0')}`,
      owner: stand.rep.id,
    }),
    contact: await stand.made(stand.rep, 'contact', { name: `联系人${next()}`, account }),
  }
}
const addLead = as('admin', 'campaigns.add-lead', ({ lead, id }) => ({ lead, campaign: id }))

export const told: readonly Race[] = [
  course('a draft of a policy', (stand) => policyOf(stand, []), [publish]),
  course('a policy that is read', (stand) => policyOf(stand, [publish]), [
    policy('playbook.publish', { readAgain: true }),
    policy('playbook.withdraw', { reason: '旧了' }),
    policy('playbook.remind'),
    policy('playbook.confirm', {}, 'second'),
  ]),
  course(
    'the first steps of somebody',
    async ({ app }) => {
      const shown = await app.system.list('introduction')
      if (shown.length > 0)
        await app.system.remove(
          'introduction',
          shown.map(({ id }) => String(id)),
        )
      return { id: '' }
    },
    [as('rep', 'playbook.dismiss-steps', () => ({}))],
  ),
  course(
    'a tip',
    async (stand) => ({ id: await stand.made(stand.rep, 'tip', { title: `窍门${next()}`, content: '先问预算', skill: 'closing' }) }),
    [by('admin', 'tip')('playbook.helped'), by('admin', 'tip')('playbook.recommend')],
  ),
  course(
    'who is invited to a campaign',
    campaignOf,
    [addLead, as('admin', 'campaigns.add-contact', ({ contact, id }) => ({ contact, campaign: id }))],
    itself(2),
  ),
  course(
    'an answer to a campaign',
    async (stand) => {
      const made = await campaignOf(stand)
      const { campaignMember } = (await stand.call(stand.admin, 'campaigns.add-lead', { lead: made.lead, campaign: made.id })) as Row
      return { ...made, id: String(campaignMember) }
    },
    [
      by('admin', 'campaignMember')('campaigns.take-answer', { answer: '来' }),
      by('second', 'campaignMember')('campaigns.take-answer', { state: 'attended' }),
    ],
  ),
  course(
    'a letter that did not go',
    async (stand) => {
      const { id: campaign } = await campaignOf(stand)
      const [row] = await stand.app.system.create('campaignLetter', [
        { subject: '信', campaign, state: 'refused', dueAt: '2030-05-20T00:00:00Z', address: 'x@example.com' },
      ])
      return { id: stand.idOf(row) }
    },
    [by('admin', 'campaignLetter')('campaigns.send-again')],
  ),
  course(
    'who comes by a form',
    async (stand) => ({
      id: await stand.made(stand.admin, 'webForm', { name: `表单${next()}`, source: 'internet' }),
      mobile: `1370000${String(next()).padStart(4, '0')}`,
    }),
    [as('admin', 'forms.take-in', ({ id, mobile }) => ({ form: id, values: { name: '某人', mobile } }))],
  ),
  course(
    'who is seen on a site',
    async (stand) => ({
      id: await stand.made(stand.admin, 'webSite', { name: `站${next()}`, kind: 'app', consent: 'given', isActive: true }),
    }),
    [
      by('admin', 'webSite')('website.note-view', { visitor: 'v1', page: '/a' }),
      by('admin', 'webSite')('website.forget-visitor', { visitor: 'v1' }),
    ],
    [
      [0, 0],
      [0, 1],
    ],
  ),
  course(
    'a promotion',
    async (stand) => ({
      id: await stand.made(stand.admin, 'promotion', {
        name: `促销${next()}`,
        kind: 'percent',
        rate: 20,
        startsOn: '2030-05-01',
        endsOn: '2030-05-31',
        items: [{ product: stand.strict!.id }],
      }),
    }),
    [by('admin', 'promotion')('catalog.stop-promotion', { reason: '卖完' })],
  ),
]
