import { Button, Form, Input } from 'antd'
import { useSignIn } from '../data/use-session.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FormProblem } from './form-problem.tsx'

type SignInForm = Readonly<{ email: string; password: string }>

export function SignIn() {
  const say = useTexts()
  const signIn = useSignIn()
  const required = [{ required: true, message: say('form.required') }]
  const password = (
    <span className="zk-label-link">
      {say('entry.password')}
      <AppLink to="/forgot">{say('entry.forgot')}</AppLink>
    </span>
  )
  return (
    <EntryFrame>
      <div className="zk-entry-form">
        <h2>{say('entry.sign-in.title')}</h2>
        <p>{window.location.host}</p>
        <Form<SignInForm> layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)} disabled={signIn.isPending}>
          <Form.Item name="email" label={say('entry.email')} rules={required}>
            <Input type="email" autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={password} rules={required} {...(signIn.isError ? { validateStatus: 'error' as const } : {})}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <FormProblem text={signIn.error?.detail} />
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {say('entry.sign-in')}
          </Button>
        </Form>
        <p className="zk-entry-foot">{say('entry.no-account')}</p>
      </div>
    </EntryFrame>
  )
}
