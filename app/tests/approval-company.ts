import assert from 'node:assert/strict'
import { after } from 'node:test'
import { department, type ModuleDef, system } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { type Answer, openProduct, type Person } from './open-product.ts'

export type Json = Record<string, unknown>
export const bodyOf = (answer: Answer): Json => JSON.parse(answer.body || '{}') as Json
export const rowsOf = (answer: Answer): Json[] => bodyOf(answer).rows as Json[]

/** Sends a call and sees that it was answered with this status. */
export async function must(status: number, answer: Promise<Answer>): Promise<Json> {
  const got = await answer
  assert.equal(got.statusCode, status, got.body)
  return bodyOf(got)
}

/** A company of three levels with one deal flow to be approved, asked through the API. */
export async function openCompany(o: { more?: readonly ModuleDef[] } = {}) {
  const clone = await cloneDatabase([...modules, ...(o.more ?? [])], 'en')
  const product = await openProduct(clone.url, [...modules, ...(o.more ?? [])])
  after(() => clone.drop())
  const { engine } = product.installation
  const workspace = await engine.workspace('test')
  const root = <T>(run: Parameters<typeof engine.work<T>>[2]) => engine.work({ workspace, actor: system('test') }, { via: 'api' }, run)
  const [hq] = await root((work) => work.create(department, [{ name: 'HQ' }]))
  const [east] = await root((work) => work.create(department, [{ name: 'East', parent: hq!.id }]))
  const [team] = await root((work) => work.create(department, [{ name: 'Team', parent: east!.id }]))
  const join = (name: string, role: string, where: string) => product.join({ name, roles: [role], department: where })
  const people = {
    ada: await join('ada', 'administrator', hq!.id),
    bo: await join('bo', 'manager', hq!.id),
    mia: await join('mia', 'manager', east!.id),
    tom: await join('tom', 'manager', team!.id),
    rep: await join('rep', 'rep', team!.id),
    rob: await join('rob', 'rep', team!.id),
    fin: await join('fin', 'finance', hq!.id),
    fay: await join('fay', 'finance', hq!.id),
  }
  await root((work) =>
    work.changeMany(department, [
      { id: hq!.id, head: people.bo.id as never },
      { id: east!.id, head: people.mia.id as never },
      { id: team!.id, head: people.tom.id as never },
    ]),
  )
  let flows = 0
  /** Makes a flow; steps get keys and the usual answers where none are given. */
  const flow = async (spec: Json, steps: readonly Json[]): Promise<string> => {
    flows += 1
    const whole = steps.map((step, i) => ({
      key: `s${i + 1}`,
      name: `Step ${i + 1}`,
      mode: 'any',
      empty: 'administrator',
      self: 'skip',
      ...step,
    }))
    const body = { title: `Flow ${flows}`, object: 'opportunity', occasion: 'change', active: true, ...spec, steps: whole }
    return String((await must(201, people.ada.ask('POST', '/api/v1/approval-flows', body))).id)
  }
  const deal = async (who: Person, values: Json = {}): Promise<string> =>
    String((await must(201, who.ask('POST', '/api/v1/opportunities', { name: 'Deal', amount: 100, ...values }))).id)
  const submit = async (who: Person, body: Json): Promise<string> =>
    String((await must(201, who.ask('POST', '/api/v1/approval/cases', body))).id)
  const does = (who: Person, id: string, verb: string, body: Json = {}) => who.ask('POST', `/api/v1/approval/cases/${id}/${verb}`, body)
  const view = (who: Person, id: string) => must(200, who.ask('GET', `/api/v1/approval/cases/${id}`))
  const shelf = async (who: Person, name = 'waiting') => rowsOf(await who.ask('GET', `/api/v1/approval/tasks?shelf=${name}`))
  /** The case's title among what waits for somebody. */
  const waits = async (who: Person, id: string) => (await shelf(who)).some((row) => (row.case as Json).id === id)
  return {
    url: clone.url,
    product,
    people,
    departments: { hq: hq!.id, east: east!.id, team: team!.id },
    flow,
    deal,
    submit,
    does,
    view,
    shelf,
    waits,
  }
}

export const oneOf = (person: Person): Json => ({ approvers: { kind: 'people', people: [person.id] } })
