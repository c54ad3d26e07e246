import { sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import { dayOf } from '../model/day-of.ts'
import type { Locale } from '../model/field-type.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { usualMorning } from './settings.ts'

/** Somebody with the hours at which he wants to hear, in the zone and language of his account, else of the workspace. */
export type NoticePerson = Readonly<{
  id: string
  email: string | null
  locale: Locale
  timeZone: string
  morning: number
  quietFrom: number | null
  quietUntil: number | null
  /** Day of the last daily letter, in his zone. */
  digestOn: string | null
}>

type Stored = Omit<NoticePerson, 'locale' | 'timeZone'>

/** Active members, all or these: one statement for the workspace, one for the accounts. */
export async function noticePeople(
  { database }: Engine,
  workspace: WorkspaceFacts,
  ids?: readonly string[],
): Promise<readonly NoticePerson[]> {
  const [row] = await database.read(workspace).query(sql`SELECT json_agg(x)::text AS people FROM (
    SELECT m.id, m.email, coalesce(s.morning, ${usualMorning}::int) AS morning, s.quiet_from AS "quietFrom", s.quiet_until AS "quietUntil", s.digest_on AS "digestOn"
    FROM ${sql.id(workspace.schema, 'member')} m LEFT JOIN ${sql.id(workspace.schema, 'notice_setting')} s ON s.person = m.id
    WHERE coalesce(m.active, true) ${ids ? sql`AND m.id = ANY(${ids}::uuid[])` : sql.empty}) x`)
  const people = JSON.parse(String(row?.people ?? '[]')) as Stored[]
  const accounts =
    await database.control.query(sql`SELECT m.member_id, u.locale, u.time_zone FROM control.membership m JOIN control."user" u ON u.id = m.user_id
    WHERE m.workspace_id = ${workspace.id}::int`)
  const known = new Map(accounts.map((account) => [String(account.member_id), account]))
  return people.map((person) => {
    const account = known.get(person.id)
    return {
      ...person,
      locale: (account?.locale ?? workspace.locale) as Locale,
      timeZone: String(account?.time_zone ?? workspace.timeZone),
    }
  })
}

const hourOf = (moment: Date, timeZone: string): number =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(moment))

export const todayOf = ({ timeZone }: NoticePerson, now: Date): string => dayOf(now, timeZone)
/** The hour has come at which the day begins for him. */
export const isMorning = ({ morning, timeZone }: NoticePerson, now: Date): boolean => hourOf(now, timeZone) >= morning
const morningHours = 3
/** It has come, and not long ago. */
export const isEarly = (person: NoticePerson, now: Date): boolean =>
  isMorning(person, now) && hourOf(now, person.timeZone) < person.morning + morningHours

/** Whether letters rest: from one hour up to another, over midnight where the first is the later one. */
export function isQuiet({ quietFrom, quietUntil, timeZone }: NoticePerson, now: Date): boolean {
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return false
  const hour = hourOf(now, timeZone)
  return quietFrom < quietUntil ? hour >= quietFrom && hour < quietUntil : hour >= quietFrom || hour < quietUntil
}
