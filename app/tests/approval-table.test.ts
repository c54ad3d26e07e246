import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, type Json, must, oneOf, openCompany } from './approval-company.ts'
import type { Person } from './open-product.ts'

const { people, flow, deal, submit, does, view } = await openCompany()
const { ada, bo, mia, tom, rep, rob, fin } = people

/*
 * Every verb by everybody in every state of a case. What the table names passes; every other pair is refused, and the answer says in words what is missing.
 */

await flow({ title: 'Table', condition: 'need != null', watched: ['need'], recall: 'beforeFirst' }, [
  { ...oneOf(mia), name: 'First' },
  { approvers: { kind: 'people', people: [tom.id, bo.id] }, mode: 'order', name: 'Second' },
])

type State = 'first' | 'second' | 'returned' | 'approved' | 'rejected' | 'recalled'
const reach: Readonly<Record<State, (one: string) => Promise<unknown>>> = {
  first: async () => undefined,
  second: (one) => must(204, does(mia, one, 'approve')),
  returned: (one) => must(204, does(mia, one, 'return', { to: 'submitter', comment: 'more' })),
  approved: async (one) => {
    for (const who of [mia, tom, bo]) await must(204, does(who, one, 'approve'))
  },
  rejected: (one) => must(204, does(mia, one, 'reject', { comment: 'no' })),
  recalled: (one) => must(204, does(rep, one, 'recall')),
}

const verbs: Readonly<Record<string, Json>> = {
  approve: {},
  reject: { comment: 'no' },
  return: { to: 'submitter', comment: 'more' },
  'hand-over': { person: fin.id },
  add: { person: fin.id, place: 'after' },
  ask: { comment: 'why' },
  copy: { people: [rob.id] },
  recall: {},
  resubmit: {},
  correct: { values: { need: 'another one' } },
}
const everybody: Readonly<Record<string, Person>> = {
  submitter: rep,
  first: mia,
  second: tom,
  later: bo,
  administrator: ada,
  stranger: rob,
}
const decisions = ['approve', 'reject', 'return', 'hand-over', 'add']
const takePart: Readonly<Record<State, readonly string[]>> = {
  first: ['submitter', 'first', 'administrator'],
  second: ['submitter', 'first', 'second', 'administrator'],
  returned: ['submitter', 'first', 'administrator'],
  approved: ['submitter', 'first', 'second', 'later', 'administrator'],
  rejected: ['submitter', 'first', 'administrator'],
  recalled: ['submitter', 'first', 'administrator'],
}

/** What the table of states allows. */
function isAllowed(state: State, who: string, verb: string): boolean {
  if (!takePart[state].includes(who)) return false
  if (verb === 'ask' || verb === 'copy') return true
  if (decisions.includes(verb)) {
    // The same decision once more is no second one.
    if (verb === 'approve' && who === 'first' && ['second', 'approved'].includes(state)) return true
    if (verb === 'approve' && state === 'approved' && ['second', 'later'].includes(who)) return true
    if (verb === 'reject' && who === 'first' && state === 'rejected') return true
    if (verb === 'return' && who === 'first' && state === 'returned') return true
    return who === state
  }
  if (verb === 'resubmit') return who === 'submitter' && state === 'returned'
  if (verb === 'correct') return who === 'submitter' && ['first', 'returned'].includes(state)
  if (state === 'recalled') return true
  const isRunning = ['first', 'second', 'returned'].includes(state)
  return isRunning && (who === 'administrator' || (who === 'submitter' && state !== 'second'))
}

let count = 0
for (const state of Object.keys(reach) as State[])
  test(`a case in the state “${state}”: what the table allows passes, everything else is refused in words`, async () => {
    for (const verb of Object.keys(verbs))
      for (const [who, person] of Object.entries(everybody)) {
        count += 1
        const one = await submit(rep, { does: 'change', object: 'opportunity', id: await deal(rep), values: { need: `${count}` } })
        await reach[state](one)
        const before = (await view(ada, one)).state
        const answer = await does(person, one, verb, verbs[verb])
        const about = `${who} ${verb} in ${state}: ${answer.body}`
        assert.equal(answer.statusCode < 300, isAllowed(state, who, verb), about)
        if (answer.statusCode < 300) continue
        assert.ok([403, 404, 409].includes(answer.statusCode), about)
        const { code, detail } = bodyOf(answer)
        assert.ok(typeof detail === 'string' && detail !== code && detail.length > 10 && !detail.includes('{{'), about)
        assert.equal((await view(ada, one)).state, before, about)
      }
  })
