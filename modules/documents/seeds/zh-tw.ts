/** Texts that a fresh workspace starts with; each may be changed. */
export const zhTW = {
  proposal: {
    name: '專案建議書',
    body: `# {{title}}

{{account.name}}{{#if contact}} {{contact.name}}{{/if}}：

感謝貴公司對我們的信任。依據先前的討論，我們提出以下建議，敬請審閱。

## 一、方案內容
[[lines]]
[[total]]

{{#if taxMode = onTop}}
以上價格未稅，稅金另計。
{{else}}
以上價格已含稅。
{{/if}}
{{#if validUntil}}
本建議書有效期至 **{{validUntil}}**。
{{/if}}

## 二、產品說明
[[products]]

## 三、商務條款
{{#if paymentTerms}}
- **付款方式**：{{paymentTerms}}
{{/if}}
{{#if deliveryTerms}}
- **交貨方式**：{{deliveryTerms}}
{{/if}}
- **聯絡人**：{{owner.name}}

## 四、客戶案例
[[references]]

---
## 五、確認
[[signatures]]
`,
  },
  contract: {
    name: '銷售合約',
    body: `# 銷售合約

合約編號：{{number}}

**甲方（買方）**：{{account.name}}
地址：{{account.address}}

**乙方（賣方）**：{{seller.name}}
地址：{{seller.registeredAddress}}

甲乙雙方經友好協商，就下列產品及服務之買賣達成協議如下。

## 一、標的
[[lines]]

## 二、合約金額
合約總金額為 **{{amount}}**，大寫：**{{amount|words}}**。

## 三、付款
{{#if paymentTerms}}
{{paymentTerms}}
{{/if}}
[[plan]]

{{#if bank.number}}
收款帳戶：{{bank.bank}}，帳號 {{bank.number}}。
{{/if}}

## 四、交貨
{{#if deliveryTerms}}
{{deliveryTerms}}
{{else}}
依雙方書面確認之時間及地點交貨。
{{/if}}
{{#if deliveryPlace}}
交貨地點：{{deliveryPlace}}
{{/if}}

## 五、期限
{{#if startsOn}}
本合約自 {{startsOn}} 起生效{{#if endsOn}}，至 {{endsOn}} 止{{/if}}。
{{else}}
本合約自雙方簽章之日起生效。
{{/if}}

## 六、其他
1. 任何一方違約，應賠償對方因此所受之損失。
2. 因本合約所生之爭議，由雙方協商解決；協商不成者，以乙方所在地之法院為管轄法院。
3. 本合約一式兩份，雙方各執一份為憑。

[[signatures]]
`,
  },
  supplement: {
    name: '補充協議',
    body: `# 補充協議

協議編號：{{number}}

**甲方**：{{account.name}}

**乙方**：{{seller.name}}

雙方{{#if parent}}就合約 {{parent.number}}《{{parent.name}}》{{/if}}達成補充協議如下。

## 一、變更內容
[[lines]]
{{#if remark}}
{{remark}}
{{/if}}

## 二、金額
本補充協議涉及金額為 **{{amount}}**，大寫：**{{amount|words}}**。

## 三、效力
1. 原合約其餘條款不變，繼續有效。
2. 本協議與原合約不一致者，以本協議為準。
3. 本協議自雙方簽章之日起生效。

[[signatures]]
`,
  },
  dunning: [
    {
      name: '付款提醒',
      body: `# 付款提醒

**{{name}}** 鈞鑒：

感謝貴公司長期以來的合作。經核對，下列款項已逾約定付款日，或係一時疏漏：

[[overdue]]

敬請儘速安排付款。若款項已付，請忽略本函。

{{#if bank.number}}
收款帳戶：{{bank.bank}}，帳號 {{bank.number}}。
{{/if}}

{{seller.name}}
{{today}}
`,
    },
    {
      name: '催款函',
      body: `# 催款函

**{{name}}** 鈞鑒：

我方先前已去函提醒，惟截至本函發出之日，下列款項仍未收到：

[[overdue]]

請於收到本函之日起 **7 日內**付清上述款項。

{{#if bank.number}}
收款帳戶：{{bank.bank}}，帳號 {{bank.number}}。
{{/if}}

{{seller.name}}
{{today}}
`,
    },
    {
      name: '最後催款函',
      body: `# 最後催款函

**{{name}}** 鈞鑒：

經我方多次催告，下列款項迄今未付：

[[overdue]]

請於收到本函之日起 **5 日內**付清。逾期我方將保留循法律途徑主張權利之權利。

{{#if bank.number}}
收款帳戶：{{bank.bank}}，帳號 {{bank.number}}。
{{/if}}

{{seller.name}}
{{today}}
`,
    },
  ],
} as const
