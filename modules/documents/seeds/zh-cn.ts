/** Texts that a fresh workspace starts with; each may be changed. */
export const zhCN = {
  proposal: {
    name: '项目建议书',
    body: `# {{title}}

{{account.name}}{{#if contact}} {{contact.name}}{{/if}}：

感谢贵方对我们的信任。根据前期沟通，我们提出如下建议，供贵方审阅。

## 一、方案内容
[[lines]]
[[total]]

{{#if taxMode = onTop}}
以上价格不含税，税金另计。
{{else}}
以上价格已含税。
{{/if}}
{{#if validUntil}}
本建议书有效期至 **{{validUntil}}**。
{{/if}}

## 二、产品说明
[[products]]

## 三、商务条款
{{#if paymentTerms}}
- **付款方式**：{{paymentTerms}}
{{/if}}
{{#if deliveryTerms}}
- **交付方式**：{{deliveryTerms}}
{{/if}}
- **联系人**：{{owner.name}}

## 四、客户案例
[[references]]

---
## 五、确认
[[signatures]]
`,
  },
  contract: {
    name: '销售合同',
    body: `# 销售合同

合同编号：{{number}}

**甲方（买方）**：{{account.name}}
地址：{{account.address}}

**乙方（卖方）**：{{seller.name}}
地址：{{seller.registeredAddress}}

甲乙双方经友好协商，就下列产品及服务的买卖达成如下协议。

## 一、标的
[[lines]]

## 二、合同金额
合同总金额为 **{{amount}}**，大写：**{{amount|words}}**。

## 三、付款
{{#if paymentTerms}}
{{paymentTerms}}
{{/if}}
[[plan]]

{{#if bank.number}}
收款账户：{{bank.bank}}，账号 {{bank.number}}。
{{/if}}

## 四、交付
{{#if deliveryTerms}}
{{deliveryTerms}}
{{else}}
按双方书面确认的时间和地点交付。
{{/if}}
{{#if deliveryPlace}}
交付地点：{{deliveryPlace}}
{{/if}}

## 五、期限
{{#if startsOn}}
本合同自 {{startsOn}} 起生效{{#if endsOn}}，至 {{endsOn}} 止{{/if}}。
{{else}}
本合同自双方签字盖章之日起生效。
{{/if}}

## 六、其他
1. 任何一方违约，应赔偿对方因此受到的损失。
2. 因本合同发生的争议，双方协商解决；协商不成的，提交乙方所在地人民法院。
3. 本合同一式两份，双方各执一份，具有同等效力。

[[signatures]]
`,
  },
  supplement: {
    name: '补充协议',
    body: `# 补充协议

协议编号：{{number}}

**甲方**：{{account.name}}

**乙方**：{{seller.name}}

双方{{#if parent}}就合同 {{parent.number}}《{{parent.name}}》{{/if}}达成如下补充协议。

## 一、变更内容
[[lines]]
{{#if remark}}
{{remark}}
{{/if}}

## 二、金额
本补充协议涉及金额为 **{{amount}}**，大写：**{{amount|words}}**。

## 三、效力
1. 原合同其余条款不变，继续有效。
2. 本协议与原合同不一致的，以本协议为准。
3. 本协议自双方签字盖章之日起生效。

[[signatures]]
`,
  },
  dunning: [
    {
      name: '付款提醒',
      body: `# 付款提醒

**{{name}}**：

感谢贵方一直以来的合作。经核对，下列款项已过约定付款日，可能是贵方一时疏忽：

[[overdue]]

烦请贵方尽快安排付款。如款项已付，请忽略本函。

{{#if bank.number}}
收款账户：{{bank.bank}}，账号 {{bank.number}}。
{{/if}}

{{seller.name}}
{{today}}
`,
    },
    {
      name: '催款函',
      body: `# 催款函

**{{name}}**：

我方此前已致函提醒，但截至本函发出之日，下列款项仍未收到：

[[overdue]]

请贵方于收到本函之日起 **7 日内**付清上述款项。

{{#if bank.number}}
收款账户：{{bank.bank}}，账号 {{bank.number}}。
{{/if}}

{{seller.name}}
{{today}}
`,
    },
    {
      name: '最后催款函',
      body: `# 最后催款函

**{{name}}**：

经我方多次催告，下列款项至今未付：

[[overdue]]

请贵方于收到本函之日起 **5 日内**付清。逾期我方将保留通过法律途径主张权利并要求承担逾期付款违约责任的权利。

{{#if bank.number}}
收款账户：{{bank.bank}}，账号 {{bank.number}}。
{{/if}}

{{seller.name}}
{{today}}
`,
    },
  ],
} as const
