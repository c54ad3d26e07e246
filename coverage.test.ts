import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

/** Groups of the requirements and how many each has; their ids are `ACC-01`, `ACC-02`, … */
const groups = {
  ...{ ACC: 26, POOL: 6, CON: 5, LEAD: 13, OPP: 17, OPPF: 13, ACCF: 23, CONF: 19, QUO: 7, QUOF: 5, CTR: 13, CTRF: 19, PAYF: 11, PRD: 4 },
  ...{ FUN: 10, TER: 10, COM: 6, SAL: 18, CMP: 3, CAL: 15, TEL: 14, MKT: 48, SRV: 33, SCT: 6, FSM: 18, KNO: 7, CC: 18, OMN: 3, PRM: 7 },
  ...{ BI: 38, MET: 29, DM: 18, SEC: 10, MOB: 5, INT: 15, DAT: 6, CUS: 9, COL: 5, EC: 11, NFR: 7, ENG: 5, GLO: 7 },
} as const
const wanted = Object.entries(groups).flatMap(([group, count]) =>
  Array.from({ length: count }, (_, i) => `${group}-${String(i + 1).padStart(2, '0')}`),
)

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const text = readFileSync(at('docs/coverage.md'), 'utf8')
const rows = text
  .split('\n')
  .filter((line) => /^\| [A-Z]+-\d/.test(line))
  .map((line) => {
    const [id = '', state = '', where = '', named = '', ...rest] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    return { id, state, where, named, rest }
  })

/** What is wrong with the test that a row names; null for a test that is there. */
function complaintAbout(named: string): string | null {
  const [, path = '', name] = /^`([^`#]+)(?:#([^`]+))?`$/.exec(named) ?? []
  if (!/\.test\.ts$/.test(path) || !existsSync(at(path))) return `no such test file: ${named}`
  const isThere = name === undefined || readFileSync(at(path), 'utf8').includes(`('${name}'`)
  return isThere ? null : `no such test in ${path}: ${name}`
}

test('every requirement has one line, in its group and in order', () => {
  assert.equal(wanted.length, 562)
  assert.deepEqual(
    rows.map(({ id }) => id),
    wanted,
  )
  assert.deepEqual(
    [...text.matchAll(/^## ([A-Z]+):/gm)].map(([, group]) => group),
    Object.keys(groups),
  )
})

test('what is said to be done says where, and a test does it', () => {
  for (const { id, state, where, named, rest } of rows) {
    assert.deepEqual(rest, [], `${id} has too many cells`)
    assert.ok(['done', 'partly', 'open'].includes(state), `${id}: ${state}`)
    assert.equal(where !== '', state !== 'open', `${id} is ${state}: ${where || 'nowhere'}`)
    assert.ok(where.split(/\s+/).length <= 6, `${id}: more than six words`)
    if (state === 'open') assert.equal(named, '', id)
    if (state === 'done' || named !== '') assert.equal(complaintAbout(named), null, id)
  }
})

test('the sum above the tables is true', () => {
  const count = (state: string) => rows.filter((row) => row.state === state).length
  assert.ok(text.includes(`${count('done')} done, ${count('partly')} partly, ${count('open')} open, ${rows.length} in all.`))
})

test('a test that is not there is found out', () => {
  assert.equal(complaintAbout('`coverage.test.ts#the sum above the tables is true`'), null)
  for (const named of ['', '`nowhere.test.ts`', '`README.md`', '`coverage.test.ts#no such name`', 'coverage.test.ts'])
    assert.notEqual(complaintAbout(named), null, named)
})
