import { defineRound, newId, type RoundPart, type Work } from '#kernel'
import { account } from '#objects/customers'
import { territoryModel, territoryRun } from '../objects/index.ts'
import { readCut } from '../place.ts'
import { shareWithMembers } from '../share-with-members.ts'
import { movePortion, nextRows, portionSize, type Run } from './portion.ts'
import { previewPortion } from './preview.ts'

/** The hour of the night from which customers are placed anew, in the workspace's zone. */
const fromHour = 3

/** What a run does to records is one change set; what it says of itself is another, so that taking the first back does not take back that it ran. */
type Part = RoundPart & Readonly<{ run: string; sets: Readonly<{ records: string; run: string }>; noting: Partial<Run> | null }>

/**
 * Runs over all customers, a portion a transaction: those that wait for this day, those that broke off, and by night one for each model that holds. What a run has
 * looked at stands in it, so it goes on from there.
 */
export const runTerritories = defineRound<Part>('territories.runs', {
  async run(work, _people, part) {
    if (part) return part.noting ? note(work, part) : nextPortion(work, part)
    return begin(work)
  },
})

const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))

async function begin(work: Work): Promise<Part | void> {
  const due = { or: [{ state: 'running' }, { state: 'waiting', day: { lte: work.today } }] }
  const [known] = await work.find(territoryRun, due, { limit: 1, sort: ['createdAt'] })
  const run = known ?? (hourOf(work) >= fromHour ? await tonight(work) : undefined)
  if (!run) return
  const changeSet = run.changeSet ?? newId()
  const total = await work.count(account, {})
  await work.change(territoryRun, run.id, { state: 'running', changeSet, total })
  return { run: run.id, sets: { records: changeSet, run: work.changeSetId }, noting: null, changeSet }
}

/** A run of this night that is still to be made. */
async function tonight(work: Work): Promise<Run | undefined> {
  const models = await work.find(territoryModel, { state: 'active' }, { limit: 10, sort: ['createdAt'] })
  if (models.length === 0) return
  const made = await work.find(territoryRun, { task: 'night', day: work.today }, { limit: 10 })
  const model = models.find(({ id }) => !made.some((one) => one.model === id))
  if (!model) return
  const [run] = await work.create(territoryRun, [{ name: `${model.name} ${work.today}`, model: model.id, task: 'night', day: work.today }])
  return run
}

async function note(work: Work, part: Part): Promise<Part | void> {
  const { state } = await work.change(territoryRun, part.run, part.noting as object)
  if (state === 'running') return { ...part, noting: null, changeSet: part.sets.records }
}

async function nextPortion(work: Work, part: Part): Promise<Part | void> {
  const run = await work.one(territoryRun, part.run)
  if (run.state !== 'running') return
  const model = await work.one(territoryModel, run.model)
  if (run.task === 'recut' && model.state === 'plan') await takeOver(work, model)
  const cut = await readCut(work, await work.one(territoryModel, run.model))
  const rows = await nextRows(work, run.after)
  const moved = rows.length === 0 ? 0 : await (run.task === 'preview' ? previewPortion : movePortion)(work, run, cut, rows)
  const noting = {
    looked: (run.looked ?? 0) + rows.length,
    moved: (run.moved ?? 0) + moved,
    after: rows.at(-1)?.id ?? run.after,
    ...(rows.length < portionSize ? { state: 'done' as const } : {}),
  }
  return { ...part, noting, changeSet: part.sets.run }
}

/** The plan holds from now on, and what held before is of the past; people see what is theirs by it. */
async function takeOver(work: Work, model: Readonly<{ id: string; kind: string }>): Promise<void> {
  const former = await work.find(territoryModel, { kind: model.kind, state: 'active' }, { limit: 10 })
  await work.changeMany(territoryModel, [
    ...former.map(({ id }) => ({ id, state: 'past' as const })),
    { id: model.id, state: 'active' as const },
  ])
  await shareWithMembers(work)
}
