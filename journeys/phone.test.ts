import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')

journey('on a phone: sign in, list, record, a new customer', async ({ enter }) => {
  await house.ask(ada, 'POST', '/accounts', { name: '杭州西湖茶业', phone: '0571-8888 0001' })
  const { page, say } = await enter(house, ada, { locale: 'zh-CN', isPhone: true })
  const bar = page.getByRole('navigation', { name: say('nav.label') })
  await bar.getByRole('button', { name: say('phone.more') }).tap()
  await page
    .getByRole('dialog')
    .getByRole('link', { name: say('account.plural'), exact: true })
    .tap()
  await page
    .getByRole('link', { name: /杭州西湖茶业/ })
    .or(page.getByText('杭州西湖茶业'))
    .first()
    .tap()
  await page.getByRole('heading', { name: '杭州西湖茶业' }).waitFor()
  await page.getByRole('tab', { name: say('record.details') }).tap()
  await page.getByText('0571 8888 0001').first().waitFor()

  await bar.getByRole('button', { name: say('top.create') }).tap()
  await page.getByRole('menuitem', { name: say('account'), exact: true }).tap()
  // The record page below has buttons that carry the same words.
  await page.getByRole('textbox', { name: say('account.name') }).fill('宁波北仑港务')
  await page
    .getByRole('main')
    .getByRole('button', { name: say('form.create') })
    .tap()
  await page.getByRole('heading', { name: '宁波北仑港务' }).waitFor()
})
