import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSpecimen } from './open-specimen.ts'

const { withKey, engine } = await openSpecimen()
const admin = await withKey('administrator')
const rep = await withKey('rep')

const project = {
  name: 'project',
  labels: { en: 'Project', 'zh-CN': '项目', 'zh-TW': '專案' },
  title: 'name',
  grants: { rep: { read: 'own', create: true, update: 'own', remove: 'own' } },
  fields: {
    name: { kind: 'text', required: true, labels: { en: 'Name', 'zh-CN': '名称' } },
    firm: { kind: 'link', to: 'firm', reverse: 'projects', reverseLabels: { en: 'Projects', 'zh-CN': '项目' }, labels: { en: 'Firm' } },
    budget: { kind: 'money', labels: { en: 'Budget', 'zh-CN': '预算' } },
    spent: { kind: 'money', labels: { en: 'Spent' } },
    left: { kind: 'formula', expression: 'budget - spent', as: 'money', labels: { en: 'Left' } },
    phase: {
      kind: 'choice',
      labels: { en: 'Phase' },
      choices: [
        { key: 'idea', color: 'accent', labels: { en: 'Idea', 'zh-CN': '想法' } },
        { key: 'build', labels: { en: 'Build' }, needs: ['budget'] },
      ],
    },
    code: { kind: 'autoNumber', pattern: 'P-{0000}' },
    startsOn: { kind: 'day' },
  },
}

test('an object is made with its fields in one call, and works like every other', async () => {
  const made = await admin.ask('POST', '/api/v1/meta/objects', project)
  assert.equal(made.statusCode, 201, made.body)
  assert.ok(made.headers['x-change-set'])
  const [firm] = (await admin.ask('POST', '/api/v1/firms', [{ name: 'Acme' }])).json().rows
  const created = await rep.ask('POST', '/api/v1/projects', { name: 'Roof', budget: 100, spent: 30, phase: 'idea' })
  assert.equal(created.statusCode, 201, created.body)
  const row = created.json()
  assert.deepEqual([row.code, row.left.amount, row.owner.id], ['P-0001', 70, rep.id])
  await admin.ask('POST', '/api/v1/projects', { name: 'Cellar', firm: firm.id })
  assert.deepEqual(
    (await rep.ask('GET', '/api/v1/projects')).json().rows.map(({ name }: { name: string }) => name),
    ['Roof'],
  )
  const { objects, modules } = (await rep.ask('GET', '/api/v1/meta?locale=zh-TW')).json()
  assert.deepEqual(
    [objects.project.label, objects.project.fields.budget.label, objects.project.fields.firm.label],
    ['專案', '预算', 'Firm'],
  )
  assert.ok(modules.some(({ objects: names }: { objects: string[] }) => names.includes('project')))
  assert.equal((await admin.ask('GET', '/api/v1/meta')).json().objects.firm.children.projects.label, 'Projects')
  const { paths } = (await rep.ask('GET', '/api/v1/openapi.json')).json()
  assert.ok(paths['/projects'].post && paths['/projects/{id}'].patch)
  const sums = await admin.ask('POST', '/api/v1/projects/aggregate', { by: ['phase'], measures: { n: 'count', total: { sum: 'budget' } } })
  assert.equal(sums.statusCode, 200, sums.body)
  assert.equal((await admin.ask('GET', '/api/v1/search?q=Roof')).json().groups[0].object, 'project')
})

test('what is wrong is said all at once and nothing is stored', async () => {
  const answer = await admin.ask('POST', '/api/v1/meta/objects/project/fields', [
    { name: 'a', kind: 'link', to: 'nothing' },
    { name: 'b', kind: 'formula', expression: 'budget +', as: 'money' },
    { name: 'c', kind: 'choice', choices: [] },
    { name: 'd', kind: 'text', size: 3 },
    { name: 'E', kind: 'text' },
    { name: 'f', kind: 'rollUp', of: 'none', measure: 'count' },
  ])
  assert.equal(answer.statusCode, 422, answer.body)
  const issues = answer.json().issues as { path: string; detail: string }[]
  assert.deepEqual([...new Set(issues.map(({ path }) => path))].sort(), [
    'project.E',
    'project.a',
    'project.b',
    'project.c',
    'project.d',
    'project.f',
  ])
  assert.ok(
    issues.every(({ detail }) => !detail.startsWith('kernel.')),
    answer.body,
  )
  const ofFormula = (body: { issues: { path: string; detail: string }[] }) => body.issues.find(({ path }) => path === 'project.b')!.detail
  assert.match(ofFormula(answer.json()), /^Project · b: the formula cannot be understood\. Something is missing .*character \d+\.$/)
  const sum = { name: 'b', kind: 'formula', expression: 'budget + phase', as: 'money' }
  const wrong = await admin.ask('POST', '/api/v1/meta/objects/project/fields', [sum])
  assert.match(ofFormula(wrong.json()), /^Project · b: the formula cannot be understood\. “\+” at character 1 cannot be used with/)
  const { fields } = (await admin.ask('GET', '/api/v1/meta/objects/project')).json()
  assert.ok(!('a' in fields) && !('d' in fields))
  assert.equal((await rep.ask('POST', '/api/v1/meta/objects', { name: 'thing' })).statusCode, 403)
  assert.equal((await admin.ask('POST', '/api/v1/meta/objects', { name: 'imports' })).statusCode, 422)
})

test('options ask for fields and retire without losing what is stored', async () => {
  const refused = await rep.ask('POST', '/api/v1/projects', { name: 'Wall', phase: 'build' })
  assert.equal(refused.statusCode, 422, refused.body)
  assert.deepEqual(
    refused.json().issues.map(({ path, code }: { path: string; code: string }) => [path, code]),
    [['budget', 'kernel.needed']],
  )
  const { choices } = project.fields.phase
  const retired = await admin.ask('PATCH', '/api/v1/meta/objects/project/fields/phase', {
    choices: [{ ...choices[0], retired: true }, choices[1]],
  })
  assert.equal(retired.statusCode, 200, retired.body)
  const [roof] = (await rep.ask('GET', '/api/v1/projects')).json().rows
  assert.equal(roof.phase, 'idea')
  assert.equal((await rep.ask('PATCH', `/api/v1/projects/${roof.id}`, { spent: 40, phase: 'idea' })).statusCode, 200)
  assert.equal((await rep.ask('POST', '/api/v1/projects', { name: 'New', phase: 'idea' })).json().issues[0].code, 'kernel.retired-option')
})

test('a removed field keeps its values; undo brings them back', async () => {
  const gone = await admin.ask('DELETE', '/api/v1/meta/objects/project/fields/budget')
  assert.equal(gone.statusCode, 422, gone.body)
  await admin.ask('DELETE', '/api/v1/meta/objects/project/fields/left')
  const { choices } = project.fields.phase
  await admin.ask('PATCH', '/api/v1/meta/objects/project/fields/phase', {
    choices: choices.map(({ needs: _needs, ...rest }: { needs?: string[] }) => rest),
  })
  const removed = await admin.ask('DELETE', '/api/v1/meta/objects/project/fields/budget')
  assert.equal(removed.statusCode, 204, removed.body)
  assert.ok(!('budget' in (await admin.ask('GET', '/api/v1/projects')).json().rows[0]))
  const undone = await admin.ask('POST', `/api/v1/change-sets/${removed.headers['x-change-set']}/undo`, {})
  assert.equal(undone.statusCode, 200, undone.body)
  const rows = (await rep.ask('GET', '/api/v1/projects')).json().rows
  assert.equal(rows[0].budget.amount, 100)
})

test('an object of the code takes more fields, other words and more options', async () => {
  const words = await admin.ask('PATCH', '/api/v1/meta/objects/firm', { labels: { en: 'Client' } })
  assert.equal(words.statusCode, 200, words.body)
  const more = await admin.ask('POST', '/api/v1/meta/objects/firm/fields', {
    name: 'segment',
    kind: 'text',
    unique: true,
    labels: { en: 'Segment' },
  })
  assert.equal(more.statusCode, 201, more.body)
  const stage = (await admin.ask('GET', '/api/v1/meta/objects/firm/fields/stage')).json()
  const wider = await admin.ask('PATCH', '/api/v1/meta/objects/firm/fields/stage', {
    choices: [...stage.choices, { key: 'paused', labels: { en: 'Paused' } }],
  })
  assert.equal(wider.statusCode, 200, wider.body)
  const fewer = await admin.ask('PATCH', '/api/v1/meta/objects/firm/fields/stage', { choices: [{ key: 'paused' }] })
  assert.equal(fewer.statusCode, 422)
  const made = await admin.ask('POST', '/api/v1/firms', { name: 'Beta', stage: 'paused', segment: 'x' })
  assert.equal(made.statusCode, 201, made.body)
  assert.equal((await admin.ask('POST', '/api/v1/firms', { name: 'Gamma', segment: 'x' })).statusCode, 409)
  assert.equal((await admin.ask('GET', '/api/v1/meta')).json().objects.firm.label, 'Client')
})

test('rules in the words of the workspace hold on every road', async () => {
  const rule = await admin.ask('POST', '/api/v1/meta/rules', {
    object: 'project',
    name: 'withinBudget',
    must: 'spent <= budget',
    field: 'spent',
    message: { en: 'More was spent than there is.', 'zh-CN': '花费超过预算。' },
  })
  assert.equal(rule.statusCode, 201, rule.body)
  const refused = await rep.ask('POST', '/api/v1/projects', { name: 'Door', budget: 10, spent: 11 })
  assert.equal(refused.statusCode, 422)
  assert.deepEqual(refused.json().issues, [{ path: 'spent', code: 'kernel.broken-rule', detail: 'More was spent than there is.' }])
  assert.equal((await rep.ask('POST', '/api/v1/projects', { name: 'Door', budget: 10 })).statusCode, 201)
  assert.equal(
    (await admin.ask('POST', '/api/v1/meta/rules', { object: 'project', must: 'nothing > 1', message: { en: 'x' } })).statusCode,
    422,
  )
})

test('layouts go by role and by record type', async () => {
  await admin.ask('PATCH', '/api/v1/meta/objects/project', { recordType: 'phase' })
  const layout = {
    labels: { en: 'For reps' },
    roles: ['rep'],
    form: [{ section: 'main', labels: { en: 'Main' }, rows: [['name', 'phase']] }],
    list: { columns: ['name', 'phase'] },
  }
  const made = await admin.ask('POST', '/api/v1/meta/layouts', { object: 'project', ...layout })
  assert.equal(made.statusCode, 201, made.body)
  const typed = {
    labels: { en: 'Building' },
    types: ['build'],
    form: [{ section: 'money', labels: { en: 'Money' }, rows: [['budget', 'spent']], shownWhen: "phase == 'build'" }],
  }
  assert.equal((await admin.ask('POST', '/api/v1/meta/layouts', { object: 'project', ...typed })).statusCode, 201)
  const mine = (await rep.ask('GET', '/api/v1/meta')).json().objects.project
  assert.deepEqual(mine.views.list.columns, ['name', 'phase'])
  assert.equal(mine.viewsByType.build.form[0].label, 'Money')
  const theirs = (await admin.ask('GET', '/api/v1/meta')).json().objects.project
  assert.ok(theirs.views.list.columns.length > 2)
})

test('a layout says which panels of modules stand beside a record, their order, the path and the order of the list', async () => {
  const looks = { panels: ['b.two', 'a.one'], hiddenPanels: ['c.three'], path: 'phase', list: { columns: ['name'], sort: '-name' } }
  const made = await admin.ask('POST', '/api/v1/meta/layouts', { object: 'project', position: -1, roles: ['rep'], ...looks })
  assert.equal(made.statusCode, 201, made.body)
  const viewsOf = async (person: typeof rep) => (await person.ask('GET', '/api/v1/meta')).json().objects.project.views
  const { panels, hiddenPanels, path, list } = await viewsOf(rep)
  assert.deepEqual({ panels, hiddenPanels, path, list }, looks)
  assert.equal((await viewsOf(admin)).panels, undefined, 'others see what there is')
  const refused = await admin.ask('PATCH', `/api/v1/meta/layouts/${made.json().id}`, { panels: 'b.two' })
  assert.equal(refused.statusCode, 422, refused.body)
  assert.equal((await admin.ask('DELETE', `/api/v1/meta/layouts/${made.json().id}`)).statusCode, 204)
})

test('definitions go from one workspace to another with the difference first', async () => {
  const all = (await admin.ask('GET', '/api/v1/meta/definitions')).json()
  assert.ok(all.definitions.length > 8)
  const same = (await admin.ask('POST', '/api/v1/meta/definitions', { ...all, preview: true })).json()
  assert.deepEqual([same.create.length, same.change.length], [0, 0])
  const less = { ...all, definitions: all.definitions.filter(({ name }: { name: string }) => name !== 'startsOn') }
  const fewer = (await admin.ask('POST', '/api/v1/meta/definitions', { ...less, preview: true, removeOthers: true })).json()
  assert.deepEqual(
    fewer.remove.map(({ name }: { name: string }) => name),
    ['startsOn'],
  )
  const other = {
    ...all,
    definitions: all.definitions.map((one: { name: string; body: object }) =>
      one.name === 'startsOn' ? { ...one, body: { ...one.body, labels: { en: 'Begin' } } } : one,
    ),
  }
  const done = await admin.ask('POST', '/api/v1/meta/definitions', other)
  assert.equal(done.statusCode, 200, done.body)
  assert.equal((await admin.ask('GET', '/api/v1/meta')).json().objects.project.fields.startsOn.label, 'Begin')
  assert.ok(done.headers['x-change-set'])
})

test('a file that cannot be taken over says so before the difference is read', async () => {
  const all = (await admin.ask('GET', '/api/v1/meta/definitions')).json()
  const broken = {
    kind: 'field',
    object: 'project',
    name: 'wrong',
    position: 99,
    body: { kind: 'formula', expression: 'nothing +', as: 'money' },
  }
  const preview = { ...all, definitions: [...all.definitions, broken], preview: true }
  const refused = await admin.ask('POST', '/api/v1/meta/definitions', preview)
  assert.equal(refused.statusCode, 422, refused.body)
  assert.match(refused.body, /project\.wrong/)
})

test('an option that records have is not taken out, it retires', async () => {
  const url = '/api/v1/meta/objects/project/fields'
  const options = (...keys: string[]) => ({ choices: keys.map((key) => ({ key, labels: { en: key } })) })
  assert.equal(
    (await admin.ask('POST', url, { name: 'size', kind: 'choice', labels: { en: 'Size' }, ...options('s', 'm', 'l') })).statusCode,
    201,
  )
  await admin.ask('POST', '/api/v1/projects', { name: 'Sized', size: 'm' })
  const refused = await admin.ask('PATCH', `${url}/size`, options('s'))
  assert.equal(refused.statusCode, 422, refused.body)
  assert.match(refused.body, /1 records have what would be taken out \(m\)/)
  assert.equal((await admin.ask('PATCH', `${url}/size`, options('s', 'm'))).statusCode, 200)
})

test('a removed object comes back with its records', async () => {
  const gone = await admin.ask('DELETE', '/api/v1/meta/objects/project')
  assert.equal(gone.statusCode, 204, gone.body)
  assert.equal((await admin.ask('GET', '/api/v1/projects')).statusCode, 404)
  assert.equal((await admin.ask('GET', '/api/v1/bin')).statusCode, 200)
  assert.equal((await admin.ask('GET', '/api/v1/change-sets')).statusCode, 200)
  await admin.ask('POST', `/api/v1/change-sets/${gone.headers['x-change-set']}/undo`, {})
  const rows = (await admin.ask('GET', '/api/v1/projects')).json().rows
  assert.ok(rows.length >= 3)
})

test('two who define at once both get what they defined', async () => {
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((name) => admin.ask('POST', '/api/v1/meta/objects/project/fields', { name, kind: 'text' })),
  )
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [201, 201, 201],
  )
  const pending = await engine.pendingSchema(await engine.workspace('test'))
  assert.deepEqual(pending, [])
  const { fields } = (await admin.ask('GET', '/api/v1/meta')).json().objects.project
  assert.ok(fields.one && fields.two && fields.three)
})

test('what a removed link names can be removed; the link comes back empty where that has gone, and whole where it has not', async () => {
  const field = { name: 'site', kind: 'link', to: 'firm', labels: { en: 'Site' } }
  assert.equal((await admin.ask('POST', '/api/v1/meta/objects/project/fields', field)).statusCode, 201)
  const [gone, stays] = (await admin.ask('POST', '/api/v1/firms', [{ name: 'Goes' }, { name: 'Stays' }])).json().rows
  const made = await admin.ask('POST', '/api/v1/projects', [
    { name: 'At one', site: gone.id },
    { name: 'At two', site: stays.id },
  ])
  const removed = await admin.ask('DELETE', '/api/v1/meta/objects/project/fields/site')
  assert.equal(removed.statusCode, 204, removed.body)
  const answer = await admin.ask('DELETE', `/api/v1/firms/${gone.id}`)
  assert.equal(answer.statusCode, 204, answer.body)
  const back = await admin.ask('POST', `/api/v1/change-sets/${removed.headers['x-change-set']}/undo`, {})
  assert.equal(back.statusCode, 200, back.body)
  const sites = await Promise.all(
    made.json().rows.map(async ({ id }: { id: string }) => (await admin.ask('GET', `/api/v1/projects/${id}`)).json().site),
  )
  assert.deepEqual([sites[0], sites[1]?.id], [null, stays.id])
  // And it holds again.
  assert.deepEqual(await engine.pendingSchema(await engine.workspace('test')), [])
})

test('a required link holds what it names, unless it says otherwise; a link that comes back empty is told', async () => {
  const [held, loose] = (await admin.ask('POST', '/api/v1/firms', [{ name: 'Held' }, { name: 'Loose' }])).json().rows
  await admin.ask('POST', '/api/v1/meta/objects', {
    name: 'permit',
    fields: {
      name: { kind: 'text' },
      firm: { kind: 'link', to: 'firm', required: true },
      other: { kind: 'link', to: 'firm', required: true, onRemove: 'clear' },
    },
  })
  const made = await admin.ask('POST', '/api/v1/permits', { name: 'One', firm: held.id, other: loose.id })
  assert.equal(made.statusCode, 201, made.body)
  const { id } = made.json()
  assert.equal((await admin.ask('DELETE', `/api/v1/firms/${held.id}`)).json().code, 'kernel.in-use')
  const gone = await admin.ask('DELETE', `/api/v1/permits/${id}`)
  assert.equal((await admin.ask('DELETE', `/api/v1/firms/${loose.id}`)).statusCode, 204)
  const back = await admin.ask('POST', `/api/v1/change-sets/${gone.headers['x-change-set']}/undo`, {})
  const emptied = [{ object: 'permit', id, field: 'other' }]
  assert.deepEqual([back.json().restored, back.json().emptied], [1, emptied], back.body)
  const again = await admin.ask('PATCH', `/api/v1/permits/${id}`, { name: 'Two' })
  const whole = await admin.ask('POST', `/api/v1/change-sets/${again.headers['x-change-set']}/undo`, {})
  assert.deepEqual(whole.json().emptied, [], 'what this did not bring back is not told again')
  const [third] = (await admin.ask('POST', '/api/v1/firms', [{ name: 'Third' }])).json().rows
  await admin.ask('PATCH', `/api/v1/permits/${id}`, { other: third.id })
  await admin.ask('DELETE', `/api/v1/permits/${id}`)
  await admin.ask('DELETE', `/api/v1/firms/${third.id}`)
  const restored = await admin.ask('POST', `/api/v1/permits/${id}/restore`, {})
  assert.deepEqual([restored.json().id, restored.json().emptied], [id, emptied], restored.body)
})

test('a key that held sealed values does not come to hold plain ones, nor the other way round', async () => {
  for (const [first, second] of [
    ['secret', 'text'],
    ['text', 'secret'],
  ]) {
    const name = `was${first}`
    const url = '/api/v1/meta/objects/project/fields'
    assert.equal((await admin.ask('POST', url, { name, kind: first, labels: { en: name } })).statusCode, 201)
    assert.equal((await admin.ask('DELETE', `${url}/${name}`)).statusCode, 204)
    const other = await admin.ask('POST', url, { name, kind: second, labels: { en: name } })
    assert.equal(other.statusCode, 422, other.body)
    assert.match(other.body, /column-kept|another kind/)
    assert.equal((await admin.ask('POST', url, { name, kind: first, labels: { en: name } })).statusCode, 201)
  }
})

test('a field that the wall of a role names stays until the wall is another', async () => {
  const url = '/api/v1/meta/objects/project/fields'
  assert.equal((await admin.ask('POST', url, { name: 'zone', kind: 'text', labels: { en: 'Zone' } })).statusCode, 201)
  const walled = (wall: object | null) =>
    admin.ask('PATCH', '/api/v1/meta/roles/rep', { name: 'Rep', grants: { project: { read: 'own', create: true, update: 'own', wall } } })
  assert.equal((await walled({ zone: 'east' })).statusCode, 200)
  const refused = await admin.ask('DELETE', `${url}/zone`)
  assert.equal(refused.statusCode, 422, refused.body)
  assert.match(refused.body, /wall of the role “rep”/)
  assert.equal((await rep.ask('GET', '/api/v1/projects')).statusCode, 200)
  assert.equal((await walled(null)).statusCode, 200)
  assert.equal((await admin.ask('DELETE', `${url}/zone`)).statusCode, 204)
})

/** The statement behind a list of eight fields, by text and number. */
async function statementOf(filter: string): Promise<{ text: string; statements: number }> {
  const names = 'name,budget,spent,phase,owner,createdAt,createdBy,updatedAt'
  const answer = await admin.ask('GET', `/api/v1/projects?fields=${names}&sort=name&filter=${filter}&explain=sql`)
  assert.equal(answer.statusCode, 200, answer.body)
  const { sql: text } = answer.json()
  return { text, statements: text.split(';\n').filter((part: string) => part.trim() !== '').length }
}

test('a list costs what is asked of it: among five hundred fields more it is the same one statement, letter by letter', async () => {
  const asked = encodeURIComponent(JSON.stringify({ budget: { gt: 1 } }))
  const before = await statementOf(asked)
  const many = Array.from({ length: 500 }, (_, i) => ({ name: `more${i}`, kind: i % 5 === 0 ? 'decimal' : 'text' }))
  const made = await admin.ask('POST', '/api/v1/meta/objects/project/fields', many)
  assert.equal(made.statusCode, 201, made.body.slice(0, 300))
  const after = await statementOf(asked)
  assert.deepEqual([after.statements, after.text.length], [1, before.text.length])
  assert.equal(after.text, before.text)
  const wide = (await admin.ask('GET', '/api/v1/projects?fields=name,more0,more1,more2,more3&explain=sql')).json().sql as string
  const narrow = (await admin.ask('GET', '/api/v1/projects?fields=name&explain=sql')).json().sql as string
  assert.ok(wide.length - narrow.length < 4 * 60, 'a field costs its own line')
  const undone = await admin.ask('POST', `/api/v1/change-sets/${made.headers['x-change-set']}/undo`, {})
  assert.equal(undone.statusCode, 200, undone.body)
})

test('five hundred fields on one object', async () => {
  const fields = Array.from({ length: 500 }, (_, i) => ({
    name: `f${i}`,
    kind: i % 5 === 0 ? 'decimal' : 'text',
    labels: { en: `Field ${i}` },
  }))
  const made = await admin.ask('POST', '/api/v1/meta/objects/project/fields', fields)
  assert.equal(made.statusCode, 201, made.body.slice(0, 300))
  const row = (await admin.ask('POST', '/api/v1/projects', { name: 'Wide', f0: 1.5, f499: 'last' })).json()
  assert.deepEqual([row.f0, row.f499], [1.5, 'last'])
  const { rows } = (await admin.ask('GET', '/api/v1/projects?fields=name,f499&filter=%7B%22f0%22%3A1.5%7D')).json()
  assert.deepEqual(
    rows.map(({ f499 }: { f499: string }) => f499),
    ['last'],
  )
})
