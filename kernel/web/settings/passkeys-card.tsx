import { Button, Input } from 'antd'
import { useState } from 'react'
import { isProblem } from '../data/problem.ts'
import { showProblem } from '../data/undo.ts'
import { hasPasskeys, useAddPasskey, usePasskeys, useRemovePasskey } from '../data/use-sign-in.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { deviceName } from '../security/device.ts'

/** Passkeys of this person: what signs in by finger, face or code of a device. */
export function PasskeysCard() {
  const say = useTexts()
  const format = useFormat()
  const passkeys = usePasskeys()
  const add = useAddPasskey()
  const remove = useRemovePasskey()
  const [name, setName] = useState(() => deviceName(navigator.userAgent))
  if (!passkeys.data) return null
  const isPossible = hasPasskeys()
  return (
    <section className="zk-card zk-settings-card" id="passkeys">
      <h2 className="zk-card-head">{say('passkeys.title')}</h2>
      <p className="zk-settings-text">{say(isPossible ? 'passkeys.about' : 'passkeys.not-here')}</p>
      {passkeys.data.map((one) => (
        <div key={one.id} className="zk-row zk-settings-link">
          <span className="zk-clip zk-grow">{one.name}</span>
          <span className="zk-meta zk-small zk-date">{format.momentRelative(one.usedAt ?? one.createdAt)}</span>
          <Button
            size="small"
            danger
            loading={remove.isPending && remove.variables === one.id}
            onClick={() => remove.mutate(one.id, { onError: showProblem })}
          >
            {say('passkeys.remove')}
          </Button>
        </div>
      ))}
      {isPossible && (
        <form
          className="zk-row zk-settings-form"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate(name.trim(), { onError: (error) => isProblem(error) && showProblem(error) })
          }}
        >
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} aria-label={say('passkeys.name')} />
          <Button htmlType="submit" disabled={!name.trim()} loading={add.isPending}>
            {say('passkeys.add')}
          </Button>
        </form>
      )}
    </section>
  )
}
