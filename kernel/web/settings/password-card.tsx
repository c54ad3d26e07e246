import { Button, Form, Input } from 'antd'
import { showToast } from '../data/toasts.ts'
import { useChangePassword } from '../data/use-session.ts'
import { FormProblem } from '../entry/form-problem.tsx'
import { shortestPassword } from '../entry/password.ts'
import { useTexts } from '../i18n/texts.ts'

type PasswordForm = Readonly<{ current: string; next: string }>

export function PasswordCard() {
  const say = useTexts()
  const change = useChangePassword()
  const [form] = Form.useForm<PasswordForm>()
  const save = (values: PasswordForm) =>
    change.mutate(values, {
      onSuccess: () => {
        form.resetFields()
        showToast({ text: say('settings.password.changed'), tone: 'done' })
      },
    })
  return (
    <section className="zk-card zk-settings-card">
      <h2 className="zk-card-head">{say('entry.password')}</h2>
      <Form<PasswordForm>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        className="zk-settings-form"
        disabled={change.isPending}
      >
        <Form.Item name="current" label={say('settings.password.current')} rules={[{ required: true, message: say('form.required') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={say('entry.password.new')}
          rules={[{ required: true, min: shortestPassword, message: say('entry.password.short', { least: shortestPassword }) }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <FormProblem text={change.error?.detail} />
        <Button htmlType="submit" loading={change.isPending}>
          {say('settings.password.change')}
        </Button>
      </Form>
    </section>
  )
}
