import { sql } from '../db/sql.ts'
import type { Engine, Session } from '../engine-types.ts'
import { textOf } from '../http/texts.ts'
import { fail } from '../model/fault.ts'
import type { NoticeChannel } from './define-notice.ts'
import { kindsOf } from './list-notices.ts'

/** Where each kind is told, when letters rest, and at which hour the day begins with a letter and reminders. Hours are those of the person's zone. */
export type NoticeSettings = Readonly<{
  kinds: readonly Readonly<{ kind: string; label: string; module: string; asks: boolean; bell: boolean; mail: boolean }>[]
  morning: number
  quietFrom: number | null
  quietUntil: number | null
}>

export const usualMorning = 9

type Channels = Readonly<Record<string, Partial<Record<NoticeChannel, boolean>>>>

export async function readSettings(engine: Engine, { workspace, actor }: Session): Promise<NoticeSettings> {
  const [row] = await engine.database
    .write(workspace)
    .query(
      sql`SELECT channels::text AS channels, morning, quiet_from, quiet_until FROM ${sql.id(workspace.schema, 'notice_setting')} WHERE person = ${actor.memberId}::uuid`,
    )
  const chosen = JSON.parse(String(row?.channels ?? '{}')) as Channels
  const hour = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))
  return {
    kinds: [...kindsOf(engine).values()].map(({ name, asks, channels }) => ({
      kind: name,
      label: textOf(engine.modules, actor.locale, `notice.${name}.kind`) ?? name,
      module: textOf(engine.modules, actor.locale, `${name.split('.')[0]}.module`) ?? name.split('.')[0]!,
      asks,
      bell: chosen[name]?.bell ?? channels.includes('bell'),
      mail: chosen[name]?.mail ?? channels.includes('mail'),
    })),
    morning: hour(row?.morning) ?? usualMorning,
    quietFrom: hour(row?.quiet_from),
    quietUntil: hour(row?.quiet_until),
  }
}

type Wish = Readonly<{ channels?: unknown; morning?: unknown; quietFrom?: unknown; quietUntil?: unknown }>

/** Keeps what is given and leaves the rest. @throws `kernel.bad-value` */
export async function saveSettings(engine: Engine, session: Session, wish: Wish): Promise<NoticeSettings> {
  const { workspace, actor } = session
  const channels = wish.channels === undefined ? {} : readChannels(engine, wish.channels)
  const given = {
    ...(wish.morning === undefined ? {} : { morning: readHour('morning', wish.morning) ?? usualMorning }),
    ...(wish.quietFrom === undefined ? {} : { quiet_from: readHour('quietFrom', wish.quietFrom) }),
    ...(wish.quietUntil === undefined ? {} : { quiet_until: readHour('quietUntil', wish.quietUntil) }),
  }
  const columns = Object.keys(given)
  const values = Object.values(given).map((value) => sql`${value}::int`)
  await engine.database.write(workspace).affected(sql`
INSERT INTO ${sql.id(workspace.schema, 'notice_setting')} AS s (person, channels${sql.join(
    columns.map((name) => sql`, ${sql.id(name)}`),
    '',
  )})
VALUES (${actor.memberId}::uuid, ${JSON.stringify(channels)}::jsonb${sql.join(
    values.map((value) => sql`, ${value}`),
    '',
  )})
ON CONFLICT (person) DO UPDATE SET channels = s.channels || excluded.channels${sql.join(
    columns.map((name) => sql`, ${sql.id(name)} = excluded.${sql.id(name)}`),
    '',
  )}`)
  return readSettings(engine, session)
}

function readChannels(engine: Engine, given: unknown): Channels {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return fail('kernel.bad-value', { path: 'channels', want: 'object' })
  const kinds = kindsOf(engine)
  for (const [kind, one] of Object.entries(given)) {
    if (!kinds.has(kind)) fail('kernel.bad-value', { path: `channels.${kind}`, want: 'choice' })
    const isRight =
      typeof one === 'object' &&
      one !== null &&
      Object.keys(one).sort().join() === 'bell,mail' &&
      Object.values(one).every((value) => typeof value === 'boolean')
    if (!isRight) fail('kernel.bad-value', { path: `channels.${kind}`, want: '{ bell, mail }' })
  }
  return given as Channels
}

function readHour(path: string, value: unknown): number | null {
  if (value === null) return null
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 23
    ? (value as number)
    : fail('kernel.bad-value', { path, min: 0, max: 23 })
}
