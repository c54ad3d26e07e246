import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { call, read } from '../data/api.ts'
import { isProblem } from '../data/problem.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FormProblem } from './form-problem.tsx'
import { shortestPassword } from './password.ts'

type Invited = Readonly<{ email: string; workspace: string }>

function FirstPassword({ token, invited }: Readonly<{ token: string; invited: Invited }>) {
  const say = useTexts()
  const [problem, setProblem] = useState<string | undefined>()
  const [isSending, setSending] = useState(false)
  const accept = async (password: string) => {
    setSending(true)
    try {
      await call('POST', '/invitation/accept', { body: { token, password } })
      window.location.assign('/')
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error.code === 'kernel.wrong-password' ? say('entry.welcome.known') : error.detail)
      setSending(false)
    }
  }
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      disabled={isSending}
      onFinish={({ password }) => void accept(password)}
    >
      <Form.Item label={say('entry.email')}>
        <Input value={invited.email} readOnly autoComplete="username" />
      </Form.Item>
      <Form.Item
        name="password"
        label={say('entry.password.new')}
        rules={[{ required: true, min: shortestPassword, message: say('entry.password.short', { least: shortestPassword }) }]}
      >
        <Input.Password autoComplete="new-password" autoFocus />
      </Form.Item>
      <FormProblem text={problem} />
      <Button type="primary" htmlType="submit" block loading={isSending}>
        {say('entry.welcome.begin')}
      </Button>
    </Form>
  )
}

/** Somebody who was invited sets the first password: `/welcome?token=…`. */
export function Page() {
  const say = useTexts()
  const { token } = useSearch({ strict: false }) as { token?: unknown }
  const text = String(token ?? '')
  const { data, isPending } = useQuery({
    queryKey: ['invitation', text],
    queryFn: () => read<Invited>('/invitation', { token: text }),
    retry: false,
  })
  return (
    <EntryFrame>
      <div className="zk-entry-form">
        <h2>{say('entry.welcome.title')}</h2>
        {isPending && <SkeletonLines lines={4} />}
        {!isPending && !data && (
          <>
            <p>{say('entry.welcome.gone')}</p>
            <AppLink to="/">{say('entry.sign-in')}</AppLink>
          </>
        )}
        {data && (
          <>
            <p>{say('entry.welcome.text', { workspace: data.workspace })}</p>
            <FirstPassword token={text} invited={data} />
          </>
        )}
      </div>
    </EntryFrame>
  )
}
