import { as, by, type Call, course, customerOf, type Made, next, once, type Race, type Row, type Stand, walk } from './race-tables.ts'

// Races over what is pursued and planned.

const dealOf = async (stand: Stand) =>
  stand.made(stand.rep, 'opportunity', { name: `商机${next()}`, account: await customerOf(stand), amount: 100 })

const registration = (who: Call['who']) => by(who, 'dealRegistration')
const registered = async (stand: Stand, steps: readonly Call[] = []): Promise<Made> => {
  await needsGrant(stand)
  const account = await customerOf(stand)
  const made = { id: await stand.made(stand.rep, 'dealRegistration', { name: `项目${next()}`, account }), account }
  // It is protected longer where something has happened.
  await stand.made(stand.rep, 'followUp', { content: '见过了', account })
  return walk(stand, made, steps)
}
const needsGrant = once(({ made, admin }) => made(admin, 'registrationRule', { name: '要批准', position: 1, needsGrant: true }))
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
  return walk(
    stand,
    { id: await stand.made(stand.rep, 'dealEvaluation', { name: '立项', opportunity: await dealOf(stand), ...scores }) },
    steps,
  )
}
const rejectEvaluation = evaluation('manager')('pursuits.reject', { reason: '太早' })

export const pursuits: readonly Race[] = [
  course('a registration that was asked for', (stand) => registered(stand), [
    grant,
    registration('manager')('registrations.refuse', { reason: '已有' }),
    registration('rep')('registrations.withdraw', { reason: '不做了' }),
  ]),
  course('a registration that protects', (stand) => registered(stand, [grant]), [
    registration('manager')('registrations.extend'),
    registration('rep')('registrations.withdraw', { reason: '不做了' }),
  ]),
  course('a tender that is prepared', (stand) => invited(stand, []), [handIn, tender('tenders.cancel', { reason: '流标' })]),
  course('a tender that was handed in', (stand) => invited(stand, [handIn]), [
    tender('tenders.win'),
    tender('tenders.cancel', { reason: '流标' }),
    tender('tenders.reopen'),
  ]),
  course(
    'a tender that somebody else wins',
    async (stand) => {
      const made = await invited(stand, [handIn])
      const { bids } = (await stand.rep.one('tender', made.id!)) as { bids: Row[] }
      const theirs = { bidder: '别家', price: 80_000, rank: 1, score: 92, isWinner: true }
      await stand.rep.change('tender', made.id!, { bids: [...bids.map(({ id }) => ({ id })), theirs] })
      return made
    },
    [tender('tenders.lose', { reason: '价格' }), tender('tenders.cancel', { reason: '流标' })],
  ),
  course('an evaluation', (stand) => evaluated(stand, []), [evaluation('rep')('pursuits.submit'), rejectEvaluation]),
  course('an evaluation that was refused', (stand) => evaluated(stand, [rejectEvaluation]), [evaluation('rep')('pursuits.revise')]),
  course(
    'a trial that is out',
    async (stand) => ({
      id: await stand.made(stand.rep, 'dealTrial', { name: '试用', opportunity: await dealOf(stand), until: '2030-06-20' }),
    }),
    [
      by('rep', 'dealTrial')('pursuits.take-back'),
      by('rep', 'dealTrial')('pursuits.buy-trial'),
      by('rep', 'dealTrial')('pursuits.write-off'),
    ],
  ),
]

const target = by('admin', 'salesTarget')
const targetOf = (stand: Stand, more: Row) =>
  stand.made(stand.admin, 'salesTarget', { measure: 'won', month: '2030-06-01', amount: 90_000, ...more })
const departmentOf = async (stand: Stand) => {
  const department = await stand.made(stand.admin, 'department', { name: `部门${next()}` })
  const people = await stand.app.system.create(
    'member',
    [1, 2].map(() => ({ name: `成员${next()}`, roles: ['rep'], department })),
  )
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
  walk(
    stand,
    {
      id: await stand.made(stand.finance, 'commissionPlan', {
        name: `提成${next()}`,
        measure: 'won',
        basis: 'gross',
        startsOn: '2030-04-01',
        tiers: [{ from: 0, rate: 10 }],
      }),
    },
    steps,
  )
const activate = plan('commissions.activate')

export const planned: readonly Race[] = [
  course(
    'the target of a department',
    async (stand) => {
      const { department } = await departmentOf(stand)
      return { id: await targetOf(stand, { whom: 'department', department }) }
    },
    [target('targets.give-down'), target('targets.spread', { amount: 1_200, way: 'even' })],
    [
      [0, 0],
      [1, 1],
      [0, 1],
    ],
  ),
  course(
    'the target of a person who moves',
    async (stand) => {
      const { person } = await departmentOf(stand)
      const to = await stand.made(stand.admin, 'department', { name: `部门${next()}` })
      return { id: await targetOf(stand, { person }), to }
    },
    [target('targets.follow-move', ({ to: department }) => ({ department, on: '2030-06-15' }))],
  ),
  course('what somebody says he will sell', async () => ({ id: new Date(Date.UTC(2030, 6 + next(), 1)).toISOString().slice(0, 10) }), [
    as('rep', 'forecasts.submit', ({ id: from }) => ({ kind: 'month', from, amount: 100 })),
  ]),
  course(
    'a plan of territories',
    async (stand) => {
      const id = await stand.made(stand.admin, 'territoryModel', { name: `方案${next()}`, owners: 'keep' })
      await stand.made(stand.admin, 'territory', { name: `区${next()}`, model: id, filter: { industry: 'energy' } })
      return { id }
    },
    [
      model('territories.preview'),
      model('territories.apply', { on: '2030-05-21' }),
      model('territories.copy', () => ({ name: `抄${next()}` })),
    ],
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [2, 2],
    ],
  ),
  course('a run over territories', (stand) => runOf(stand, 'waiting'), [by('admin', 'territoryRun')('territories.stop')]),
  course('a run that was stopped', (stand) => runOf(stand, 'stopped'), [by('admin', 'territoryRun')('territories.go-on')]),
  course('a draft of a plan of commission', (stand) => planOf(stand, []), [activate]),
  course('a plan of commission that pays', (stand) => planOf(stand, [activate]), [plan('commissions.end', { endsOn: '2030-05-31' })]),
  course(
    'an exception of a plan',
    async (stand) => {
      const { id } = await planOf(stand, [activate])
      const row = { name: '折半', plan: id, opportunity: await dealOf(stand), factor: 0.5, reason: '续约' }
      return { id: await stand.made(stand.manager, 'commissionException', row) }
    },
    [
      by('finance', 'commissionException')('commissions.approve-exception'),
      by('admin', 'commissionException')('commissions.refuse-exception'),
    ],
  ),
  course(
    'a store whose shelves are empty',
    async (stand) => {
      const id = await stand.made(stand.rep, 'store', {
        name: `店${next()}`,
        account: await customerOf(stand),
        assortment: [{ product: stand.strict!.id, minStock: 5 }],
      })
      const { storeCheck } = (await stand.call(stand.rep, 'stores.begin-check', { store: id })) as { storeCheck: string }
      const { lines } = (await stand.rep.one('storeCheck', storeCheck)) as { lines: Row[] }
      await stand.rep.change('storeCheck', storeCheck, { lines: lines.map((line) => ({ id: line.id, stock: 0 })) })
      return { id }
    },
    [by('rep', 'store')('stores.order-refill'), by('rep', 'store')('stores.begin-check')],
    [
      [0, 0],
      [1, 1],
    ],
  ),
]
