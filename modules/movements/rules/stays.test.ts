import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Stage, type Stay, staysAfter } from './stays.ts'

const stage = (key: string, position: number, kind = 'open', pipeline = 'p'): Stage => ({ key, position, kind, pipeline })
const stages = new Map(
  [
    stage('a', 10),
    stage('b', 20),
    stage('c', 30),
    stage('won', 90, 'won'),
    stage('lost', 95, 'lost'),
    stage('x', 10, 'open', 'q'),
    stage('y', 20, 'open', 'q'),
  ].map((one) => [one.key, one]),
)
const day = (n: number) => new Date(Date.UTC(2030, 0, n))

/** The stays after these stages, each reached on the day beside it. */
function walk(steps: readonly (readonly [string, number])[]): Record<string, string> {
  let stays: readonly Stay[] = []
  steps.forEach(([to, on], i) => {
    const [from, since] = steps[i - 1] ?? [null, null]
    stays = staysAfter(stays, { stage: to, from, since: since === null ? null : day(since).toISOString(), now: day(on) }, stages)
  })
  const told = ({ days, visits, isSkipped, furthest, wentOn, leftAt }: Stay) =>
    `${days ?? '-'} days, ${visits} times, to ${furthest}${wentOn ? ', on' : ''}${isSkipped ? ', left out' : ''}${leftAt ? '' : ', there'}`
  return Object.fromEntries(stays.map((stay) => [stay.stage, told(stay)]))
}

test('going back keeps the days already spent; back and forth is one stay', () => {
  assert.deepEqual(
    walk([
      ['a', 1],
      ['b', 3],
      ['a', 4],
      ['b', 9],
    ]),
    { a: '7 days, 2 times, to b, on', b: '1 days, 2 times, to b, there' },
  )
})

test('what is left out counts as reached and is marked; won has reached all, lost no more than it had', () => {
  assert.deepEqual(
    walk([
      ['a', 1],
      ['c', 2],
      ['lost', 5],
    ]),
    { a: '1 days, 1 times, to c, on', b: '0 days, 0 times, to c, on, left out', c: '3 days, 1 times, to c' },
  )
  assert.deepEqual(
    walk([
      ['b', 1],
      ['won', 3],
    ]),
    { a: '0 days, 0 times, to won, on, left out', b: '2 days, 1 times, to won, on', c: '0 days, 0 times, to won, on, left out' },
  )
})

test('a stage that was left out and is visited later is no longer left out; another pipeline begins anew', () => {
  assert.equal(
    walk([
      ['b', 1],
      ['a', 2],
    ]).a,
    '0 days, 1 times, to b, on, there',
  )
  assert.deepEqual(
    walk([
      ['a', 1],
      ['y', 3],
    ]),
    { a: '2 days, 1 times, to a', y: '- days, 1 times, to y, there' },
  )
})

test('a deal of which nothing was known before has stays from its first own step on; opened again it goes on counting', () => {
  const stays = staysAfter([], { stage: 'c', from: 'a', since: null, now: day(9) }, stages)
  assert.deepEqual(
    stays.map((stay) => [stay.stage, stay.isSkipped]),
    [
      ['b', true],
      ['c', false],
    ],
  )
  assert.equal(
    walk([
      ['a', 1],
      ['lost', 3],
      ['a', 10],
      ['lost', 11],
    ]).a,
    '3 days, 2 times, to a',
  )
})
