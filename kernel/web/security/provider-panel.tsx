import { Button, Form, Input } from 'antd'
import { showToast } from '../data/toasts.ts'
import { useKeepClientSecret, useProviderClient, useTryProvider } from '../data/use-providers.ts'
import { FormProblem } from '../entry/form-problem.tsx'
import { CopyButton } from '../fields/copy-button.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Tag } from '../parts/tag.tsx'
import type { PanelProps } from '../slots/define-web.ts'
import './security.css'

/** The client secret of a provider, the address to enter there, and whether it answers. */
export function Panel({ object, row }: PanelProps) {
  const say = useTexts()
  const { data } = useProviderClient(row.id, object.may.update)
  const keep = useKeepClientSecret(row.id)
  const attempt = useTryProvider(row.id)
  const [form] = Form.useForm<{ secret: string }>()
  if (!data) return null
  const onKept = () => {
    form.resetFields()
    showToast({ text: say('provider.secret.kept'), tone: 'done' })
  }
  return (
    <div className="zk-column zk-provider-panel">
      {(['callback', 'afterSignOut'] as const).map((name) => (
        <div key={name} className="zk-column">
          <span className="zk-second zk-small">{say(`provider.${name}`)}</span>
          <span className="zk-row">
            <code className="zk-factor-secret">{data[name]}</code>
            <CopyButton text={data[name]} />
          </span>
        </div>
      ))}
      <Tag color={data.hasSecret ? 'green' : 'grey'}>{say(data.hasSecret ? 'provider.secret.there' : 'provider.secret.none')}</Tag>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ secret }) => keep.mutate(secret, { onSuccess: onKept })}>
        <Form.Item
          name="secret"
          label={say('provider.secret')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.Password autoComplete="off" maxLength={1_000} />
        </Form.Item>
        <span className="zk-sign-in-steps">
          <Button size="small" htmlType="submit" loading={keep.isPending}>
            {say('provider.secret.keep')}
          </Button>
          {data.hasSecret && (
            <Button size="small" danger onClick={() => keep.mutate(null)}>
              {say('provider.secret.remove')}
            </Button>
          )}
          <Button size="small" loading={attempt.isPending} onClick={() => attempt.mutate()}>
            {say('provider.try')}
          </Button>
        </span>
      </Form>
      {attempt.isSuccess && <Tag color="green">{say('provider.answers')}</Tag>}
      <FormProblem text={attempt.error?.detail ?? keep.error?.detail} />
    </div>
  )
}
