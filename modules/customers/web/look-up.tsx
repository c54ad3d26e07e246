import { Button } from 'antd'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { type FormPartProps, showProblem, useAction, useCount, useObject, useTexts } from '#kernel/web'
import './people.css'

type Found = Readonly<Record<'name' | 'creditCode' | 'legalPerson' | 'address' | 'province' | 'city' | 'phone' | 'website', string | null>>
const fewest = 2

/** Fills in what a directory of companies says of the name that was typed, once one of them was chosen. There where an administrator set one up. */
export function Part(props: FormPartProps) {
  const lookup = useObject('companyLookup')
  const { data } = useCount({ object: 'companyLookup', filter: { isActive: true } }, { exact: true, enabled: Boolean(lookup) })
  if (!lookup || !data || data.value === 0 || props.values.kind === 'person') return null
  return <LookUp {...props} />
}

function LookUp({ object, values, onFill }: FormPartProps) {
  const say = useTexts()
  const [found, setFound] = useState<readonly Found[] | null>(null)
  const ask = useAction<{ companies: readonly Found[] }>('customers.look-up')
  const name = String(values.name ?? '').trim()
  const look = () => ask.mutate({ input: { name } }, { onSuccess: ({ result }) => setFound(result.companies), onError: showProblem })
  const take = (one: Found) => {
    const known = Object.entries(one).filter(([field, value]) => value !== null && object.fields[field])
    onFill(Object.fromEntries(known))
    setFound(null)
  }
  return (
    <div className="zk-look-up">
      <Button
        size="small"
        loading={ask.isPending}
        disabled={name.length < fewest}
        icon={<Search size={14} strokeWidth={1.5} aria-hidden="true" />}
        onClick={look}
      >
        {say('customers.look-up.ask')}
      </Button>
      {found?.length === 0 && (
        <span className="zk-meta zk-small" role="status">
          {say('customers.look-up.none')}
        </span>
      )}
      {found && found.length > 0 && (
        <ul aria-label={say('customers.look-up.choose')}>
          {found.map((one) => (
            <li key={`${one.name} ${one.creditCode}`}>
              <button type="button" className="zk-plain-button" onClick={() => take(one)}>
                <span className="zk-strong">{one.name}</span>
                <span className="zk-meta zk-small">{[one.creditCode, one.legalPerson, one.address].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
