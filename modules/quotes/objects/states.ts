import type { ChoiceOption } from '#kernel/model'

/** Where a quote stands. */
export const states = [
  { key: 'draft', color: 'grey' },
  { key: 'inApproval', color: 'amber' },
  { key: 'approved', color: 'accent' },
  { key: 'sent', color: 'violet', verb: 'send' },
  { key: 'accepted', color: 'green', kind: 'won', verb: 'accept' },
  { key: 'declined', color: 'red', kind: 'lost', verb: 'decline' },
  { key: 'expired', color: 'red', kind: 'lost' },
  { key: 'withdrawn', color: 'grey', kind: 'lost', verb: 'withdraw' },
  { key: 'superseded', color: 'grey', kind: 'lost' },
] as const satisfies readonly ChoiceOption[]
export type State = (typeof states)[number]['key']

/**
 * The steps there are: from which states, to which. Nothing else moves a quote, whoever asks. Changes of approved figures for the worse (`void`), the end of validity
 * (`expire`) and the loss of the deal (`lose`) go by themselves.
 */
export const steps = {
  submit: { from: ['draft'], to: 'approved' },
  ask: { from: ['draft'], to: 'inApproval' },
  approve: { from: ['inApproval'], to: 'approved' },
  reject: { from: ['inApproval'], to: 'draft' },
  recall: { from: ['inApproval'], to: 'draft' },
  void: { from: ['approved'], to: 'draft' },
  send: { from: ['approved'], to: 'sent' },
  accept: { from: ['sent'], to: 'accepted' },
  decline: { from: ['sent'], to: 'declined' },
  withdraw: { from: ['sent'], to: 'withdrawn' },
  expire: { from: ['sent'], to: 'expired' },
  revise: { from: ['approved', 'sent', 'expired'], to: 'superseded' },
  lose: { from: ['draft', 'inApproval', 'approved', 'sent'], to: 'withdrawn' },
} as const satisfies Readonly<Record<string, Readonly<{ from: readonly State[]; to: State }>>>
export type Step = keyof typeof steps

/** What a quote says may be written as long as it stands at one of these. */
export const openStates: readonly State[] = ['draft', 'approved']
/** Once it waits, was sent or is decided, what it says stays as it is. */
export const fixedStates = states.map(({ key }) => key).filter((key) => !openStates.includes(key))
