import { Button, Form, Input, Select } from 'antd'
import { useMemo } from 'react'
import { type SetupInput, useCreateWorkspace } from '../data/use-session.ts'
import { type Locale, useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { DemoOffer } from './demo-offer.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FormProblem } from './form-problem.tsx'
import { passwordStrength, shortestPassword } from './password.ts'
import { slugOf } from './slug.ts'

type FirstRunForm = Omit<SetupInput, 'locale' | 'demo'>

const usualCurrencies = ['CNY', 'TWD', 'HKD', 'USD', 'EUR', 'JPY', 'SGD', 'GBP', 'MYR', 'KRW', 'AUD', 'CAD', 'THB', 'VND', 'INR']
const homeCurrency: Readonly<Record<Locale, string>> = { 'zh-CN': 'CNY', 'zh-TW': 'TWD', en: 'CNY' }

function useChoices(locale: Locale) {
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    const separator = locale === 'en' ? ', ' : ' '
    return {
      currencies: usualCurrencies.map((value) => ({ value, label: `${value}${separator}${names.of(value)}` })),
      zones: Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
    }
  }, [locale])
}

function PasswordHint() {
  const say = useTexts()
  const password = (Form.useWatch('password') as string | undefined) ?? ''
  return <>{say(`entry.password.${password ? passwordStrength(password) : 'hint'}`, { least: shortestPassword })}</>
}

/** Creates the first workspace and its administrator, or opens the demo company. */
export function FirstRun({ hasDemo }: Readonly<{ hasDemo: boolean }>) {
  const say = useTexts()
  const locale = useLocale()
  const create = useCreateWorkspace()
  const [form] = Form.useForm<FirstRunForm>()
  const { currencies, zones } = useChoices(locale)
  const required = [{ required: true, message: say('form.required') }]
  const initialValues = { currency: homeCurrency[locale], timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }
  const suggestSlug = () => {
    if (!form.isFieldTouched('slug')) form.setFieldValue('slug', slugOf(form.getFieldValue('company') ?? ''))
  }
  return (
    <EntryFrame isFirst>
      <div className="zk-entry-form zk-entry-wide">
        <h2>{say('entry.first.title')}</h2>
        <p>{say('entry.first.text')}</p>
        <Form<FirstRunForm>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={initialValues}
          disabled={create.isPending}
          onFinish={(values) => create.mutate({ ...values, locale })}
        >
          <div className="zk-entry-two">
            <Form.Item name="company" label={say('entry.company')} rules={required}>
              <Input autoComplete="organization" autoFocus onChange={suggestSlug} />
            </Form.Item>
            <Form.Item
              name="slug"
              label={say('entry.slug')}
              rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{1,30}$/, message: say('entry.slug.wrong') }]}
            >
              <Input autoCapitalize="none" spellCheck={false} />
            </Form.Item>
            <Form.Item name="name" label={say('entry.name')} rules={required}>
              <Input autoComplete="name" />
            </Form.Item>
            <Form.Item
              name="email"
              label={say('entry.email')}
              rules={[{ required: true, type: 'email', message: say('entry.email.wrong') }]}
            >
              <Input type="email" autoComplete="username" />
            </Form.Item>
          </div>
          <Form.Item
            name="password"
            label={say('entry.password')}
            extra={<PasswordHint />}
            rules={[{ required: true, min: shortestPassword, message: say('entry.password.short', { least: shortestPassword }) }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <div className="zk-entry-two">
            <Form.Item name="currency" label={say('entry.currency')} rules={required}>
              <Select showSearch={{ optionFilterProp: 'label' }} options={currencies} />
            </Form.Item>
            <Form.Item name="timeZone" label={say('entry.time-zone')} rules={required}>
              <Select showSearch options={zones} />
            </Form.Item>
          </div>
          <FormProblem text={create.error?.issues[0]?.detail ?? create.error?.detail} />
          <Button type="primary" htmlType="submit" block loading={create.isPending}>
            {say('entry.first.create')}
          </Button>
        </Form>
        {hasDemo && <DemoOffer />}
      </div>
    </EntryFrame>
  )
}
