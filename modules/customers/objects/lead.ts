import { choice, day, defineObject, email, instant, link, longText, phone, rollUp, tags, text, webAddress } from '#kernel/model'
import { account } from './account.ts'
import { contact } from './contact.ts'
import { industries, sources } from './lists.ts'

/** Somebody who may become a customer; once qualified it names what it became. */
export const lead = defineObject('lead', {
  plural: 'leads',
  title: 'name',
  owned: true,
  open: { status: { in: ['new', 'working'] } },
  icon: 'sprout',
  search: ['name', 'company', 'mobile', 'phone', 'email'],
  duplicates: [
    { by: ['mobile'], sure: true },
    { by: ['email'], sure: true },
    { by: ['phone'] },
    { by: ['company', 'name'] },
    { by: ['company'] },
    { by: ['company'], spoken: true },
  ],
  fields: {
    /** Where nobody is named, the company stands for the lead. */
    name: text({ max: 100, copyable: true }),
    company: text({ max: 200 }),
    title: text({ max: 100 }),
    department: text({ max: 100 }),
    mobile: phone(),
    phone: phone(),
    email: email(),
    /** WeChat, QQ and the like. */
    im: text({ max: 100 }),
    website: webAddress(),
    source: choice(sources, { indexed: true }),
    status: choice(
      [
        { key: 'new', color: 'accent' },
        { key: 'working', color: 'amber' },
        { key: 'qualified', color: 'green' },
        { key: 'disqualified', color: 'grey' },
      ],
      { default: 'new', required: true, indexed: true },
    ),
    industry: choice(industries),
    country: text({ max: 100 }),
    province: text({ max: 100 }),
    city: text({ max: 100 }),
    address: text({ max: 300 }),
    need: longText(),
    tags: tags(),
    disqualifiedReason: choice(['noNeed', 'noBudget', 'noAnswer', 'competitor', 'wrongContact', 'duplicate', 'other']),
    disqualifiedNote: text({ max: 500 }),
    recallOn: day(),
    convertedAt: instant({ readOnly: true }),
    account: link(account, { reverse: 'leads', onRemove: 'clear' }),
    contact: link(contact, { reverse: 'leads', onRemove: 'clear' }),
    remark: longText(),
    touchCount: rollUp({ of: 'touches', measure: 'count' }),
    lastTouchAt: rollUp({ of: 'touches', measure: 'max', field: 'at' }),
  },
  views: {
    list: {
      columns: ['name', 'company', 'status', 'source', 'mobile', 'email', 'city', 'owner', 'createdAt', 'updatedAt'],
      sort: '-updatedAt',
    },
    board: { by: 'status', card: ['company', 'source', 'mobile', 'owner'] },
    facts: ['company', 'source', 'mobile', 'owner', 'createdAt'],
    path: 'status',
    form: [
      { section: 'basic', rows: [['name', 'company'], ['title', 'department'], ['source', 'status'], ['industry', 'owner'], ['tags']] },
      {
        section: 'reach',
        rows: [['mobile', 'phone'], ['email', 'im'], ['website'], ['country', 'province'], ['city', 'address']],
      },
      { section: 'need', rows: [['need'], ['remark']] },
      { section: 'touches', rows: [['touchCount', 'lastTouchAt']] },
      { section: 'outcome', rows: [['disqualifiedReason', 'recallOn'], ['disqualifiedNote'], ['account', 'contact'], ['convertedAt']] },
    ],
  },
})
