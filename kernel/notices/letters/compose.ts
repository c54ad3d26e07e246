import type { Letter } from '../../accounts/mail/mail.ts'
import type { Engine, Session } from '../../engine-types.ts'
import { fieldLabel, optionLabel } from '../../http/labels.ts'
import { textOf } from '../../http/texts.ts'
import type { Catalog, CatalogField } from '../../model/catalog.ts'
import { dayOf } from '../../model/day-of.ts'
import { fillText } from '../../model/fault-text.ts'
import type { ParseContext } from '../../model/field-type.ts'
import { type ShownNotice, type StoredNotice, showNotices } from '../list-notices.ts'

type Addressee = Readonly<{ session: Session; email: string; publicUrl: string }>

/** One letter that tells these notices, in the language and with the rights of whoever reads it. */
export async function composeLetter(
  engine: Engine,
  { session, email, publicUrl }: Addressee,
  stored: readonly StoredNotice[],
): Promise<Letter> {
  const catalog = await engine.catalogOf(session.workspace)
  const notices = await showNotices(engine, session, stored)
  const { locale } = session.actor
  const say = (key: string, values: Readonly<Record<string, unknown>> = {}) =>
    fillText(textOf(engine.modules, locale, `mail.notices.${key}`) ?? '', values, locale)
  const parts = notices.map((notice) => partOf({ engine, session, catalog, publicUrl }, notice))
  const first = notices[0]!
  const subject = notices.length === 1 ? headOf(first) : say('subject', { count: notices.length, first: headOf(first) })
  return {
    to: email,
    subject,
    text: [
      say('text', { name: session.actor.name, workspace: session.workspace.name }),
      ...parts,
      say('foot', { url: `${publicUrl}/notices/settings` }),
    ].join('\n\n'),
  }
}

const headOf = ({ text, record }: ShownNotice): string => [text, record?.title].filter(Boolean).join(' · ')

type At = Readonly<{ engine: Engine; session: Session; catalog: Catalog; publicUrl: string }>

function partOf({ engine, session, catalog, publicUrl }: At, notice: ShownNotice): string {
  const object = catalog.objects[notice.object]
  const reader = { modules: engine.modules, locale: session.actor.locale, catalog }
  const facts = Object.entries(notice.facts).flatMap(([name, value]) => {
    const field = object?.fields[name]
    const text = field ? shownText(reader, field, { value, session, now: new Date() }) : null
    return field && text ? [`${fieldLabel(reader, field)}: ${text}`] : []
  })
  const address = object && notice.record ? [`${publicUrl}/o/${object.plural}/${notice.record.id}`] : []
  return [headOf(notice), ...facts, ...address].join('\n')
}

type Shown = Readonly<{ value: unknown; session: Session; now: Date }>

/** A value as a line of a letter says it; null for what has no text. */
function shownText(reader: Parameters<typeof fieldLabel>[0], field: CatalogField, { value, session, now }: Shown): string | null {
  if (value === null || value === undefined) return null
  if (field.refers !== null) return titleOf(value)
  if (typeof value === 'string') {
    const option = field.type.choices?.(field.options).find(({ key }) => key === value)
    if (option) return optionLabel(reader, `${field.object}.${field.name}`, option)
  }
  const { workspace, actor } = session
  const context: ParseContext = {
    region: workspace.region,
    currency: workspace.currency,
    timeZone: actor.timeZone,
    locale: actor.locale,
    now,
    today: dayOf(now, actor.timeZone),
    memberId: actor.memberId,
  }
  const text = field.type.toText ? field.type.toText(value, field.options, context) : value
  return text === null || typeof text === 'object' ? null : String(text)
}

const titleOf = (value: unknown): string | null => ((value as { title?: unknown } | null)?.title as string | null | undefined) ?? null
