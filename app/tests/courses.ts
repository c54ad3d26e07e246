import { by, type Course } from './race-tables.ts'

export type { Course, Made } from './race-tables.ts'

// The tables of what may follow what. Tenders, leads, pools and statements of commission have theirs beside their modules.

const deal = by('rep', 'opportunity')
const led = by('manager', 'opportunity')
export const deals: Course = {
  object: 'opportunity',
  begin: async ({ made, rep, customer }) => ({
    id: await made(rep, 'opportunity', { name: '产线', account: customer!.id, amount: 100, stage: 'analysis' }),
  }),
  steps: {
    advance: deal('sales.advance'),
    back: deal('sales.advance', { stage: 'contact' }),
    win: deal('sales.win'),
    lose: deal('sales.lose', { kind: 'price', reason: '预算取消', lostToNobody: true }),
    void: led('sales.void', { reason: '重复' }),
    reopen: led('sales.reopen'),
  },
  states: {
    open: { by: [], on: { advance: 'open', back: 'open', win: 'won', lose: 'lost', void: 'void' } },
    won: { by: ['win'], on: { reopen: 'open' } },
    lost: { by: ['lose'], on: { reopen: 'open' } },
    void: { by: ['void'], on: { reopen: 'open' } },
  },
}

const quote = by('rep', 'quote')
export const quotes: Course = {
  object: 'quote',
  begin: async ({ made, rep, customer, strict }) => ({
    id: await made(rep, 'quote', { title: '报价', account: customer!.id, lines: [{ product: strict!.id, quantity: 1 }] }),
  }),
  steps: {
    submit: quote('quotes.submit'),
    recall: quote('quotes.recall'),
    approve: by('admin', 'quote')('quotes.approve'),
    reject: by('manager', 'quote')('quotes.reject', { reason: '毛利太低' }),
    send: quote('quotes.send'),
    accept: quote('quotes.accept', { acceptedBy: '赵启明', proof: '邮件' }),
    decline: quote('quotes.decline', { reason: '太贵' }),
    withdraw: quote('quotes.withdraw', { reason: '有误' }),
    revise: quote('quotes.revise'),
  },
  states: {
    draft: { by: [], on: { submit: 'inApproval' } },
    inApproval: { by: ['submit'], on: { recall: 'draft', approve: 'approved', reject: 'draft' } },
    approved: { by: ['submit', 'approve'], on: { send: 'sent', revise: 'superseded' } },
    sent: {
      by: ['submit', 'approve', 'send'],
      on: { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn', revise: 'superseded' },
    },
    accepted: { by: ['submit', 'approve', 'send', 'accept'], on: {} },
    declined: { by: ['submit', 'approve', 'send', 'decline'], on: {} },
    withdrawn: { by: ['submit', 'approve', 'send', 'withdraw'], on: {} },
    superseded: { by: ['submit', 'approve', 'send', 'revise'], on: {} },
  },
}

const contract = by('rep', 'contract')
const lead = by('manager', 'contract')
export const contracts: Course = {
  object: 'contract',
  begin: async ({ made, rep, call, customer, billed }) => {
    // The first signature makes the customer another one.
    await billed()
    const id = await made(rep, 'contract', { name: '合同', account: customer!.id, amount: 10_000 })
    await call(rep, 'contracts.plan', { contract: id, count: 2, firstOn: '2030-06-01' })
    return { id }
  },
  steps: {
    'to sign': contract('contracts.to-sign'),
    'to draft': contract('contracts.to-draft'),
    sign: contract('contracts.sign', { signedOn: '2030-05-01', winDeal: false }),
    finish: contract('contracts.finish', { reason: '履行完毕' }),
    terminate: lead('contracts.terminate', { reason: '客户停产', openPlan: 'waive' }),
    resume: lead('contracts.resume', { reason: '误操作' }),
    void: contract('contracts.void', { reason: '未签成' }),
  },
  states: {
    draft: { by: [], on: { 'to sign': 'toBeSigned', void: 'void' } },
    toBeSigned: { by: ['to sign'], on: { 'to draft': 'draft', sign: 'running', void: 'void' } },
    running: { by: ['to sign', 'sign'], on: { finish: 'finished', terminate: 'terminated' } },
    finished: { by: ['to sign', 'sign', 'finish'], on: { resume: 'running' } },
    terminated: { by: ['to sign', 'sign', 'terminate'], on: { resume: 'running' } },
    void: { by: ['to sign', 'void'], on: {} },
  },
}

let numbered = 0
const invoice = by('finance', 'invoice')
export const invoices: Course = {
  object: 'invoice',
  begin: async ({ made, rep, customer, billed }) => ({
    id: await made(rep, 'invoice', {
      kind: 'ordinary',
      account: customer!.id,
      titleName: '华瑞物流',
      shares: [{ contract: await billed(), amount: 1 }],
    }),
  }),
  steps: {
    approve: invoice('payments.approve'),
    reject: invoice('payments.reject', { reason: '抬头不对' }),
    issue: invoice('payments.issue', () => ({ invoiceNumber: `F${++numbered}`, issuedOn: '2030-05-20' })),
    deliver: invoice('payments.deliver', { trackingNumber: 'SF100' }),
    void: invoice('payments.void', { reason: '打印错误' }),
  },
  states: {
    requested: { by: [], on: { approve: 'approved', reject: 'rejected' } },
    approved: { by: ['approve'], on: { issue: 'issued', reject: 'rejected' } },
    issued: { by: ['approve', 'issue'], on: { deliver: 'delivered', void: 'voided' } },
    delivered: { by: ['approve', 'issue', 'deliver'], on: {} },
    rejected: { by: ['reject'], on: {} },
    voided: { by: ['approve', 'issue', 'void'], on: {} },
  },
}

const receipt = by('finance', 'receipt')
export const receipts: Course = {
  object: 'receipt',
  begin: async ({ made, finance, customer, billed }) => ({
    id: await made(finance, 'receipt', { amount: 1, receivedOn: '2030-05-10', payerName: '华瑞物流' }),
    account: String(customer!.id),
    contract: await billed(),
  }),
  steps: {
    claim: by('admin', 'receipt')('payments.claim', ({ account, contract }) => ({ account, contract, reason: '货款' })),
    confirm: receipt('payments.confirm'),
    refund: receipt('payments.refund', { amount: 1, reason: '退款' }),
    reverse: receipt('payments.reverse', { reason: '退票' }),
  },
  states: {
    unclaimed: { by: [], on: { claim: 'proposed' } },
    proposed: { by: ['claim'], on: { confirm: 'confirmed' } },
    confirmed: { by: ['claim', 'confirm'], on: { refund: 'confirmed', reverse: 'reversed' } },
    reversed: { by: ['claim', 'confirm', 'reverse'], on: {} },
  },
}
