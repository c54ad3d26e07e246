import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { fillCompany, type Known, type MetaObject } from './leak-company.ts'
import { allTold, mayKnow } from './leak-known.ts'
import { assertAlike, type Call, hiddenFrom, linkPaths, said, seesCosts, shownTo, spyingAs } from './leak-roads.ts'
import { type Answer, openProduct } from './open-product.ts'

/*
 * Every road by which something can be read over HTTP, walked by people of every role, over every object of the catalog. What each may read is
 * told by a plain function over the records as they were made; every answer is searched for the words and ids of what is hidden.
 */

const clone = await cloneDatabase(modules, 'zh-CN')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const company = await fillCompany(product)
const { meta, known } = company
/** Every other person: the rest is walked by `leaks-others.test.ts`, beside this one. */
const viewers = company.viewers.filter((_, i) => (i % 2 === 1) === (process.env.ZHIKE_LEAKS === 'others'))
const objects = Object.values(meta)
const owned = new Set(known.map(({ object }) => object))
const url = (object: string, rest = '') => `/api/v1/${meta[object]!.plural}${rest}`
const sorted = (list: readonly string[]) => [...list].sort()
const idsOf = (body: { rows: { id: string }[] }) => sorted(body.rows.map(({ id }) => id))

test('every object of the catalog is looked at', () => {
  assert.deepEqual(
    objects.map(({ name }) => name).filter((name) => !owned.has(name) && !allTold.has(name)),
    [],
  )
  for (const viewer of viewers.filter(({ role }) => ['rep', 'manager', 'partner'].includes(role)))
    for (const object of [
      'account',
      'contact',
      'lead',
      'opportunity',
      'opportunityLine',
      'followUp',
      'followUpFile',
      'task',
      'comment',
    ].filter((name) => mayKnow(viewer, name)))
      assert.ok(hiddenFrom(company, viewer, object).length > 0 && shownTo(company, viewer, object).length > 0, `${viewer.name} ${object}`)
})

/** Something to ask for, and what it is of whatever way leads to it: what is refused by its kind is refused on every way. */
type Sought<T> = Readonly<{ what: T; kind: string }>

/** Asks for some at once, and for each alone where one of them is refused: what is refused must not keep the others from being asked. */
async function together<T>(
  all: readonly Sought<T>[],
  o: { most: number; refused: Set<string> },
  run: (some: readonly T[]) => Promise<Answer>,
): Promise<void> {
  const open = all.filter(({ kind }) => !o.refused.has(kind))
  for (let at = 0; at < open.length; at += o.most) {
    const some = open.slice(at, at + o.most)
    if ((await run(some.map(({ what }) => what))).statusCode === 200) continue
    for (const { what, kind } of some) if (!o.refused.has(kind) && (await run([what])).statusCode !== 200) o.refused.add(kind)
  }
}

const likes = ['twice', 'sharer', 'seer', 'stranger']
for (const viewer of viewers) {
  const ask = spyingAs(company, viewer)
  /**
   * Who has his reach by a second department, by shares or by looking as somebody else knows the fields and ways of others, and who has no role
   * none at all: of each object one record, and one link, are enough, and they share the roads to it.
   */
  const hasOwnWays = !likes.includes(viewer.name)
  const read = async (object: string, query = '') => (await ask('GET', url(object, `?limit=500${query}`))).json()

  test(`${viewer.name}: lists, counts and figures hold what is within reach and nothing else`, async () => {
    for (const { name, fields, owned: hasOwner } of objects) {
      if (!mayKnow(viewer, name)) {
        for (const call of [
          ['GET', url(name)],
          ['POST', url(name, '/aggregate'), { measures: { n: 'count' } }],
        ] as Call[])
          assert.equal((await ask(...call)).statusCode, 403, `${call[1]}`)
        continue
      }
      if (!owned.has(name)) continue
      const mine = shownTo(company, viewer, name)
      const list = await read(name, '&count=exact')
      assert.deepEqual([idsOf(list), list.count], [sorted(mine.map(({ id }) => id)), { value: mine.length, exact: true }], name)
      await read(name, '&fields=*')
      assert.equal(idsOf(await read(name, `&asOf=${new Date(Date.now() - 1).toISOString()}`)).length, mine.length, `${name} as of now`)
      const figures = {
        n: 'count',
        ...('amount' in fields ? { sum: { sum: 'amount' }, part: { sum: 'amount', filter: { amount: { gte: 1 } } } } : {}),
      }
      const [row] = (await ask('POST', url(name, '/aggregate'), { measures: figures })).json().rows
      const total = mine.reduce((sum, { amount }) => sum + amount, 0)
      assert.deepEqual([row.n, row.sum?.amount ?? total, row.part?.amount ?? total], [mine.length, total, total], name)
      if (hasOwner) {
        const groups = (
          await ask('POST', url(name, '/aggregate'), { by: ['owner'], measures: { n: 'count' }, having: { n: { gte: 1 } } })
        ).json().rows as { owner: { id: string } | null; n: number }[]
        assert.deepEqual(
          sorted(groups.map(({ owner, n }) => `${owner?.id ?? null} ${n}`)),
          sorted([...Map.groupBy(mine, ({ owner }) => owner)].map(([owner, list]) => `${owner} ${list.length}`)),
        )
      }
    }
  })

  test(`${viewer.name}: a hidden record is as one that was never there`, async () => {
    // Lists and figures above held all of them. One of each object walks every road, two more a part of them.
    const strangers = new Map<string, string>()
    const some = objects.flatMap(({ name }) =>
      hiddenFrom(company, viewer, name)
        .slice(0, viewer.name === 'rep' ? 3 : 1)
        .map((record, place) => ({ record, place })),
    )
    for (const { record, place } of some) {
      for (const call of readingCalls(record).filter((_, i) =>
        hasOwnWays ? place === 0 || i % 4 === place : i % 4 === likes.indexOf(viewer.name),
      ))
        await assertAlike(ask, record.id, call, { who: viewer.name, strangers })
      if (!mayKnow(viewer, record.object)) continue
      const { title } = meta[record.object]!
      const filter = {
        or: [
          { [title]: record.word },
          { [title]: { contains: record.word.slice(2) } },
          { externalId: record.word },
          { or: [{ id: record.id }] },
        ],
      }
      const found = await read(record.object, `&count=exact&filter=${said(filter)}`)
      assert.deepEqual([found.rows, found.count.value], [[], 0])
      const few = { count: 'id', filter }
      const [row] = (await ask('POST', url(record.object, '/aggregate'), { measures: { n: 'count', few } })).json().rows
      assert.equal(row.few, 0)
      assert.deepEqual((await read(record.object, `&q=${record.word}`)).rows, [])
    }
  })

  test(`${viewer.name}: no link, child, sort or group leads to a hidden record`, async () => {
    // Two representatives have the same rights over other records: one of them is enough for the long way.
    if (hiddenFrom(company, viewer).length === 0 || viewer.name === 'stranger') return
    for (const object of walked()) {
      await walkLinks(object)
      for (const child of Object.values(object.children)) await walkChildren(object, child)
    }
  })

  type Road = ReturnType<typeof linkPaths>[number]
  const refused = new Map<string, Set<string>>()
  const limits = (most: number, of: string) => ({ most, refused: refused.get(of) ?? refused.set(of, new Set()).get(of)! })

  const begun = new Set<string>()
  /** A second link is the same whatever leads to its record: one way to it is enough. */
  const isNew = ({ path, from }: Road): boolean => {
    const second = path.includes('.') ? `${from}.${path.split('.')[1]}` : undefined
    return second === undefined || (!begun.has(second) && Boolean(begun.add(second)))
  }

  const nearRoads = (object: MetaObject) => linkPaths(meta, object).filter(({ path }) => !path.includes('.'))
  /** What hangs on few others comes first: what is refused by its kind is found out where an answer costs least. */
  const byWays = (a: MetaObject, b: MetaObject) => nearRoads(a).length - nearRoads(b).length
  const walked = () => objects.filter(({ name }) => owned.has(name) && mayKnow(viewer, name)).toSorted(byWays)
  /** How many links lead to each object. */
  const waysTo = Map.groupBy(walked().flatMap(nearRoads), ({ target }) => target)
  const dealt = new Map<string, number>()
  /**
   * Which fields at the end of a link are sorted, grouped and measured by. What a field may tell does not hang on the link that leads to it, nor
   * what a link may reach on the field: every link is walked to the title and to its share of the fields, and the shares make the whole.
   */
  function shareOf({ target, fields }: Road): string[] {
    const size = Math.ceil(fields.length / waysTo.get(target)!.length)
    const at = dealt.get(target) ?? 0
    dealt.set(target, at + size)
    return [...new Set([meta[target]!.title, ...fields.slice(at, at + size)])]
  }

  async function walkLinks(object: MetaObject): Promise<void> {
    const roads = linkPaths(meta, object)
    const whole = roads.flatMap(({ path, target, fields }) =>
      (path.includes('.') ? [meta[target]!.title] : fields).map((name) => ({ what: `${path}.${name}`, kind: `${target}.${name}` })),
    )
    await together(whole, limits(60, 'fields'), (at) => ask('GET', url(object.name, `?limit=500&fields=${at}`)))
    // Two links are walked by those whose reach is narrowest and who know most objects, and by the partner.
    for (const isNear of ['rep', 'partner'].includes(viewer.name) ? [true, false] : [true]) {
      const some = roads.filter(({ path }) => path.includes('.') !== isNear).filter(isNew)
      if (hasOwnWays) await walkEnds(object, some, isNear)
      await seekHidden(object, some, isNear)
    }
  }

  async function walkEnds(object: MetaObject, roads: readonly Road[], isNear: boolean): Promise<void> {
    const ends = roads.flatMap((road) =>
      (isNear ? shareOf(road) : [meta[road.target]!.title, 'externalId']).map((name) => ({
        what: `${road.path}.${name}`,
        kind: `${road.target}.${name}`,
      })),
    )
    await together(ends, limits(5, 'sort'), (at) =>
      ask('GET', url(object.name, `?limit=2&fields=id&sort=${at.map((one) => `${isNear ? '' : '-'}${one}`)}`)),
    )
    await together(ends, limits(3, 'group'), (by) => ask('POST', url(object.name, '/aggregate'), { by, measures: { n: 'count' } }))
    for (const measure of ['countDistinct', 'max'])
      await together(ends, limits(10, measure), (at) =>
        ask('POST', url(object.name, '/aggregate'), { measures: Object.fromEntries(at.map((one, i) => [`m${i}`, { [measure]: one }])) }),
      )
  }

  async function seekHidden(object: MetaObject, roads: readonly Road[], isNear: boolean): Promise<void> {
    const filtersBy = (toFilters: (path: string, target: string, record: Known) => Sought<object>[]) =>
      roads.flatMap(({ path, target }) =>
        hiddenFrom(company, viewer, target)
          .slice(isNear ? -3 : -1)
          .flatMap((record) => toFilters(path, target, record)),
      )
    const seek = async (some: readonly object[]) => {
      const filter = some.length === 1 ? some[0] : { or: some }
      const found = await ask('GET', url(object.name, `?limit=500&fields=id&filter=${said(filter)}`))
      if (found.statusCode === 200) assert.deepEqual(found.json().rows, [], `${viewer.name} ${object.name} ${JSON.stringify(filter)}`)
      return found
    }
    const direct = filtersBy((path, target, { id, word }) => [
      { what: { [path]: { in: [id] } }, kind: `in ${target}` },
      { what: { [`${path}.id`]: id }, kind: `id ${target}` },
      { what: { [`${path}.${meta[target]!.title}`]: word }, kind: `word ${target}` },
    ])
    await together(direct, limits(18, 'filter'), seek)
    // Most objects are no trees, and refuse this one.
    const under = filtersBy((path, target, { id }) => [{ what: { [path]: { under: id } }, kind: `under ${target}` }])
    await together(under, limits(18, 'filter'), seek)
  }

  async function walkChildren(object: MetaObject, child: MetaObject['children'][string]): Promise<void> {
    const { title } = meta[child.object]!
    if (!mayKnow(viewer, child.object)) {
      assert.equal(
        (await ask('GET', url(object.name, `?filter=${said({ [child.name]: { some: {} } })}`))).json().code,
        'kernel.unknown-field',
      )
      return
    }
    if (!owned.has(child.object)) return
    const mine = shownTo(company, viewer, object.name)
    const kids = shownTo(company, viewer, child.object)
    const countOf = (record: Known) => kids.filter((one) => one.links[child.by] === record.id).length
    for (const n of [0, 1, 2]) {
      const found = await read(object.name, `&fields=id&filter=${said({ [child.name]: { count: n } })}`)
      assert.deepEqual(
        idsOf(found),
        sorted(mine.filter((record) => countOf(record) === n).map(({ id }) => id)),
        `${viewer.name} ${object.name}.${child.name} ${n}`,
      )
    }
    const filters = hiddenFrom(company, viewer, child.object)
      .slice(0, 2)
      .flatMap(({ id, word }) => [{ id }, { [title]: word }].map((where) => ({ [child.name]: { some: where } })))
    if (filters.length > 0) assert.deepEqual((await read(object.name, `&fields=id&filter=${said({ or: filters })}`)).rows, [])
  }

  test(`${viewer.name}: search, bin and change sets`, async () => {
    // The words of three of each object were looked for in its own list.
    const words = objects.flatMap(({ name }) =>
      hiddenFrom(company, viewer, name)
        .slice(-1)
        .map(({ word }) => word),
    )
    for (const q of ['zq', 'account', 'zqaccount', 'zqlead', 'x', '.example', ...words]) await ask('GET', `/api/v1/search?q=${q}&limit=50`)
    for (const list of ['/api/v1/bin', '/api/v1/change-sets?limit=500', '/api/v1/session', '/api/v1/keys']) await ask('GET', list)
    const sets = (await company.admin.ask('GET', '/api/v1/change-sets?limit=500')).json().rows as { id: string }[]
    for (const { id } of sets.slice(0, 4)) {
      await assertAlike(ask, id, (at) => ['GET', `/api/v1/change-sets/${at}`])
      for (const body of [{ preview: true }, {}, { conflicts: 'restore' }])
        await assertAlike(ask, id, (at) => ['POST', `/api/v1/change-sets/${at}/undo`, body])
    }
  })

  test(`${viewer.name}: what a product costs us`, async () => {
    const document = (await ask('GET', '/api/v1/openapi.json')).json()
    const catalog = (await ask('GET', '/api/v1/meta')).json()
    assert.deepEqual(sorted(Object.keys(catalog.objects)), sorted(objects.map(({ name }) => name).filter((name) => mayKnow(viewer, name))))
    const described = Object.keys(document.components.schemas).map((name) => name.toLowerCase())
    for (const { name } of objects) assert.equal(described.includes(name.toLowerCase()), mayKnow(viewer, name), name)
    if (viewer.role === 'none') return
    const isShown = seesCosts(viewer)
    assert.deepEqual(
      ['cost' in catalog.objects.product.fields, 'cost' in document.components.schemas.Product.properties],
      [isShown, isShown],
    )
    assert.equal(JSON.stringify(catalog.objects.product.views).includes('"cost"'), isShown)
    if (isShown) return
    await company.admin.ask('PATCH', url('product', `/${known.find(({ object }) => object === 'product')!.id}`), {
      cost: Number(company.costs[0]),
    })
    for (const call of costCalls) {
      const [hidden, unknown] = [await ask(...call('cost')), await ask(...call('gost'))]
      const words = (answer: typeof hidden) => answer.body.replace(/"requestId":"[^"]+"/, '').replaceAll('gost', 'cost')
      assert.equal(hidden.statusCode, unknown.statusCode, JSON.stringify(call('cost')))
      assert.ok(hidden.statusCode >= 400, JSON.stringify(call('cost')))
      assert.equal(words(hidden), words(unknown), JSON.stringify(call('cost')))
    }
    for (const { id } of shownTo(company, viewer, 'product')) {
      for (const rest of ['', '?fields=*', '/history', '?explain=sql']) await ask('GET', url('product', `/${id}${rest}`))
      const { rows } = (await ask('GET', url('product', `/${id}/history`))).json() as { rows: { changes: { field: string }[] }[] }
      assert.ok(rows.every(({ changes }) => changes.every(({ field }) => field !== 'cost')))
    }
  })
}

const now = new Date(Date.now() - 1).toISOString()
/** Roads to one record by its id. */
function readingCalls({ object, id: own }: Known): ((id: string) => Call)[] {
  const at =
    (rest: (id: string) => string) =>
    (id: string): Call => ['GET', url(object, rest(id))]
  assert.ok(own)
  return [
    at((id) => `/${id}`),
    at((id) => `/${id.toUpperCase()}?fields=id`),
    at((id) => `/${id}?fields=*`),
    at((id) => `/${id}?asOf=${now}`),
    at((id) => `/${id}/history`),
    at((id) => `/${id}/history?explain=sql`),
    at((id) => `/${id}/access`),
    at((id) => `/${id}/shares`),
    (id) => ['POST', url(object, `/${id}/merge`), { others: ['01a00000-0000-7000-8000-000000000001'], preview: true }],
    at((id) => `/${id}/compare?from=${now}`),
    (id) => ['POST', url(object, `/${id}/restore-version`), { to: now }],
    at((id) => `?filter=${said({ id })}&count=exact`),
    at((id) => `?filter=${said({ id: { in: [id] } })}&fields=id&sort=-id&asOf=${now}`),
    at((id) => `?filter=${said({ not: { id: { ne: id } } })}&fields=id`),
    (id) => ['POST', url(object, '/aggregate'), { by: ['id'], measures: { n: 'count' }, filter: { id } }],
    (id) => ['POST', url(object, '/aggregate'), { measures: { n: { count: 'id', filter: { id } } } }],
  ]
}

const line = (field: string) => `product.${field}`
const costCalls: ((field: string) => Call)[] = [
  (field) => ['GET', url('product', `?fields=${field}`)],
  (field) => ['GET', url('product', `?sort=-${field}`)],
  (field) => ['GET', url('product', `?filter=${said({ [field]: { gt: 1 } })}`)],
  (field) => ['GET', url('product', `?filter=${said({ not: { [field]: { empty: true } } })}`)],
  (field) => ['GET', url('product', `?count=exact&filter=${said({ or: [{ [field]: { gt: 1 } }] })}`)],
  (field) => ['GET', url('product', `?fields=${field}&explain=sql`)],
  (field) => ['GET', url('product', `?fields=${field}&asOf=${new Date().toISOString()}`)],
  (field) => ['GET', url('opportunity', `?fields=${line(field)}`)],
  (field) => ['GET', url('opportunity', `?sort=${line(field)}`)],
  (field) => ['GET', url('opportunity', `?filter=${said({ [line(field)]: { gt: 1 } })}`)],
  (field) => ['GET', url('opportunity', `?filter=${said({ lines: { some: { [line(field)]: { gt: 1 } } } })}`)],
  (field) => ['GET', url('opportunityLine', `?fields=${line(field)}`)],
  (field) => ['GET', url('productCategory', `?filter=${said({ products: { some: { [field]: { gt: 1 } } } })}`)],
  (field) => ['GET', `/api/v1/exports/products?fields=name,${field}`],
  (field) => ['GET', `/api/v1/exports/products?format=jsonl&sort=${field}`],
  (field) => ['GET', `/api/v1/exports/products?filter=${said({ [field]: { gt: 1 } })}`],
  (field) => ['GET', `/api/v1/exports/opportunities?fields=${line(field)}`],
  (field) => ['POST', url('product', '/aggregate'), { measures: { n: { sum: field } } }],
  (field) => ['POST', url('product', '/aggregate'), { measures: { n: { max: field } } }],
  (field) => ['POST', url('product', '/aggregate'), { measures: { n: { countDistinct: field } } }],
  (field) => ['POST', url('product', '/aggregate'), { by: [field], measures: { n: 'count' } }],
  (field) => ['POST', url('product', '/aggregate'), { measures: { n: { count: 'id', filter: { [field]: { gt: 1 } } } } }],
  (field) => ['POST', url('opportunity', '/aggregate'), { measures: { n: { sum: line(field) } } }],
  (field) => ['POST', url('opportunity', '/aggregate'), { by: [line(field)], measures: { n: 'count' } }],
  (field) => ['PATCH', url('product', `?expect=2&filter=${said({ [field]: { gt: 1 } })}`), { remark: 'x' }],
]
