import { readPdf, type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { papers } from '#manifest/papers'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { documents } from '../module.ts'

export type Row = Record<string, unknown>
export const idOf = (value: unknown): string => String((value as { id: string }).id)
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

/** A company with a seal, one customer, and people who look at them. */
export async function openCompany(o: { now?: string } = {}) {
  const app = await testApp([customers, activities, catalog, sales, company, papers, quotes, contracts, payments, documents], {
    locale: 'zh-CN',
    ...o,
  })
  const boss = await app.as('administrator')
  // Whoever pays back here asks nobody.
  for (const { id } of await boss.list('approvalFlow', { filter: { object: 'receipt' } }))
    await boss.change('approvalFlow', id as string, { active: false })
  const rep = await app.as('rep', { name: '林晓' })
  const make = async (who: TestPerson, object: string, row: Row) => idOf((await who.create(object, [row]))[0])
  const seal = await boss.work((work) => work.files.keep({ name: '章.png', type: 'image/png', content: Buffer.from(pixel, 'base64') }))
  const entity = await make(boss, 'legalEntity', {
    name: '知客科技有限公司',
    registeredAddress: '上海市浦东新区张江路 1 号',
    isDefault: true,
    seal,
    bankAccounts: [{ bank: '招商银行上海分行', number: '6225 0000 1111', isDefault: true }],
  })
  const customer = await make(rep, 'account', { name: '华瑞物流集团', address: '苏州市工业园区 9 号' })
  /** The file of an action's answer, read back. */
  const fileOf = async (answer: Row) => readPdf((await app.system.work((work) => work.files.content(idOf(answer.file))))!)
  return { app, boss, rep, make, entity, customer, fileOf }
}
