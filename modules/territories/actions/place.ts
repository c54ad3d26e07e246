import { defineAction, fail, system, type Work } from '#kernel'
import { link, text } from '#kernel/model'
import { account } from '#objects/customers'
import { territory, territoryModel } from '../objects/index.ts'
import { type AccountRow, activeCuts, changeAccounts, changesFor, placeFields, placements } from '../place.ts'

/** Managers and administrators place customers that they may change. */
async function checkMayPlace(work: Work, id: string): Promise<void> {
  if (!work.actor.roles.some((role) => role === 'administrator' || role === 'manager')) fail('territories.not-yours')
  const row = await work.one(account, id, { lock: true })
  await work.change(account, id, { owner: row.owner })
}

const result = { account: link(account, { required: true }) }

/** Puts a customer into a territory by hand; no rule takes it out again. */
export const place = defineAction('territories.place', {
  on: account,
  many: true,
  aside: true,
  input: {
    account: link(account, { required: true }),
    territory: link(territory, { required: true }),
    reason: text({ max: 300 }),
  },
  result,
  fails: ['territories.not-yours', 'territories.not-in-force'],
  async run(work, { account: id, territory: at, reason }) {
    await checkMayPlace(work, id)
    const kernel = work.as(system('placed by hand'))
    const to = await kernel.one(territory, at)
    const model = await kernel.one(territoryModel, to.model)
    if (model.state !== 'active' || to.isActive === false) fail('territories.not-in-force', { name: to.name })
    const fields = placeFields[model.kind]
    await changeAccounts(kernel, [{ id, [fields.at]: at, [fields.by]: 'hand', [fields.why]: null, [fields.note]: reason ?? null }])
    return { account: id }
  },
})

/** Lets the rules place a customer again that was placed by hand. */
export const followRules = defineAction('territories.follow-rules', {
  on: account,
  many: true,
  aside: true,
  input: { account: link(account, { required: true }) },
  result,
  fails: ['territories.not-yours'],
  offered: { or: [{ territoryBy: 'hand' }, { serviceTerritoryBy: 'hand' }] },
  async run(work, { account: id }) {
    await checkMayPlace(work, id)
    const kernel = work.as(system('placed by rules again'))
    const freed = { territoryBy: null, serviceTerritoryBy: null }
    const row = { ...(await kernel.one(account, id)), ...freed } as unknown as AccountRow
    await changeAccounts(kernel, [{ id, ...freed }])
    for (const cut of await activeCuts(kernel)) {
      const kept = { ...row, [placeFields[cut.model.kind].by]: null }
      await changeAccounts(kernel, changesFor(cut, [kept], await placements(kernel, cut, [kept])))
    }
    return { account: id }
  },
})
