import { type Change, defineConsequence, fail, system } from '#kernel'
import { defaultEntity } from '#modules/company'
import { account, contact } from '#objects/customers'
import { byId } from '../counting.ts'
import { goOn } from '../go-on.ts'
import { fillLines } from '../line-prices.ts'
import { order, orderLine } from '../objects/index.ts'

/** A new order takes from the customer where to and to whom it is delivered, as far as nobody has said. */
export const orderStarts = defineConsequence(order, {
  reads: ['account', 'contact'],
  async run(work, written) {
    const kernel = work.as(system('where to an order goes'))
    const due = written.filter(({ row, before }) => row.status === 'draft' && (!before || before.account !== row.account || !row.consignee))
    if (due.length === 0) return
    const [customers, people] = [
      await byId(
        kernel,
        account,
        due.map(({ row }) => row.account),
      ),
      await byId(
        kernel,
        contact,
        due.flatMap(({ row }) => row.contact ?? []),
      ),
    ]
    const entity = due.some(({ row }) => !row.legalEntity) ? await defaultEntity(kernel) : null
    const changes = due.flatMap(({ row, before }) => {
      const [customer, person] = [customers.get(row.account), row.contact ? people.get(row.contact) : undefined]
      const isOther = !!before && before.account !== row.account
      const to: Change<typeof order> = {
        ...(!row.legalEntity && entity ? { legalEntity: entity.id } : {}),
        ...(!row.deliveryAddress || isOther ? { deliveryAddress: addressOf(customer) } : {}),
        ...(!row.consignee && person ? { consignee: person.name } : {}),
        ...(!row.consigneePhone && person?.mobile ? { consigneePhone: person.mobile } : {}),
      }
      const isNew = Object.entries(to).some(([name, value]) => (row as Record<string, unknown>)[name] !== value)
      return isNew ? [{ ...to, id: row.id }] : []
    })
    await kernel.changeMany(order, changes)
  },
})

type Place = Readonly<Record<'province' | 'city' | 'district' | 'address', string | null>>
/** Province, city, district and street in one line; empty where the customer has no street. */
function addressOf(place: Place | undefined): string | null {
  if (!place?.address) return null
  const parts = [place.province, place.city === place.province ? null : place.city, place.district]
  return [...parts.filter((part) => part && !place.address!.includes(part)), place.address].join('').slice(0, 300)
}

/** What a position does not say is what its product says, and what it costs this customer; what was confirmed takes no further positions. */
export const lineJoins = defineConsequence(orderLine, {
  reads: ['order', 'product', 'description', 'quantity', 'unit', 'unitFactor', 'price', 'discount', 'discountAmount'],
  async run(work, written) {
    const kernel = work.as(system('positions of an order'))
    const orders = await byId(
      kernel,
      order,
      written.map(({ row }) => row.order),
    )
    const isNew = (id: string) => orders.get(id)!.version === 1 && orders.get(id)!.createdAt >= work.now.toISOString()
    const agreed = [...orders.values()].find((row) => row.status !== 'draft' && !isNew(row.id))
    if (agreed && work.actor.kind !== 'system') fail('orders.agreed', { order: agreed.number })
    await fillLines(kernel, written, { orders, isTyped: work.actor.kind !== 'system' })
    // What somebody let through was another order.
    const changed = [...orders.values()].filter((row) => row.mayOversell && row.status === 'draft')
    await kernel.changeMany(
      order,
      changed.map(({ id }) => ({ id, mayOversell: false })),
    )
    await goOn(
      work,
      [...orders.values()].filter(({ status }) => status !== 'draft').map(({ id }) => id),
    )
  },
})
