/** What a lead becomes. */
export type Part = 'account' | 'contact' | 'opportunity'
export const parts: readonly Part[] = ['account', 'contact', 'opportunity']

type Linked = Readonly<{ id: string; title: string | null }>
/** Why a record is offered; `fields` are fields of its object in which it is like the lead. */
export type Reason = Readonly<{ code: 'fields' | 'person' | 'domain' | 'customer' | 'product'; fields?: readonly string[] }>
export type Offer = Readonly<{
  id: string
  title: string | null
  owner: Linked | null
  account: Linked | null
  sure: boolean
  reasons: readonly Reason[]
}>
export type Offers = Readonly<Record<Part, readonly Offer[]>>

/** `other`: one that is there and was not named yet. */
export type Choice = 'new' | 'none' | 'other' | Linked
export type Chosen = Readonly<Record<Part, Choice>>

export const isLink = (choice: Choice): choice is Linked => typeof choice === 'object'

const onlySure = (offers: readonly Offer[]): Offer | undefined => {
  const sure = offers.filter((one) => one.sure)
  return sure.length === 1 ? sure[0] : undefined
}
const linkTo = ({ id, title }: Linked): Linked => ({ id, title })

/** What is chosen before anybody chose: the one that surely is the same, else a new one. */
export function firstChosen({ account, contact }: Offers): Chosen {
  const person = onlySure(contact)
  const customer = person?.account ?? onlySure(account)
  return { account: customer ? linkTo(customer) : 'new', contact: person ? linkTo(person) : 'new', opportunity: 'new' }
}

/** A contact or deal brings its customer; another customer than theirs puts them away. */
export function choose(chosen: Chosen, { part, to, offers }: Readonly<{ part: Part; to: Choice; offers: Offers }>): Chosen {
  const next = { ...chosen, [part]: to }
  const customerOf = (one: Part) => {
    const choice = next[one]
    return isLink(choice) ? (offers[one].find(({ id }) => id === choice.id)?.account ?? null) : null
  }
  const brought = part === 'account' ? null : customerOf(part)
  const account = brought ? linkTo(brought) : next.account
  const stays = (one: Part) => {
    const of = customerOf(one)
    return one === part || !of || (isLink(account) && of.id === account.id)
  }
  return { account, contact: stays('contact') ? next.contact : 'new', opportunity: stays('opportunity') ? next.opportunity : 'new' }
}

/** Deals that fit what is chosen: those of the customer, or of any that is offered as long as he is to be new. */
export const dealsFor = (offers: readonly Offer[], { account }: Chosen): readonly Offer[] =>
  isLink(account) ? offers.filter((one) => one.account?.id === account.id) : offers
