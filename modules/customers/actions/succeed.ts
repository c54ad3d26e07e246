import { defineAction, fail, system, type Work } from '#kernel'
import { choice, day, integer, link, type RowOf, yesNo } from '#kernel/model'
import { contact } from '../objects/index.ts'
import { type Held, heldBy, type Line, objectOf } from '../open-roles-of.ts'
import type { OpenRole } from '../rules/open-roles.ts'

const most = 10_000
const kernelOf = (work: Work): Work => work.as(system('a contact has a successor'))

type Contact = RowOf<typeof contact>
/**
 * A contact left, or is removed: another contact of the same customer takes over where he still has a part, in one change set. That he left stands on him, and
 * what is over stays as it was.
 *
 * @throws `customers.needs-successor` where he has a part in something open and nobody is named; `customers.successor-elsewhere` for somebody of another customer
 */
export const succeed = defineAction('customers.succeed', {
  on: contact,
  aside: true,
  input: {
    contact: link(contact, { required: true }),
    successor: link(contact),
    /** Nobody takes over yet. */
    nobody: yesNo({ default: false }),
    becomes: choice(['left', 'removed'], { required: true, default: 'left' }),
    on: day(),
  },
  result: { contact: link(contact, { required: true }), moved: integer({ required: true }) },
  fails: ['customers.needs-successor', 'customers.successor-elsewhere'],
  async run(work, input) {
    const former = await work.one(contact, input.contact, { lock: true })
    const held = await heldBy(kernelOf(work), [former.id])
    const count = held.reduce((sum, { rows }) => sum + rows.length, 0)
    if (!input.successor && count > 0 && input.nobody !== true) fail('customers.needs-successor', { count })
    const successor = input.successor ? await successorOf(work, former, input.successor) : null
    // Said first: whoever may not change the contact moves nothing.
    if (input.becomes !== 'removed') await work.change(contact, former.id, { leftOn: input.on ?? work.today, isPrimary: false })
    if (successor) await takeOver(work, { former, successor, held })
    if (input.becomes === 'removed') {
      if (!successor) await letGo(kernelOf(work), held)
      await work.remove(contact, [former.id])
    }
    return { contact: former.id, moved: successor ? count : 0 }
  },
})

async function successorOf(work: Work, former: Contact, id: string): Promise<Contact> {
  const found = await work.one(contact, id)
  const isThere = former.account
    ? await work.count(contact, { id, or: [{ account: former.account }, { affiliations: { some: { account: former.account } } }] })
    : found.account === null
  if (!isThere || found.id === former.id) fail('customers.successor-elsewhere', { name: found.name })
  return found
}

/** Nobody takes over: what named him stays without anybody, and lines that are nothing without him go. */
async function letGo(kernel: Work, held: readonly Held[]): Promise<void> {
  for (const { role, rows } of held) {
    const ids = rows.map(({ id }) => id)
    if (kernel.catalog.objects[role.object]!.fields[role.by]!.required) await kernel.remove(objectOf(role), ids)
    else
      await kernel.changeMany(
        objectOf(role),
        ids.map((id) => ({ id, [role.by]: null })),
      )
  }
}

async function takeOver(
  work: Work,
  { former, successor, held }: Readonly<{ former: Contact; successor: Contact; held: readonly Held[] }>,
): Promise<void> {
  const kernel = kernelOf(work)
  for (const { role, rows } of held) {
    const object = objectOf(role)
    const doubled = await alreadyThere(work, role, { rows, successor: successor.id })
    const moving = rows.filter(({ id }) => !doubled.has(id) && id !== successor.id)
    if (doubled.size > 0) await kernel.remove(object, [...doubled])
    if (moving.length > 0)
      await kernel.changeMany(
        object,
        moving.map(({ id }) => ({ id, [role.by]: successor.id })),
      )
  }
  await kernel.change(contact, successor.id, {
    ...(former.isPrimary ? { isPrimary: true } : {}),
    // Nobody reports to himself.
    ...(successor.reportsTo === former.id ? { reportsTo: former.reportsTo } : {}),
  })
}

/** Lines that the successor has himself already: there may be no second one. */
async function alreadyThere(
  work: Work,
  role: OpenRole,
  { rows, successor }: Readonly<{ rows: readonly Line[]; successor: string }>,
): Promise<ReadonlySet<string>> {
  const sets = (work.catalog.objects[role.object]?.unique ?? []).filter((names) => names.includes(role.by))
  if (sets.length === 0) return new Set()
  const own = (await kernelOf(work).find(objectOf(role), { [role.by]: successor }, { limit: most, sort: ['id'] })) as unknown as Line[]
  const keyOf = (names: readonly string[], row: Line) =>
    names
      .filter((name) => name !== role.by)
      .map((name) => String(row[name]))
      .join(' ')
  return new Set(
    rows.filter((row) => sets.some((names) => own.some((other) => keyOf(names, other) === keyOf(names, row)))).map(({ id }) => id),
  )
}
