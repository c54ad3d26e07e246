/** Texts that a fresh workspace starts with; each may be changed. */
export const en = {
  proposal: {
    name: 'Proposal',
    body: `# {{title}}

{{account.name}}{{#if contact}}, {{contact.name}}{{/if}}

Thank you for your trust. Following our talks, we propose the following.

## 1. What we offer
[[lines]]
[[total]]

{{#if taxMode = onTop}}
Prices are without tax.
{{else}}
Prices include tax.
{{/if}}
{{#if validUntil}}
This proposal holds until **{{validUntil}}**.
{{/if}}

## 2. The products
[[products]]

## 3. Terms
{{#if paymentTerms}}
- **Payment**: {{paymentTerms}}
{{/if}}
{{#if deliveryTerms}}
- **Delivery**: {{deliveryTerms}}
{{/if}}
- **Your contact**: {{owner.name}}

## 4. References
[[references]]

---
## 5. Agreement
[[signatures]]
`,
  },
  contract: {
    name: 'Sales contract',
    body: `# Sales contract

Number: {{number}}

**Buyer**: {{account.name}}
Address: {{account.address}}

**Seller**: {{seller.name}}
Address: {{seller.registeredAddress}}

Buyer and seller agree as follows.

## 1. Goods and services
[[lines]]

## 2. Price
The total price is **{{amount}}**.

## 3. Payment
{{#if paymentTerms}}
{{paymentTerms}}
{{/if}}
[[plan]]

{{#if bank.number}}
Bank account: {{bank.bank}}, {{bank.number}}.
{{/if}}

## 4. Delivery
{{#if deliveryTerms}}
{{deliveryTerms}}
{{else}}
At the time and place that both sides confirm in writing.
{{/if}}
{{#if deliveryPlace}}
Place of delivery: {{deliveryPlace}}
{{/if}}

## 5. Term
{{#if startsOn}}
This contract is in force from {{startsOn}}{{#if endsOn}} to {{endsOn}}{{/if}}.
{{else}}
This contract is in force from the day both sides have signed it.
{{/if}}

## 6. Other terms
1. A party in breach makes good the loss of the other.
2. Disputes are settled by talks, otherwise by the court at the seat of the seller.
3. There are two copies of this contract, one for each party.

[[signatures]]
`,
  },
  supplement: {
    name: 'Supplementary agreement',
    body: `# Supplementary agreement

Number: {{number}}

**Buyer**: {{account.name}}

**Seller**: {{seller.name}}

The parties{{#if parent}} to contract {{parent.number}} ({{parent.name}}){{/if}} agree as follows.

## 1. What changes
[[lines]]
{{#if remark}}
{{remark}}
{{/if}}

## 2. Amount
This agreement is worth **{{amount}}**.

## 3. Effect
1. All other terms of the contract stay in force.
2. Where this agreement differs from the contract, this agreement holds.
3. It is in force from the day both sides have signed it.

[[signatures]]
`,
  },
  dunning: [
    {
      name: 'Payment reminder',
      body: `# Payment reminder

**{{name}}**

Thank you for working with us. Our books show that the following amounts are past their due date, which may well be an oversight:

[[overdue]]

Please arrange payment. If you have paid already, disregard this letter.

{{#if bank.number}}
Bank account: {{bank.bank}}, {{bank.number}}.
{{/if}}

{{seller.name}}
{{today}}
`,
    },
    {
      name: 'Second reminder',
      body: `# Second reminder

**{{name}}**

We wrote to you before. Up to today the following amounts have not reached us:

[[overdue]]

Please pay within **7 days** of receiving this letter.

{{#if bank.number}}
Bank account: {{bank.bank}}, {{bank.number}}.
{{/if}}

{{seller.name}}
{{today}}
`,
    },
    {
      name: 'Final reminder',
      body: `# Final reminder

**{{name}}**

In spite of several reminders the following amounts are still open:

[[overdue]]

Please pay within **5 days** of receiving this letter. Otherwise we reserve the right to take legal steps.

{{#if bank.number}}
Bank account: {{bank.bank}}, {{bank.number}}.
{{/if}}

{{seller.name}}
{{today}}
`,
    },
  ],
} as const
