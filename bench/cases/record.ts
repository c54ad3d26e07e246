import { toSnake } from '../../kernel/model/names.ts'
import { storedFields } from '../../kernel/records/cells.ts'
import { atLeastPerSecond, atMostTimesAndMs, compare, type Figure } from '../figure.ts'
import { seeded } from '../measure.ts'
import type { Stand } from '../stand.ts'
import { reachOf } from './bare-list.ts'

/** One account with the titles of its links, any of those a region manager sees. */
export async function record(stand: Stand): Promise<readonly Figure[]> {
  const { engine } = stand.installation
  const object = (await engine.catalogOf(stand.workspace)).objects.account!
  const { schema } = stand.workspace
  const { region } = stand.people
  const reach = reachOf(schema, object, region.actor).join(' OR ')
  const ids = (await stand.bare(`SELECT a.id FROM ${schema}.account a TABLESAMPLE SYSTEM (2) WHERE ${reach} LIMIT 500`)).map(([id]) =>
    String(id),
  )
  const fields = storedFields(object)
  const columns = fields.flatMap((field) => field.columns).map((column) => `a."${column.name}"`)
  const links = fields.filter((field) => field.refers)
  const text = `SELECT ${[...columns, ...links.map((_, i) => `t${i}.name`)].join(', ')} FROM ${schema}.account a
    ${links.map((field, i) => `LEFT JOIN ${schema}."${toSnake(field.refers!)}" t${i} ON t${i}.id = a."${field.columns[0]!.name}"`).join('\n')} WHERE a.id = $1 AND (${reach})`
  const names = fields.map((field) => field.name).join(',')
  const random = seeded(5)
  const id = () => ids[Math.floor(random() * ids.length)]!
  const lanes = {
    zhike: () => region.client.get(`/accounts/${id()}?fields=${names}`),
    bare: () => stand.bare(text, [id()], { plan: 'generic' }),
    door: () => stand.door(text, [id()], { plan: 'generic' }),
  }
  const whole = { ...lanes, zhike: () => region.client.get(`/accounts/${id()}`) }
  return [
    await compare({ work: 'one record with its links', ...lanes, calls: 300, limit: atMostTimesAndMs(3, 1) }),
    await compare({ work: 'one record with its links, 16 at once', ...lanes, calls: 3_000, width: 16, limit: atLeastPerSecond(4_000) }),
    await compare({ work: 'one record, figures over its children too', ...whole, calls: 200, limit: null }),
  ]
}
