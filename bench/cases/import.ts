import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '../../kernel/model/uuid.ts'
import { type Figure, single } from '../figure.ts'
import { copyForm, copyText } from '../prepare.ts'
import { type BenchRow, type Owner, recordMaker } from '../rows.ts'
import { memoryMb } from '../server.ts'
import type { Person, Stand } from '../stand.ts'

const columns = [
  'externalId',
  'name',
  'province',
  'city',
  'kind',
  'class',
  'stage',
  'value',
  'credit',
  'relationship',
  'industry',
  'source',
  'headcount',
  'phone',
  'address',
] as const
const pollMs = 100

/** Accounts from a CSV file, each looked up by its key in the other system, against COPY of finished rows. */
export async function importCase(stand: Stand, { log }: { log: (line: string) => void }): Promise<readonly Figure[]> {
  const count = Math.min(100_000, stand.rows)
  const { administrator } = stand.people
  const maker = recordMaker({
    seed: 404,
    now: Date.now(),
    owners: [{ id: administrator.actor.memberId!, department: administrator.actor.departments[0]! } as Owner],
  })
  const rows = Array.from({ length: count }, (_, i): BenchRow => ({ ...maker.account(), externalId: `X-${i}` }))
  const runs: { copySeconds: number; seconds: number; peakMb: number }[] = []
  for (let round = 0; round < 2; round += 1) {
    const copySeconds = await copy(
      stand,
      rows.map((row) => ({ ...row, externalId: `C-${round}-${String(row.externalId)}`, updatedAt: new Date().toISOString() })),
    )
    const { seconds, peakMb, counts } = await upload(
      stand,
      administrator,
      toCsv(rows.map((row) => ({ ...row, externalId: `I-${round}-${String(row.externalId)}` }))),
    )
    log(`COPY ${copySeconds.toFixed(1)} s, import ${seconds.toFixed(1)} s, ${Math.round(peakMb)} MB, ${JSON.stringify(counts)}`)
    if (counts.created !== count) throw new Error(`the import created ${counts.created} of ${count} rows`)
    runs.push({ copySeconds, seconds, peakMb })
  }
  const sum = (pick: (run: (typeof runs)[number]) => number) => runs.reduce((total, run) => total + pick(run), 0) / runs.length
  return [
    single(
      `import: ${count.toLocaleString('en')} rows of CSV with a match key`,
      sum((run) => run.seconds),
      { unit: 's', most: null },
    ),
    single(
      'import: COPY of as many finished rows',
      sum((run) => run.copySeconds),
      { unit: 's', most: null },
    ),
    single('import: times COPY', sum((run) => run.seconds) / sum((run) => run.copySeconds), { unit: '× COPY', most: 2.5, digits: 2 }),
    single('import: most memory of the server meanwhile', Math.max(...runs.map((run) => run.peakMb)), { unit: 'MB', most: 400, digits: 0 }),
  ]
}

async function copy(stand: Stand, rows: readonly BenchRow[]): Promise<number> {
  const object = (await stand.installation.engine.catalogOf(stand.workspace)).objects.account!
  const form = copyForm(object)
  const lines = rows.map((row) => form.line({ id: newId(), ...row }))
  const chunks = Array.from({ length: Math.ceil(lines.length / 500) }, (_, i) => lines.slice(i * 500, (i + 1) * 500).join(''))
  const began = performance.now()
  await copyText(stand.installation.database, `"${stand.workspace.schema}"."account" (${form.columns})`, chunks)
  return (performance.now() - began) / 1000
}

const toCsv = (rows: readonly BenchRow[]): Buffer =>
  Buffer.from(`${columns.join(',')}\n${rows.map((row) => columns.map((name) => String(row[name] ?? '')).join(',')).join('\n')}\n`)

type Counts = Readonly<{ rows: number; created: number; updated: number; unchanged: number; failed: number }>

async function upload(stand: Stand, { client }: Person, csv: Buffer): Promise<{ seconds: number; peakMb: number; counts: Counts }> {
  const map = { columns: Object.fromEntries(columns.map((name) => [name, name])) }
  const { body, type } = multipart({ object: 'account', map: JSON.stringify(map), match: 'externalId' }, csv)
  type State = { id: string; state: string; counts: Counts }
  const began = performance.now()
  let found = JSON.parse(await client.raw('POST', '/imports', body, type)) as State
  let peakMb = 0
  while (!['done', 'failed', 'stopped'].includes(found.state)) {
    peakMb = Math.max(peakMb, await memoryMb(stand.server.pid))
    await pause(pollMs)
    found = JSON.parse(await client.get(`/imports/${found.id}`)) as State
  }
  if (found.state !== 'done') throw new Error(`the import ended as ${found.state}: ${JSON.stringify(found).slice(0, 500)}`)
  return { seconds: (performance.now() - began) / 1000, peakMb, counts: found.counts }
}

function multipart(fields: Readonly<Record<string, string>>, file: Buffer): { body: Buffer; type: string } {
  const boundary = 'zhike-bench-boundary'
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `${parts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="accounts.csv"\r\nContent-Type: text/csv\r\n\r\n`
  return {
    body: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`,
  }
}
