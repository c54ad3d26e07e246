import { useSearch } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useResetPassword } from '../data/use-session.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FormProblem } from './form-problem.tsx'
import { shortestPassword } from './password.ts'

/** Sets a new password with the token of the mail: `/reset?token=…`. */
export function Page() {
  const say = useTexts()
  const reset = useResetPassword()
  const { token } = useSearch({ strict: false }) as { token?: unknown }
  return (
    <EntryFrame>
      <div className="zk-entry-form">
        <h2>{say('entry.reset.title')}</h2>
        <p>{say(reset.isSuccess ? 'entry.reset.done' : 'entry.reset.text', { least: shortestPassword })}</p>
        {reset.isSuccess ? (
          <AppLink to="/">{say('entry.sign-in')}</AppLink>
        ) : (
          <Form<{ password: string }>
            layout="vertical"
            requiredMark={false}
            disabled={reset.isPending}
            onFinish={({ password }) => reset.mutate({ token: String(token ?? ''), password })}
          >
            <Form.Item
              name="password"
              label={say('entry.password.new')}
              rules={[{ required: true, min: shortestPassword, message: say('entry.password.short', { least: shortestPassword }) }]}
            >
              <Input.Password autoComplete="new-password" autoFocus />
            </Form.Item>
            <FormProblem text={reset.error?.detail} />
            <Button type="primary" htmlType="submit" block loading={reset.isPending}>
              {say('entry.reset.save')}
            </Button>
          </Form>
        )}
      </div>
    </EntryFrame>
  )
}
