import { Button, Form, Input } from 'antd'
import { useForgotPassword } from '../data/use-session.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FormProblem } from './form-problem.tsx'

/** Asks for a link to set a new password. The answer is the same for unknown addresses. */
export function Page() {
  const say = useTexts()
  const forgot = useForgotPassword()
  return (
    <EntryFrame>
      <div className="zk-entry-form">
        <h2>{say('entry.forgot.title')}</h2>
        <p>{say(forgot.isSuccess ? 'entry.forgot.sent' : 'entry.forgot.text')}</p>
        {!forgot.isSuccess && (
          <Form<{ email: string }>
            layout="vertical"
            requiredMark={false}
            onFinish={(values) => forgot.mutate(values)}
            disabled={forgot.isPending}
          >
            <Form.Item name="email" label={say('entry.email')} rules={[{ required: true, message: say('form.required') }]}>
              <Input type="email" autoComplete="username" autoFocus />
            </Form.Item>
            <FormProblem text={forgot.error?.detail} />
            <Button type="primary" htmlType="submit" block loading={forgot.isPending}>
              {say('entry.forgot.send')}
            </Button>
          </Form>
        )}
        <p className="zk-entry-foot">
          <AppLink to="/">{say('entry.back')}</AppLink>
        </p>
      </div>
    </EntryFrame>
  )
}
