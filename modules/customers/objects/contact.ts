import { choice, day, defineObject, email, lines, link, longText, phone, tags, text, yesNo } from '#kernel/model'
import { account } from './account.ts'
import { affiliation } from './affiliation.ts'
import { birthdayFields } from './birthday-fields.ts'
import { contactWay } from './contact-way.ts'
import { genders } from './lists.ts'

/** A person at a customer, or one we know without a customer yet. */
export const contact = defineObject('contact', {
  plural: 'contacts',
  title: 'name',
  owned: true,
  follows: ['account', 'affiliations.account'],
  tree: 'reportsTo',
  icon: 'contact-round',
  search: ['name', 'mobile', 'email', 'workPhone', 'im'],
  duplicates: [
    { by: ['mobile'], sure: true },
    { by: ['email'], sure: true },
    { by: ['name', 'account'] },
    { by: ['wayPhones'], from: ['ways'], like: 0, sure: true },
    { by: ['wayMails'], from: ['ways'], like: 1, sure: true },
  ],
  fields: {
    account: link(account, { reverse: 'contacts', onRemove: 'follow' }),
    name: text({ required: true, max: 100, copyable: true }),
    gender: choice(genders),
    class: choice(
      [
        { key: 'key', color: 'violet' },
        { key: 'important', color: 'accent' },
        { key: 'ordinary', color: 'grey' },
        { key: 'minor', color: 'grey' },
        { key: 'lapsed', color: 'red' },
      ],
      { default: 'ordinary', indexed: true },
    ),
    isPrimary: yesNo({ default: false }),
    duty: text({ max: 200 }),
    salutation: text({ max: 50 }),
    department: text({ max: 100 }),
    title: text({ max: 100 }),
    mobile: phone(),
    workPhone: phone(),
    fax: phone(),
    email: email(),
    im: text({ max: 100 }),
    homePhone: phone(),
    homeAddress: text({ max: 300 }),
    ...birthdayFields,
    hobbies: text({ max: 500 }),
    /** The day on which he left the customer; what he said and signed stays his. */
    leftOn: day({ indexed: true }),
    reportsTo: link('contact', { reverse: 'reports', onRemove: 'clear' }),
    affiliations: lines(affiliation, { by: 'contact' }),
    ways: lines(contactWay, { by: 'contact' }),
    /** What stands in `ways` and is in use, for duplicates to be told by. */
    wayPhones: tags({ readOnly: true }),
    wayMails: tags({ readOnly: true }),
    tags: tags(),
    remark: longText(),
  },
  views: {
    list: {
      columns: ['name', 'account', 'title', 'department', 'class', 'isPrimary', 'mobile', 'email', 'owner', 'updatedAt'],
      sort: '-updatedAt',
    },
    facts: ['account', 'title', 'mobile', 'email', 'owner'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'account'],
          ['gender', 'salutation'],
          ['department', 'title'],
          ['duty', 'reportsTo'],
          ['class', 'isPrimary'],
          ['owner', 'tags'],
          ['leftOn'],
        ],
      },
      { section: 'reach', rows: [['mobile', 'workPhone'], ['email', 'im'], ['fax'], ['ways']] },
      { section: 'affiliations', rows: [['affiliations']] },
      {
        section: 'personal',
        rows: [
          ['homePhone', 'homeAddress'],
          ['birthday', 'birthdayBy'],
          ['nextBirthdayOn', 'hobbies'],
        ],
      },
      { section: 'lunar', shownWhen: "birthdayBy == 'lunar'", rows: [['lunarMonth', 'lunarDay'], ['lunarLeap']] },
      { section: 'remark', rows: [['remark']] },
    ],
  },
})
