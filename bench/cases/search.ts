import { queryOf } from '../client.ts'
import { type Figure, timed } from '../figure.ts'
import type { Stand } from '../stand.ts'

const terms = [
  { kind: 'two characters, rare', q: '华瑞', mostMs: 20 },
  { kind: 'two characters, frequent', q: '深圳', mostMs: 20 },
  { kind: 'two characters, most frequent', q: '公司', mostMs: 20 },
  { kind: 'two characters, unknown', q: '饕餮', mostMs: 20 },
  { kind: 'four characters', q: '华瑞科技', mostMs: 20 },
  { kind: 'one character', q: '华', mostMs: 60 },
  { kind: 'initials', q: 'hrkj', mostMs: 60 },
  { kind: 'two initials', q: 'hr', mostMs: 60 },
  { kind: 'pinyin', q: 'huarui', mostMs: 60 },
] as const

/** The search box over accounts, through every pair of eyes; then over all objects. */
export async function search(stand: Stand): Promise<readonly Figure[]> {
  const [[phone]] = (await stand.bare(`SELECT right(phone, 6) FROM ${stand.workspace.schema}.account WHERE phone IS NOT NULL LIMIT 1`)) as [
    [string],
  ]
  const figures: Figure[] = []
  for (const [who, person] of Object.entries(stand.people)) {
    for (const { kind, q, mostMs } of [...terms, { kind: 'end of a phone number', q: phone, mostMs: 60 }]) {
      const run = (objects: string | undefined) => () => person.client.get(`/search${queryOf({ q, objects, limit: '20' })}`)
      figures.push(await timed({ work: `search: ${who}, ${kind}`, run: run('account'), mostMs, calls: 7 }))
    }
  }
  const { region } = stand.people
  figures.push(
    await timed({
      work: 'search: region, two characters, all objects',
      run: () => region.client.get(`/search${queryOf({ q: '华瑞', limit: '5' })}`),
      mostMs: null,
      calls: 7,
    }),
    await timed({
      work: 'search: region, list of accounts with words',
      run: () => region.client.get(`/accounts${queryOf({ q: '深圳', limit: '50' })}`),
      mostMs: null,
      calls: 7,
    }),
  )
  return figures
}
