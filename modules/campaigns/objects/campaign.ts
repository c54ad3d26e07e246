import { choice, day, defineObject, integer, lines, link, longText, money, rollUp, text } from '#kernel/model'

/** What is done for whoever has not answered, so many days after he was invited: a letter that the program sends, or a task of whoever looks after him. */
export const campaignStep = defineObject('campaignStep', {
  plural: 'campaignSteps',
  title: 'subject',
  partOf: 'campaign',
  icon: 'list-ordered',
  fields: {
    campaign: link('campaign', { required: true, onRemove: 'follow' }),
    afterDays: integer({ required: true, min: 0, max: 1_000, total: false }),
    kind: choice(['call', 'mail', 'letter', 'visit', 'todo'], { required: true, default: 'call' }),
    subject: text({ required: true, max: 150 }),
    /** What to say or write; `{name}` and `{company}` become the person's. */
    words: longText({ max: 5_000 }),
  },
  views: {
    list: { columns: ['afterDays', 'kind', 'subject', 'words'], sort: 'afterDays' },
    form: [{ section: 'basic', rows: [['afterDays', 'kind'], ['subject'], ['words']] }],
  },
})

/** Something we do so that people become leads: who is asked, who answered, what it cost and what it brought. */
export const campaign = defineObject('campaign', {
  plural: 'campaigns',
  title: 'name',
  owned: true,
  icon: 'megaphone',
  open: { state: { in: ['planned', 'running'] } },
  search: ['name', 'goal', 'utm'],
  fields: {
    name: text({ required: true, max: 100 }),
    kind: choice(['mail', 'call', 'event', 'webinar', 'fair', 'advert', 'social', 'other'], { indexed: true }),
    state: choice(
      [
        { key: 'planned', color: 'grey' },
        { key: 'running', color: 'accent' },
        { key: 'ended', color: 'green' },
      ],
      { default: 'planned', required: true, indexed: true },
    ),
    startsOn: day(),
    endsOn: day(),
    budget: money(),
    cost: money(),
    goal: longText({ max: 2_000 }),
    /** The word by which addresses of this campaign are known: `utm_campaign`. */
    utm: text({ max: 200, unique: true }),
    /** From this hour on letters go out, in the workspace's zone. */
    lettersFrom: integer({ default: 9, min: 0, max: 23, total: false }),
    steps: lines(campaignStep, { by: 'campaign' }),
    memberCount: rollUp({ of: 'members', measure: 'count' }),
    answerCount: rollUp({ of: 'members', measure: 'count', filter: { state: { in: ['answered', 'attended'] } } }),
    letterCount: rollUp({ of: 'letters', measure: 'count', filter: { state: 'sent', isTrial: { ne: true } } }),
    attendCount: rollUp({ of: 'members', measure: 'count', filter: { state: 'attended' } }),
    leadCount: rollUp({ of: 'leads', measure: 'count' }),
    wonDeals: rollUp({ of: 'leads', measure: 'sum', field: 'wonDeals' }),
    wonMoney: rollUp({ of: 'leads', measure: 'sum', field: 'wonMoney' }),
    receivedMoney: rollUp({ of: 'leads', measure: 'sum', field: 'receivedMoney' }),
  },
  views: {
    list: {
      columns: ['name', 'kind', 'state', 'startsOn', 'endsOn', 'memberCount', 'answerCount', 'leadCount', 'cost', 'owner', 'updatedAt'],
      sort: '-startsOn',
    },
    board: { by: 'state', card: ['kind', 'startsOn', 'owner'] },
    facts: ['kind', 'startsOn', 'endsOn', 'owner'],
    path: 'state',
    related: ['members', 'letters', 'leads'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'kind'], ['state', 'owner'], ['startsOn', 'endsOn'], ['budget', 'cost'], ['utm'], ['goal']],
      },
      { section: 'steps', rows: [['lettersFrom'], ['steps']] },
      {
        section: 'brought',
        rows: [
          ['memberCount', 'letterCount'],
          ['answerCount', 'attendCount'],
          ['leadCount', 'wonDeals'],
          ['wonMoney', 'receivedMoney'],
        ],
      },
    ],
  },
})
