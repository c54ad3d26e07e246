import { Button } from 'antd'
import { LogIn } from 'lucide-react'
import { useGoToProvider, useProviders } from '../data/use-providers.ts'
import { useTexts } from '../i18n/texts.ts'
import { FormProblem } from './form-problem.tsx'

/** One button for each provider that people may sign in with. */
export function ProviderButtons() {
  const say = useTexts()
  const { data } = useProviders()
  const go = useGoToProvider()
  if (!data || data.length === 0) return null
  return (
    <>
      {data.map(({ id, name }) => (
        <Button
          key={id}
          block
          icon={<LogIn size={16} strokeWidth={1.5} aria-hidden="true" />}
          loading={(go.isPending || go.isSuccess) && go.variables === id}
          disabled={go.isPending}
          onClick={() => go.mutate(id)}
        >
          {say('entry.provider', { name })}
        </Button>
      ))}
      <FormProblem text={go.error?.detail} />
    </>
  )
}
