import { type Grant, grant } from '#kernel'
import { department, exchangeRate, member, membership } from '#kernel/model'
import { comment, followUp, task } from '#objects/activities'
import { product, productCategory, promotion } from '#objects/catalog'
import { lead, leadTouch } from '#objects/customers'
import { formRefusal, webForm } from '#objects/forms'
import { answerRule, assignRule, joinRule, scoreFactor } from '#objects/leads'
import { webInvite, webPage, webSite, webVisit } from '#objects/website'
import { campaign, campaignLetter, campaignMember, mailRefusal } from './objects/index.ts'

const role = 'marketing'
const seeAll = { read: 'all', export: true } as const
const keeps = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true, share: true } as const
const mine = { read: 'own', create: true, update: 'own', remove: 'own' } as const
const hidden = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'hidden' as const]))

/**
 * What marketing may: bring people in by forms, sites and campaigns, and follow all leads, whoever has them, to whether they were qualified. Of customers, deals and what they
 * paid it reads nothing; what a campaign may cost is its own figure.
 */
export const ofMarketing: readonly Grant[] = [
  grant(role, lead, { ...keeps, update: 'own', remove: 'own', fields: hidden(['wonMoney', 'receivedMoney', 'dealCost']) }),
  grant(role, leadTouch, { ...seeAll, actions: { 'leads.answer-touch': false } }),
  ...[followUp, task, comment].map((object) => grant(role, object, mine)),
  grant(role, webForm, keeps),
  grant(role, formRefusal, { read: 'all' }),
  grant(role, webSite, keeps),
  ...[webVisit, webPage].map((object) => grant(role, object, seeAll)),
  grant(role, webInvite, { read: 'all', remove: 'all' }),
  grant(role, campaign, { ...keeps, fields: hidden(['wonMoney', 'receivedMoney']) }),
  ...[campaignMember, campaignLetter].map((object) => grant(role, object, { ...seeAll, remove: 'all' })),
  grant(role, mailRefusal, { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true }),
  ...[answerRule, assignRule, joinRule, scoreFactor].map((object) => grant(role, object, { read: 'all' })),
  grant(role, product, { ...seeAll, fields: hidden(['cost']) }),
  grant(role, productCategory, seeAll),
  grant(role, promotion, { ...seeAll, actions: { 'catalog.stop-promotion': false } }),
  // What every role of the house has of its own workspace.
  ...[department, member, membership, exchangeRate].map((object) => grant(role, object, { read: 'all' })),
  ...['savedView', 'viewChoice'].map((name) => grant(role, { name }, mine)),
]
