import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '../../model/uuid.ts'
import { compileAggregate } from '../compile-aggregate.ts'
import { compileCount } from '../compile-count.ts'
import { compileList } from '../compile-list.ts'
import { compileOne } from '../compile-one.ts'
import { explain } from '../explain.ts'
import { actorWith, openSpecimen, type Specimen } from './trade-specimen.ts'

let specimen: Specimen
before(async () => {
  specimen = await openSpecimen()
})
after(() => specimen.close())

test('an explained statement is the same statement, and tells which lines come from permission', async () => {
  const team = specimen.context(actorWith(['team'], { departments: [newId()], hasShares: true }))
  const admin = specimen.context(actorWith(['administrator']))
  const compile = (context: typeof team, o: { explain?: boolean }) => [
    compileList(context, { object: 'deal', limit: 3, filter: { 'customer.deals': { some: { stage: 'won' } } }, sort: ['customer'] }, o),
    compileCount(context, { object: 'customer', filter: { grade: 'high' } }, false, o),
    compileOne(context, { object: 'deal', id: newId() }, o),
    compileAggregate(context, { object: 'deal', by: ['stage', 'customer'], measures: { n: 'count' } }, o),
  ]
  const squeeze = (text: string) => text.replace(/\/\* (end )?access \*\//g, '').replace(/\s+/g, '')
  const plain = compile(team, {})
  compile(team, { explain: true }).forEach((compiled, i) => {
    const shown = explain(compiled)
    const { sql, access } = explain(plain[i]!)
    assert.equal(squeeze(shown.sql), squeeze(sql))
    assert.equal(access.length, 0)
    assert.ok(shown.access.length > 0)
    const lines = shown.sql.split('\n')
    for (const { from, to } of shown.access) assert.match(lines.slice(from - 1, to).join('\n'), /owner_id|department_id|share/)
    assert.equal(shown.notes.length, shown.params.length)
    assert.ok(shown.notes.includes('the reader'))
  })
  for (const compiled of compile(admin, { explain: true })) assert.equal(explain(compiled).access.length, 0)
  for (const compiled of compile(team, { explain: true })) await specimen.run(compiled.sql)
})
